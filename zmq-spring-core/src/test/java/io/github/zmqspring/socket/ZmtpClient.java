package io.github.zmqspring.socket;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A ZMTP 3.0 client (RFC 23) byte by byte, which says of itself what it likes.
 */
final class ZmtpClient implements Closeable {

	private static final int GREETING = 64;

	private static final int COMMAND = 4;

	private final Socket socket;

	private final DataInputStream in;

	private final OutputStream out;

	/** Connect and exchange greetings. */
	ZmtpClient(ZmqSocket server, String mechanism) throws IOException {
		this.socket = new Socket("127.0.0.1", server.boundEndpoints().get(0).port());
		this.socket.setTcpNoDelay(true);
		this.socket.setSoTimeout(30_000);
		this.in = new DataInputStream(this.socket.getInputStream());
		this.out = this.socket.getOutputStream();
		byte[] greeting = new byte[GREETING];
		greeting[0] = (byte) 0xFF;
		greeting[8] = 1;
		greeting[9] = 0x7F;
		greeting[10] = 3;
		byte[] name = mechanism.getBytes(StandardCharsets.US_ASCII);
		System.arraycopy(name, 0, greeting, 12, name.length);
		this.out.write(greeting);
		this.in.readFully(new byte[GREETING]);
	}

	/** The handshake without security. */
	ZmtpClient ready(Map<String, String> properties) throws IOException {
		command("READY", properties(properties));
		expect("READY");
		return this;
	}

	/** The handshake of PLAIN (RFC 24). */
	ZmtpClient login(String name, String password, Map<String, String> properties) throws IOException {
		hello(name, password);
		expect("WELCOME");
		command("INITIATE", properties(properties));
		expect("READY");
		return this;
	}

	/** The first step of a PLAIN handshake, without waiting for the answer. */
	void hello(String name, String password) throws IOException {
		ByteArrayOutputStream hello = new ByteArrayOutputStream();
		shortString(hello, name);
		shortString(hello, password);
		command("HELLO", hello.toByteArray());
	}

	void send(String text) throws IOException {
		frame(0, text.getBytes(StandardCharsets.UTF_8));
	}

	private void command(String name, byte[] body) throws IOException {
		ByteArrayOutputStream command = new ByteArrayOutputStream();
		shortString(command, name);
		command.writeBytes(body);
		frame(COMMAND, command.toByteArray());
	}

	private void frame(int flags, byte[] body) throws IOException {
		byte[] frame = new byte[2 + body.length];
		frame[0] = (byte) flags;
		frame[1] = (byte) body.length;
		System.arraycopy(body, 0, frame, 2, body.length);
		this.out.write(frame);
	}

	private void expect(String name) throws IOException {
		this.in.readByte();
		byte[] body = new byte[this.in.readUnsignedByte()];
		this.in.readFully(body);
		String actual = new String(body, 1, body[0], StandardCharsets.US_ASCII);
		if (!actual.equals(name)) {
			throw new IOException("Expected " + name + ", got " + actual);
		}
	}

	private static byte[] properties(Map<String, String> properties) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		properties.forEach((name, value) -> {
			shortString(bytes, name);
			byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
			bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(encoded.length).array());
			bytes.writeBytes(encoded);
		});
		return bytes.toByteArray();
	}

	private static void shortString(ByteArrayOutputStream bytes, String text) {
		byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
		bytes.write(encoded.length);
		bytes.writeBytes(encoded);
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
