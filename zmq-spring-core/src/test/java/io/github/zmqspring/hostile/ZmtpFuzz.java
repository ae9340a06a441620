package io.github.zmqspring.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Makes up what a hostile peer may send, from a seed: the same seed, the same bytes.
 * Greetings and handshakes are valid ones with something changed; frames are arbitrary
 * within their framing, and the last one of a connection may break that too.
 */
final class ZmtpFuzz {

	private static final String[] COMMANDS = { "READY", "ERROR", "HELLO", "WELCOME", "INITIATE", "MESSAGE", "PING",
			"PONG", "SUBSCRIBE", "CANCEL", "JOIN", "LEAVE", "" };

	private static final String[] TYPES = { "PAIR", "PUB", "SUB", "REQ", "REP", "DEALER", "ROUTER", "PULL", "PUSH",
			"XPUB", "XSUB", "STREAM", "SERVER", "CLIENT", "RADIO", "DISH", "GATHER", "SCATTER", "", "NONSENSE" };

	private static final String[] PROPERTIES = { "Socket-Type", "Identity", "socket-type", "X-Other", "", "Resource" };

	private static final long[] LENGTHS = { -1, -2, Long.MIN_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE,
			Integer.MAX_VALUE + 1L, 0xFFFF_FFFFL, 0x8000_0000_7735_9400L, 0x7FFF_FFFFL - 8, 1L << 62, 2_000_000_000,
			(64 << 20) + 1 };

	private final SplittableRandom random;

	ZmtpFuzz(long seed) {
		this.random = new SplittableRandom(seed);
	}

	int next(int bound) {
		return this.random.nextInt(bound);
	}

	private boolean once(int in) {
		return this.random.nextInt(in) == 0;
	}

	private <T> T one(T[] of) {
		return of[this.random.nextInt(of.length)];
	}

	byte[] bytes(int most) {
		byte[] bytes = new byte[this.random.nextInt(most + 1)];
		this.random.nextBytes(bytes);
		return bytes;
	}

	/** A greeting with something wrong with it, or something else altogether. */
	byte[] greeting(String mechanism) {
		byte[] greeting = RawZmtp.greeting(mechanism);
		switch (this.random.nextInt(6)) {
			case 0 -> greeting = bytes(200);
			case 1 -> greeting = Arrays.copyOf(greeting, this.random.nextInt(64));
			case 2 -> greeting[10] = (byte) this.random.nextInt(256);
			case 3 -> greeting = RawZmtp.greeting(one(new String[] { "NULL", "PLAIN", "CURVE", "GSSAPI", "" }));
			default -> mutate(greeting);
		}
		return join(greeting, once(2) ? bytes(300) : new byte[0]);
	}

	/** Change some bytes. */
	byte[] mutate(byte[] bytes) {
		for (int i = this.random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
			bytes[this.random.nextInt(bytes.length)] = (byte) this.random.nextInt(256);
		}
		return bytes;
	}

	/** A command that is right, or nearly. */
	byte[] handshake(byte[] right) {
		return switch (this.random.nextInt(6)) {
			case 0 -> mutate(right.clone());
			case 1 -> Arrays.copyOf(right, this.random.nextInt(right.length + 1));
			case 2 -> join(right, bytes(600));
			case 3 -> RawZmtp.frame(RawZmtp.COMMAND, bytes(700));
			case 4 -> command();
			default -> RawZmtp.header(this.random.nextInt(256), length());
		};
	}

	byte[] command() {
		return RawZmtp.command(one(COMMANDS), once(2) ? metadata() : bytes(700));
	}

	/** Properties with lengths that may lie. */
	byte[] metadata() {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		for (int i = this.random.nextInt(5); i >= 0; i--) {
			String name = one(PROPERTIES);
			byte[] value = once(2) ? one(TYPES).getBytes(StandardCharsets.US_ASCII) : bytes(300);
			out.write(once(8) ? this.random.nextInt(256) : name.length());
			out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
			int length = once(8) ? this.random.nextInt() : value.length;
			out.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
			out.writeBytes(value);
		}
		return out.toByteArray();
	}

	byte[] plainHello() {
		byte[] name = bytes(200);
		byte[] password = bytes(200);
		byte[] data = new byte[name.length + password.length + 2];
		data[0] = (byte) (once(4) ? this.random.nextInt(256) : name.length);
		System.arraycopy(name, 0, data, 1, name.length);
		data[1 + name.length] = (byte) (once(4) ? this.random.nextInt(256) : password.length);
		System.arraycopy(password, 0, data, 2 + name.length, password.length);
		return RawZmtp.command("HELLO", data);
	}

	long length() {
		return once(2) ? LENGTHS[this.random.nextInt(LENGTHS.length)] : this.random.nextLong();
	}

	/** A frame that ends nothing: any flags that are no command, any bytes. */
	byte[] frame(int longest) {
		byte[] body = bytes(once(50) ? longest : 64);
		if (once(4) && body.length > 0) {
			body[0] = (byte) this.random.nextInt(3);
		}
		int flags = this.random.nextInt(256) & ~(RawZmtp.COMMAND | RawZmtp.LARGE);
		return once(8) ? join(RawZmtp.header(flags, body.length), body) : RawZmtp.frame(flags, body);
	}

	/** A command that an engine does not know, and ignores. */
	byte[] unknownCommand() {
		return RawZmtp.command("X" + this.random.nextInt(10), bytes(200));
	}

	/** A ping that is whole, with any time to live and context. */
	byte[] ping() {
		return RawZmtp.command("PING", join(new byte[] { 0, (byte) this.random.nextInt(3) }, bytes(40)));
	}

	/** What ends a connection, or leaves it waiting for more. */
	byte[] last() {
		return switch (this.random.nextInt(5)) {
			case 0 -> RawZmtp.header(this.random.nextInt(256), length());
			case 1 -> RawZmtp.command("PING", bytes(1));
			case 2 -> bytes(1000);
			case 3 -> Arrays.copyOf(RawZmtp.header(this.random.nextInt(256), 1000), 1 + this.random.nextInt(8));
			default -> join(RawZmtp.header(0, 100_000), bytes(2000));
		};
	}

	String type() {
		return one(TYPES);
	}

	static byte[] join(byte[]... parts) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			out.writeBytes(part);
		}
		return out.toByteArray();
	}

}
