package io.github.zmqspring.socket;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.zmqspring.message.MessageOrigin;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.security.IpRules;
import io.github.zmqspring.security.PlainUsers;
import io.github.zmqspring.security.ZmqAuthenticator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.github.zmqspring.socket.TestSockets.bound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

/**
 * What a peer says of itself in the handshake is not what is found out about it: JeroMQ
 * mixes the two, and the peer's word goes over ours.
 */
@Timeout(180)
class ForgedMetadataTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final Duration SILENCE = Duration.ofMillis(300);

	private static final Map<String, String> FORGED = Map.of("Socket-Type", "PUSH", "User-Id", "admin", "Peer-Address",
			"10.9.9.9:1");

	private static final ZmqAuthenticator USERS = PlainUsers.of(Map.of("alice", "secret"));

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	private ZmqSocket plainServer(ZmqAuthenticator authenticator) {
		return this.sockets
			.open(bound("pull", ZmqSocketType.PULL).option(ZmqOptions.PLAIN_SERVER, true).authenticator(authenticator));
	}

	private static MessageOrigin originOfNext(ZmqSocket server) {
		ZmqMessage message = server.receive(PATIENCE);
		assertThat(message).isEqualTo(ZmqMessage.ofStrings("hello"));
		return message.origin();
	}

	@Test
	void whoWasNeverAskedHasNoUserId() throws Exception {
		ZmqSocket server = this.sockets.open(bound("pull", ZmqSocketType.PULL));
		try (ZmtpClient client = new ZmtpClient(server, "NULL").ready(FORGED)) {
			client.send("hello");
			assertThat(originOfNext(server).userId()).isNull();
			assertThat(server.inspection().peers().live()).singleElement()
				.satisfies((peer) -> assertThat(peer.userId()).isNull());
		}
	}

	@Test
	void whoseAddressWasLookedAtHasThatAddressAndNoUserId() throws Exception {
		ZmqSocket server = this.sockets
			.open(bound("pull", ZmqSocketType.PULL).authenticator(IpRules.of(List.of(), List.of())));
		try (ZmtpClient client = new ZmtpClient(server, "NULL").ready(FORGED)) {
			client.send("hello");
			MessageOrigin origin = originOfNext(server);
			assertThat(origin.userId()).isNull();
			assertThat(origin.peerAddress()).isEqualTo("127.0.0.1");
		}
	}

	@Test
	void whoHasAUserIdCannotTakeThatOfAnother() throws Exception {
		ZmqSocket server = plainServer(USERS);
		try (ZmtpClient client = new ZmtpClient(server, "PLAIN").login("alice", "secret", FORGED)) {
			client.send("hello");
			MessageOrigin origin = originOfNext(server);
			assertThat(origin.userId()).isEqualTo("alice");
			assertThat(origin.peerAddress()).isEqualTo("127.0.0.1");
			assertThat(server.inspection().peers().live()).singleElement()
				.satisfies((peer) -> assertThat(peer.userId()).isEqualTo("alice"));
		}
	}

	@Test
	void whoHasTheWrongPasswordGetsNoFurther() throws Exception {
		ZmqSocket server = plainServer(USERS);
		try (ZmtpClient client = new ZmtpClient(server, "PLAIN")) {
			assertThatIOException().isThrownBy(() -> client.login("alice", "guess", FORGED))
				.withMessageContaining("got ERROR");
		}
		// nor does who skips the password, or says that there is nothing to prove
		try (ZmtpClient client = new ZmtpClient(server, "PLAIN")) {
			assertThatIOException().isThrownBy(() -> client.ready(FORGED));
		}
		assertThatIOException().isThrownBy(() -> new ZmtpClient(server, "NULL").ready(FORGED).close());
		assertThat(server.receive(SILENCE)).isNull();
	}

	/** JeroMQ lets everybody in then; what it lets in is thrown away here. */
	@Test
	void whoWasConnectedWhenTheHandlerWasClosedBehindOurBackIsNotHeard() throws Exception {
		HandlerBomb bomb = new HandlerBomb(this.sockets.context(), USERS);
		ZmqSocket server = plainServer(bomb);
		try (ZmtpClient fuse = new ZmtpClient(server, "PLAIN"); ZmtpClient client = new ZmtpClient(server, "PLAIN")) {
			await().until(() -> server.inspection().peers().totals().accepted() == 2);
			bomb.arm();
			fuse.hello("alice", "secret");
			await().atMost(PATIENCE)
				.until(() -> this.sockets.threads().stream().noneMatch((name) -> name.endsWith("zap")));
			client.login("nobody", "guess", FORGED);
			client.send("hello");
			assertThat(server.receive(SILENCE)).isNull();
		}
	}

}
