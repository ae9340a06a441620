package io.github.zmqspring.interop;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import io.github.zmqspring.message.ZmqMessage;

/**
 * A pyzmq in a process of its own that runs the Python code it is given. All code shares
 * one scope, in which {@code zmq} and {@code ctx} are defined; the sockets of that
 * context wait no longer than a minute. For one thread at a time.
 */
public final class PyzmqPeer {

	private final ForeignPeer process;

	private int sockets;

	PyzmqPeer(ForeignPeer process) {
		this.process = process;
		answer();
	}

	/**
	 * Return the process, to kill or to suspend it.
	 * @return the process
	 */
	public ForeignPeer process() {
		return this.process;
	}

	/**
	 * Run statements and wait for their end.
	 * @param statements the code
	 * @throws AssertionError with Python's traceback if they fail
	 */
	public void exec(String statements) {
		begin(statements);
		end();
	}

	/**
	 * Run statements, which may wait for what this side does, and do not wait for their
	 * end: {@link #end()} does, and must come next.
	 * @param statements the code
	 */
	public void begin(String statements) {
		request("exec", statements);
	}

	/**
	 * Wait for the end of the statements that were begun.
	 * @throws AssertionError with Python's traceback if they fail
	 */
	public void end() {
		answer();
	}

	/**
	 * Evaluate an expression.
	 * @param expression the expression
	 * @return its value as {@code str} prints it
	 * @throws AssertionError with Python's traceback if it fails
	 */
	public String eval(String expression) {
		request("eval", expression);
		return answer();
	}

	/**
	 * Evaluate an expression whose value is a list of bytes.
	 * @param expression the expression
	 * @return the message of these frames
	 */
	public ZmqMessage frames(String expression) {
		return ZmqMessage.of(Arrays.stream(eval("_hex(" + expression + ")").split(" "))
			.map((digits) -> HexFormat.of().parseHex(digits.equals("-") ? "" : digits))
			.toList());
	}

	/**
	 * Return a message as Python code.
	 * @param message the message
	 * @return an expression for a list of bytes
	 */
	public static String literal(ZmqMessage message) {
		return StreamSupport.stream(message.spliterator(), false)
			.map(PyzmqPeer::literal)
			.collect(Collectors.joining(", ", "[", "]"));
	}

	/**
	 * Return bytes as Python code.
	 * @param bytes the bytes
	 * @return an expression for them
	 */
	public static String literal(byte[] bytes) {
		return "bytes.fromhex('" + HexFormat.of().formatHex(bytes) + "')";
	}

	/**
	 * Return a text as Python code.
	 * @param text the text
	 * @return an expression for it
	 */
	public static String literal(String text) {
		boolean plain = text.chars().allMatch((c) -> c >= ' ' && c <= '~' && c != '\'' && c != '\\');
		return plain ? "'" + text + "'" : literal(text.getBytes(StandardCharsets.UTF_8)) + ".decode()";
	}

	/**
	 * Open a socket.
	 * @param type its type, a constant of pyzmq
	 * @return the socket
	 */
	public PyzmqSocket socket(String type) {
		String variable = "socket" + this.sockets++;
		exec(variable + " = ctx.socket(zmq." + type + ")");
		return new PyzmqSocket(this, variable);
	}

	private void request(String kind, String code) {
		this.process.tell(kind + " " + code.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r"));
	}

	private String answer() {
		String line = this.process.line();
		int space = line.indexOf(' ');
		String text = line.substring(space + 1).translateEscapes();
		if (!line.startsWith("ok ")) {
			throw new AssertionError("pyzmq failed on\n" + text);
		}
		return text;
	}

}
