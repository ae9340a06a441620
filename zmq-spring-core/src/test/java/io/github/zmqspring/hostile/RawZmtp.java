package io.github.zmqspring.hostile;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The client side of a TCP connection that speaks as much of ZMTP 3.0 (RFC 23) as it is
 * told to, and no more.
 */
class RawZmtp implements AutoCloseable {

	static final int MORE = 1;

	static final int LARGE = 2;

	static final int COMMAND = 4;

	private static final byte[] SIGNATURE = { (byte) 0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F };

	private static final int GREETING = 64;

	private static final int TIMEOUT_MILLIS = 60_000;

	private final Socket socket;

	private final DataInputStream in;

	private final OutputStream out;

	RawZmtp(int port) throws IOException {
		this(port, "127.0.0.1");
	}

	/**
	 * Connect from an address of this machine.
	 */
	RawZmtp(int port, String from) throws IOException {
		this.socket = new Socket();
		this.socket.bind(new InetSocketAddress(from, 0));
		this.socket.setTcpNoDelay(true);
		this.socket.setSoTimeout(TIMEOUT_MILLIS);
		this.socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MILLIS);
		this.in = new DataInputStream(this.socket.getInputStream());
		this.out = this.socket.getOutputStream();
	}

	static byte[] greeting(String mechanism) {
		byte[] greeting = new byte[GREETING];
		System.arraycopy(SIGNATURE, 0, greeting, 0, SIGNATURE.length);
		greeting[10] = 3;
		byte[] name = mechanism.getBytes(StandardCharsets.US_ASCII);
		System.arraycopy(name, 0, greeting, 12, name.length);
		return greeting;
	}

	static byte[] frame(int flags, byte[] body) {
		boolean large = body.length > 255;
		ByteBuffer frame = ByteBuffer.allocate(body.length + (large ? 9 : 2));
		frame.put((byte) (large ? flags | LARGE : flags));
		if (large) {
			frame.putLong(body.length);
		}
		else {
			frame.put((byte) body.length);
		}
		return frame.put(body).array();
	}

	static byte[] header(int flags, long length) {
		return ByteBuffer.allocate(9).put((byte) (flags | LARGE)).putLong(length).array();
	}

	static byte[] command(String name, byte[] data) {
		return frame(COMMAND, named(name, data));
	}

	static byte[] named(String name, byte[] data) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.write(name.length());
		bytes.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
		bytes.writeBytes(data);
		return bytes.toByteArray();
	}

	static byte[] property(String name, byte[] value) {
		ByteBuffer property = ByteBuffer.allocate(1 + name.length() + 4 + value.length);
		property.put((byte) name.length()).put(name.getBytes(StandardCharsets.US_ASCII));
		return property.putInt(value.length).put(value).array();
	}

	static byte[] ready(String socketType) {
		return command("READY", property("Socket-Type", socketType.getBytes(StandardCharsets.US_ASCII)));
	}

	/** Exchange greetings, both to the end. */
	RawZmtp greet(String mechanism) throws IOException {
		send(greeting(mechanism));
		this.in.readNBytes(GREETING);
		return this;
	}

	/** Be a peer without security. */
	RawZmtp becomePeer(String socketType) throws IOException {
		greet("NULL");
		send(ready(socketType));
		readFrame();
		return this;
	}

	RawZmtp send(byte[] bytes) throws IOException {
		this.out.write(bytes);
		return this;
	}

	/** Read one frame or command and return its body. */
	byte[] readFrame() throws IOException {
		int flags = this.in.readUnsignedByte();
		long length = ((flags & LARGE) != 0) ? this.in.readLong() : this.in.readUnsignedByte();
		byte[] body = this.in.readNBytes((int) length);
		if (body.length < length) {
			throw new EOFException();
		}
		return body;
	}

	/**
	 * Send until the other side has ended the connection.
	 * @param bytes what to send, over and over
	 * @param limit how many bytes at most
	 * @return how many it took, roughly: the operating system has buffers too
	 */
	long sendUntilCutOff(byte[] bytes, long limit) {
		long sent = 0;
		try {
			while (sent < limit) {
				this.out.write(bytes);
				sent += bytes.length;
			}
		}
		catch (IOException ex) {
			// that is what is meant to happen
		}
		return sent;
	}

	/**
	 * Send something and no more after it.
	 */
	void sendAllAndEnd(byte[] bytes) {
		try {
			this.out.write(bytes);
			this.socket.shutdownOutput();
		}
		catch (IOException ex) {
			// cut off before the end
		}
	}

	/**
	 * Wait until the other side has ended the connection.
	 * @return whether it has
	 */
	boolean awaitCutOff() {
		try {
			byte[] buffer = new byte[4096];
			while (this.in.read(buffer) >= 0) {
				// what was sent before
			}
			return true;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
		catch (IOException ex) {
			return true;
		}
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
