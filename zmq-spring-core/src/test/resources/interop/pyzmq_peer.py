# A pyzmq that does what it is told: a line on stdin is "exec <code>" or "eval <code>", a line on stdout its answer,
# "ok <value>" or "error <traceback>". In both a backslash, a line feed and a carriage return are written \\, \n and \r.
# All code shares one scope.
import re
import sys
import traceback

import zmq

answers, sys.stdout = sys.stdout, sys.stderr  # what the code prints is no answer

ctx = zmq.Context()
ctx.linger = 1000
ctx.rcvtimeo = ctx.sndtimeo = 60000


def _hex(message):
    """One message as text: its frames in hexadecimal digits, "-" for an empty one."""
    return " ".join(bytes(frame).hex() or "-" for frame in message)


scope = {"zmq": zmq, "ctx": ctx, "_hex": _hex}


def answer(kind, text):
    text = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    answers.write(f"{kind} {text}\n")
    answers.flush()


answer("ok", f"pyzmq {zmq.__version__} with libzmq {zmq.zmq_version()}")
for line in sys.stdin:
    kind, _, text = line.rstrip("\n").partition(" ")
    code = re.sub(r"\\(.)", lambda match: {"n": "\n", "r": "\r"}.get(match[1], match[1]), text)
    try:
        if kind == "eval":
            answer("ok", str(eval(code, scope)))
        else:
            exec(code, scope)
            answer("ok", "")
    except BaseException:
        answer("error", code + "\n" + traceback.format_exc())
