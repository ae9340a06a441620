package io.github.zmqspring.boot.test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Random;

import io.github.zmqspring.socket.ZmqEndpoint;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqTransport;

/**
 * A TCP connection to a socket under test that speaks what the test gives it: garbage,
 * half a handshake, or the protocol of a STREAM. Not for use by several threads.
 */
public final class ZmqRawPeer implements AutoCloseable {

	private static final long SEED = 42;

	private final Socket connection;

	private final Duration patience;

	private ZmqRawPeer(Socket connection, Duration patience) {
		this.connection = connection;
		this.patience = patience;
	}

	/** Connect where the socket has bound, otherwise wait for it where it connects. */
	static ZmqRawPeer of(ZmqSocket tested, Duration patience) {
		boolean binds = !tested.spec().binds().isEmpty();
		ZmqEndpoint endpoint = (binds ? tested.boundEndpoints() : tested.spec().connects()).stream()
			.filter((candidate) -> candidate.transport() == ZmqTransport.TCP)
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("Socket '" + tested.name() + "' has no TCP endpoint"));
		try {
			int millis = Math.toIntExact(patience.toMillis());
			Socket connection = binds ? connect(endpoint, millis) : accept(endpoint, millis);
			connection.setSoTimeout(millis);
			connection.setTcpNoDelay(true);
			return new ZmqRawPeer(connection, patience);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("No TCP connection with socket '" + tested.name() + "'", ex);
		}
	}

	private static Socket connect(ZmqEndpoint bound, int millis) throws IOException {
		ZmqEndpoint endpoint = ZmqEndpoint.parse(PeerPlan.connectable(bound));
		Socket connection = new Socket();
		connection.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), millis);
		return connection;
	}

	private static Socket accept(ZmqEndpoint endpoint, int millis) throws IOException {
		try (ServerSocket server = new ServerSocket()) {
			server.setReuseAddress(true);
			server.setSoTimeout(millis);
			server.bind(new InetSocketAddress(endpoint.host(), endpoint.port()));
			return server.accept();
		}
	}

	/**
	 * Send bytes.
	 * @param bytes what to send
	 * @return this peer
	 * @throws AssertionError if the application has closed the connection
	 */
	public ZmqRawPeer send(byte... bytes) {
		try {
			this.connection.getOutputStream().write(bytes);
			return this;
		}
		catch (IOException ex) {
			throw new AssertionError("The application has closed the connection: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Send bytes that are no ZeroMQ, always the same ones.
	 * @param count how many
	 * @return this peer
	 */
	public ZmqRawPeer sendGarbage(int count) {
		byte[] garbage = new byte[count];
		new Random(SEED).nextBytes(garbage);
		return send(garbage);
	}

	/**
	 * Wait for bytes.
	 * @param count how many
	 * @return that many bytes
	 * @throws AssertionError if there are not so many in time ({@code test.zmq.timeout}),
	 * or the application closes the connection before
	 */
	public byte[] expect(int count) {
		try {
			byte[] bytes = this.connection.getInputStream().readNBytes(count);
			if (bytes.length < count) {
				throw new AssertionError(
						"The application closed the connection after " + bytes.length + " of " + count + " bytes");
			}
			return bytes;
		}
		catch (SocketTimeoutException ex) {
			throw new AssertionError("The application has not sent " + count + " bytes within " + this.patience, ex);
		}
		catch (IOException ex) {
			throw new AssertionError("The application has closed the connection: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Wait until the application closes the connection.
	 * @return what it had sent before
	 * @throws AssertionError if it does not in time ({@code test.zmq.timeout})
	 */
	public byte[] awaitClosed() {
		ByteArrayOutputStream sent = new ByteArrayOutputStream();
		try {
			InputStream input = this.connection.getInputStream();
			int next;
			while ((next = input.read()) >= 0) {
				sent.write(next);
			}
		}
		catch (SocketTimeoutException ex) {
			throw new AssertionError("The application has not closed the connection within " + this.patience, ex);
		}
		catch (IOException ex) {
			// a reset is an end, too
		}
		return sent.toByteArray();
	}

	/**
	 * Close the connection.
	 */
	@Override
	public void close() {
		try {
			this.connection.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
