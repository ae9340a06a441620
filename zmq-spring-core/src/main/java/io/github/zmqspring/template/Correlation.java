package io.github.zmqspring.template;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

import io.github.zmqspring.message.ZmqMessage;

/**
 * The envelope of a request from a DEALER: a frame of 8 bytes and the empty delimiter. A
 * REP, and a ROUTER whose application keeps to RFC 28, give the envelope back with the
 * reply, without knowing what is in it.
 */
final class Correlation {

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

	private static final byte[] DELIMITER = new byte[0];

	private static final int ENVELOPE_SIZE = 2;

	private Correlation() {
	}

	static ZmqMessage wrap(long id, ZmqMessage content) {
		byte[] correlation = new byte[Long.BYTES];
		LONG.set(correlation, 0, id);
		byte[][] frames = new byte[content.size() + ENVELOPE_SIZE][];
		frames[0] = correlation;
		frames[1] = DELIMITER;
		for (int i = 0; i < content.size(); i++) {
			frames[i + ENVELOPE_SIZE] = content.frame(i);
		}
		return ZmqMessage.received(frames, null);
	}

	static boolean isWrapped(ZmqMessage message) {
		return message.size() > ENVELOPE_SIZE && message.first().length == Long.BYTES && message.frame(1).length == 0;
	}

	static long id(ZmqMessage wrapped) {
		return (long) LONG.get(wrapped.first(), 0);
	}

	static ZmqMessage unwrap(ZmqMessage wrapped) {
		return wrapped.from(ENVELOPE_SIZE);
	}

}
