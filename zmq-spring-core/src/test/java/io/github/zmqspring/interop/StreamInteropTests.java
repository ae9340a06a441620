package io.github.zmqspring.interop;

import java.io.ByteArrayOutputStream;
import java.util.List;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.TestSockets;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.github.zmqspring.socket.TestSockets.bound;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Our STREAM socket and plain TCP sockets of Python. A message with an empty payload
 * tells of a new connection and of its end.
 */
@Timeout(180)
@RequiresPyzmq
class StreamInteropTests {

	private static final String LIBRARY = """
			import socket, sys
			def read(connection, count):
			    data = b""
			    while len(data) < count:
			        chunk = connection.recv(65536)
			        assert chunk, "closed"
			        data += chunk
			    return data
			""";

	@RegisterExtension
	final ForeignPeers peers = new ForeignPeers();

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	@Test
	void aTcpClientTalksToOurStreamAndIsHungUpOn() {
		ZmqSocket stream = this.sockets.open(bound("stream", ZmqSocketType.STREAM));
		ForeignPeer client = this.peers.python(LIBRARY + """
				connection = socket.create_connection(("127.0.0.1", int(sys.argv[1])), 60)
				connection.sendall(b"GET / HTTP/1.0\\r\\n\\r\\n")
				print(read(connection, 5))
				connection.sendall(bytes(range(256)) * 4000)
				print(read(connection, 256 * 4000) == bytes(range(256)) * 4000)
				print(connection.recv(1))
				""", port(stream));
		byte[] id = awaitConnection(stream);
		assertThat(id).hasSize(5).startsWith(0);
		assertThat(read(stream, id, 18)).isEqualTo("GET / HTTP/1.0\r\n\r\n".getBytes());
		stream.send(ZmqMessage.of(id, "200\r\n".getBytes()));
		assertThat(client.line()).isEqualTo("b'200\\r\\n'");
		byte[] large = read(stream, id, 256 * 4000);
		stream.send(ZmqMessage.of(id, large));
		assertThat(client.line()).isEqualTo("True");
		stream.send(ZmqMessage.of(id, new byte[0]));
		assertThat(client.line()).isEqualTo("b''");
	}

	@Test
	void whenATcpClientHangsUpOurStreamIsToldAndServesTheNextOne() {
		ZmqSocket stream = this.sockets.open(bound("stream", ZmqSocketType.STREAM));
		ForeignPeer clients = this.peers.python(LIBRARY + """
				for name in "one", "two":
				    connection = socket.create_connection(("127.0.0.1", int(sys.argv[1])), 60)
				    connection.sendall(name.encode())
				    print(read(connection, 3).decode())
				    connection.close()
				    input()
				""", port(stream));
		for (String name : List.of("one", "two")) {
			byte[] id = awaitConnection(stream);
			assertThat(read(stream, id, 3)).isEqualTo(name.getBytes());
			stream.send(ZmqMessage.of(id, name.getBytes()));
			assertThat(clients.line()).isEqualTo(name);
			assertThat(stream.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.of(id, new byte[0]));
			// nobody promises that this end comes before the next beginning
			clients.tell("next");
		}
	}

	@Test
	void ourStreamTalksToATcpServerByTheNameItGaveIt() {
		ForeignPeer server = this.peers.python(LIBRARY + """
				listener = socket.create_server(("127.0.0.1", 0))
				listener.settimeout(60)
				print(listener.getsockname()[1])
				connection = listener.accept()[0]
				connection.settimeout(60)
				print(read(connection, 4))
				connection.sendall(bytes(range(256)))
				print(read(connection, 1))
				""");
		ZmqSocket stream = this.sockets.open(SocketSpec.of("stream", ZmqSocketType.STREAM)
			.option(ZmqOptions.CONNECT_ROUTING_ID, "server")
			.connect("tcp://127.0.0.1:" + server.line()));
		byte[] id = awaitConnection(stream);
		assertThat(id).isEqualTo("server".getBytes());
		stream.send(ZmqMessage.of(id, new byte[] { 0, 1, -1, '\n' }));
		assertThat(server.line()).isEqualTo("b'\\x00\\x01\\xff\\n'");
		byte[] received = read(stream, id, 256);
		for (int i = 0; i < received.length; i++) {
			assertThat(received[i]).isEqualTo((byte) i);
		}
		stream.send(ZmqMessage.ofStrings("server", "."));
		assertThat(server.line()).isEqualTo("b'.'");
	}

	private static String port(ZmqSocket stream) {
		String endpoint = TestSockets.endpoint(stream);
		return endpoint.substring(endpoint.lastIndexOf(':') + 1);
	}

	private static byte[] awaitConnection(ZmqSocket stream) {
		ZmqMessage message = stream.receive(Speaker.PATIENCE);
		assertThat(message).isNotNull();
		assertThat(message.size()).isEqualTo(2);
		assertThat(message.last()).isEmpty();
		return message.first();
	}

	private static byte[] read(ZmqSocket stream, byte[] id, int count) {
		ByteArrayOutputStream data = new ByteArrayOutputStream();
		while (data.size() < count) {
			ZmqMessage message = stream.receive(Speaker.PATIENCE);
			assertThat(message).as("after %d of %d bytes", data.size(), count).isNotNull();
			assertThat(message.size()).isEqualTo(2);
			assertThat(message.first()).isEqualTo(id);
			assertThat(message.last()).isNotEmpty();
			data.writeBytes(message.last());
		}
		return data.toByteArray();
	}

}
