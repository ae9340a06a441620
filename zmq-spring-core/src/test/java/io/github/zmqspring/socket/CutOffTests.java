package io.github.zmqspring.socket;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.security.CidrRange;
import io.github.zmqspring.security.IpRules;
import io.github.zmqspring.security.PlainUsers;
import io.github.zmqspring.socket.event.ZmqPeerCutOffEvent;
import io.github.zmqspring.socket.status.PeerViolation;
import io.github.zmqspring.socket.status.ZmqPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Connections that are up and may no longer be.
 */
@Timeout(60)
class CutOffTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	private ZmqSocket client(ZmqSocket server, String user) {
		return this.sockets.open(TestSockets.connectedTo(server, user, ZmqSocketType.PUSH)
			.option(ZmqOptions.PLAIN_USERNAME, user)
			.option(ZmqOptions.PLAIN_PASSWORD, "password"));
	}

	private static List<String> users(ZmqSocket server) {
		return server.inspection()
			.peers()
			.live()
			.stream()
			.filter((peer) -> peer.state() == ZmqPeer.State.READY)
			.map((peer) -> String.valueOf(peer.userId()))
			.sorted()
			.toList();
	}

	@Test
	void aUserWhoIsRemovedIsCutOffAndStaysOut() {
		PlainUsers known = PlainUsers.of(Map.of("alice", "password", "bob", "password"));
		ZmqSocket pull = this.sockets.open(TestSockets.bound("pull", ZmqSocketType.PULL)
			.option(ZmqOptions.PLAIN_SERVER, true)
			.authenticator(known));
		ZmqSocket alice = client(pull, "alice");
		ZmqSocket bob = client(pull, "bob");
		await().atMost(PATIENCE).until(() -> users(pull).equals(List.of("alice", "bob")));
		known.replace(Map.of("bob", "password"));
		assertThat(pull.control().cutOff((peer) -> "alice".equals(peer.userId()), "she has left")).isOne();
		await().atMost(PATIENCE).until(() -> users(pull).equals(List.of("bob")));
		await().atMost(PATIENCE).until(() -> pull.inspection().authentication().denied() > 0);
		assertThat(users(pull)).containsExactly("bob");
		assertThat(pull.inspection().peers().totals().cutOff()).isOne();
		assertThat(this.sockets.events()).filteredOn(ZmqPeerCutOffEvent.class::isInstance)
			.singleElement()
			.satisfies(
					(event) -> assertThat(((ZmqPeerCutOffEvent) event).violation()).isEqualTo(PeerViolation.REVOKED));
		bob.send(ZmqMessage.ofStrings("still here"));
		assertThat(pull.receive(PATIENCE)).isEqualTo(ZmqMessage.ofStrings("still here"));
		assertThat(bob.inspection().peers().totals().disconnected()).isZero();
		assertThat(alice.inspection().peers().totals().disconnected()).isOne();
	}

	@Test
	void anAddressThatIsDeniedIsCutOff() {
		IpRules rules = IpRules.of(List.of(), List.of());
		ZmqSocket pull = this.sockets.open(TestSockets.bound("pull", ZmqSocketType.PULL).authenticator(rules));
		ZmqSocket push = this.sockets.open(TestSockets.connectedTo(pull, "push", ZmqSocketType.PUSH));
		await().atMost(PATIENCE).until(() -> pull.inspection().peers().count() == 1);
		assertThat(pull.control().cutOff((peer) -> !rules.permits(peer.host()), "nobody")).isZero();
		rules.replace(List.of(), List.of(CidrRange.parse("127.0.0.0/8")));
		assertThat(pull.control().cutOff((peer) -> !rules.permits(peer.host()), "its address is denied")).isOne();
		await().atMost(PATIENCE).until(() -> pull.inspection().authentication().denied() > 0);
		assertThat(pull.inspection().peers().count()).isZero();
		assertThat(push.inspection().peers().totals().disconnected()).isOne();
	}

	@Test
	void aPeerWhoseQueueIsFullIsCutOffToo() {
		ZmqSocket pull = this.sockets
			.open(TestSockets.bound("pull", ZmqSocketType.PULL).option(ZmqOptions.RECEIVE_HWM, 5));
		ZmqSocket push = this.sockets.open(TestSockets.connectedTo(pull, "push", ZmqSocketType.PUSH)
			.option(ZmqOptions.SEND_HWM, 5)
			.option(ZmqOptions.RECONNECT_INTERVAL, Duration.ofMinutes(1)));
		ZmqMessage large = ZmqMessage.of(new byte[100_000]);
		await().atMost(PATIENCE).until(() -> pull.inspection().peers().count() == 1);
		await().pollDelay(Duration.ZERO).atMost(PATIENCE).until(() -> !push.trySend(large));
		assertThat(pull.control().cutOff((peer) -> true, "it floods")).isOne();
		await().atMost(PATIENCE).until(() -> push.inspection().peers().totals().disconnected() == 1);
		// what had arrived is received; then the engine notices
		while (pull.receive(Duration.ofMillis(200)) != null) {
			assertThat(pull.inspection().peers().totals().cutOff()).isOne();
		}
		await().atMost(PATIENCE).until(() -> pull.inspection().peers().live().isEmpty());
	}

	@Test
	void aClosedSocketHasNobodyToCutOff() {
		ZmqSocket pull = this.sockets.open(TestSockets.bound("pull", ZmqSocketType.PULL));
		pull.stop(PATIENCE);
		assertThat(pull.control().cutOff((peer) -> true, "all")).isZero();
	}

	@Test
	void theHostOfAnAddressHasNeitherPortNorBrackets() {
		assertThat(peer("192.0.2.1:5555").host()).isEqualTo("192.0.2.1");
		assertThat(peer("[2001:db8:0:0:0:0:0:1]:5555").host()).isEqualTo("2001:db8:0:0:0:0:0:1");
		assertThat(peer(null).host()).isNull();
	}

	private static ZmqPeer peer(String address) {
		return new ZmqPeer(ZmqPeer.Side.ACCEPTED, address, null, null, ZmqPeer.State.READY, null, null, null, null,
				null);
	}

}
