package io.github.zmqspring.interop;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.TestSockets;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import static io.github.zmqspring.socket.TestSockets.bound;
import static io.github.zmqspring.socket.TestSockets.endpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Large messages across implementations, up to the default limit and above a limit.
 */
@Timeout(180)
@RequiresPyzmq
class LargeMessageInteropTests {

	private static final int MEBIBYTE = 1024 * 1024;

	@RegisterExtension
	static final ForeignPeers peers = new ForeignPeers();

	static PyzmqPeer pyzmq;

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	@BeforeAll
	static void startPyzmq() {
		pyzmq = peers.pyzmq();
		pyzmq.exec("""
				import hashlib, random
				def digest(message):
				    return hashlib.sha256(message).hexdigest()
				""");
	}

	@ParameterizedTest
	@ValueSource(ints = { 64 * MEBIBYTE, 64_000_000 })
	void aMessageOfThisSizeComesThroughWithDefaultSettings(int size) {
		ZmqSocket dealer = this.sockets.open(bound("dealer", ZmqSocketType.DEALER));
		PyzmqSocket theirs = pyzmq.socket("DEALER").connect(endpoint(dealer));
		byte[] sent = new byte[size];
		new Random(size).nextBytes(sent);
		dealer.send(sent);
		pyzmq.exec("message = %s.recv()".formatted(theirs.variable()));
		assertThat(pyzmq.eval("len(message)")).isEqualTo(String.valueOf(size));
		assertThat(pyzmq.eval("digest(message)")).isEqualTo(digest(sent));
		pyzmq.exec("""
				message = random.randbytes(%d)
				%s.send(message)
				""".formatted(size, theirs.variable()));
		ZmqMessage received = dealer.receive(Speaker.PATIENCE);
		assertThat(received.size()).isOne();
		assertThat(received.first().length).isEqualTo(size);
		assertThat(digest(received.first())).isEqualTo(pyzmq.eval("digest(message)"));
		theirs.close();
		pyzmq.exec("del message");
	}

	private static String digest(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void oneByteAboveTheDefaultLimitIsRefusedWhileOthersAreServed() {
		ZmqSocket pull = this.sockets.open(bound("pull", ZmqSocketType.PULL));
		assertRefusedAbove(pull, 64 * MEBIBYTE);
	}

	@Test
	void oneByteAboveAConfiguredLimitIsRefusedWhileOthersAreServed() {
		ZmqSocket pull = this.sockets
			.open(bound("pull", ZmqSocketType.PULL).option(ZmqOptions.MAX_MESSAGE_SIZE, DataSize.ofBytes(1000)));
		assertRefusedAbove(pull, 1000);
	}

	private void assertRefusedAbove(ZmqSocket pull, int limit) {
		PyzmqSocket modest = pyzmq.socket("PUSH").connect(endpoint(pull));
		PyzmqSocket greedy = pyzmq.socket("PUSH").connect(endpoint(pull));
		assertThat(pull.control().awaitPeers(2, Speaker.PATIENCE)).isTrue();
		greedy.awaitEvent("DISCONNECTED",
				() -> pyzmq.exec("%s.send(bytes(%d))".formatted(greedy.variable(), limit + 1)));
		pyzmq.exec("%s.send(bytes(%d))".formatted(modest.variable(), limit));
		assertThat(pull.receive(Speaker.PATIENCE).first().length).isEqualTo(limit);
		// libzmq drops the message with the connection, and comes back
		greedy.send(ZmqMessage.ofStrings("modest now"));
		assertThat(pull.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.ofStrings("modest now"));
		assertThat(pull.counters().received()).isEqualTo(2);
		modest.close();
		greedy.close();
	}

	@Test
	void ourSocketThatExceedsTheLimitOfPyzmqComesBack() {
		PyzmqSocket pull = pyzmq.socket("PULL").set("MAXMSGSIZE", "1000");
		ZmqSocket push = this.sockets.open(SocketSpec.of("push", ZmqSocketType.PUSH).connect(pull.bind()));
		push.send(ZmqMessage.ofStrings("first"));
		assertThat(pull.receive()).isEqualTo(ZmqMessage.ofStrings("first"));
		pull.awaitEvent("DISCONNECTED", () -> push.send(new byte[1001]));
		await().atMost(Speaker.PATIENCE).until(() -> {
			push.send(ZmqMessage.ofStrings("again"));
			return pull.poll(100);
		});
		assertThat(pull.receive()).isEqualTo(ZmqMessage.ofStrings("again"));
		pull.close();
	}

	@Test
	void aMessageOfTenThousandFramesComesThrough() {
		ZmqSocket pair = this.sockets.open(bound("pair", ZmqSocketType.PAIR));
		PyzmqSocket theirs = pyzmq.socket("PAIR").connect(endpoint(pair));
		pyzmq.exec("%s.send_multipart([b'%%d' %% i for i in range(10000)])".formatted(theirs.variable()));
		ZmqMessage message = pair.receive(Speaker.PATIENCE);
		assertThat(message.size()).isEqualTo(10_000);
		assertThat(message.frameAsString(9_999)).isEqualTo("9999");
		pair.send(message);
		assertThat(
				pyzmq.eval("%s.recv_multipart() == [b'%%d' %% i for i in range(10000)]".formatted(theirs.variable())))
			.isEqualTo("True");
		theirs.close();
	}

}
