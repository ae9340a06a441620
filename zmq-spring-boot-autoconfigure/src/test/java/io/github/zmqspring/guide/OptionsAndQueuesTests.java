package io.github.zmqspring.guide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.error.ZmqQueueFullException;
import io.github.zmqspring.guide.Guide.App;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.ZmqSocketCustomizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Guide chapter 2, "High-Water Marks", and the options of all chapters. Rows R24 and R25.
 */
@Timeout(300)
class OptionsAndQueuesTests {

	/** Over inproc a queue holds the sum of both high-water marks. */
	private static final int ROOM = 3 + 4;

	private static final int MESSAGES = 10;

	@RegisterExtension
	final Guide guide = new Guide();

	@Test
	void r24_optionsReachJeroMq() {
		App app = this.guide.app(Capture.class)
			.set("zmq.sockets.s.type=dealer", "zmq.sockets.s.connect=inproc://nobody", "zmq.sockets.s.routing-id=PEER2",
					"zmq.sockets.s.send-hwm=11", "zmq.sockets.s.receive-hwm=12", "zmq.sockets.s.linger=3s",
					"zmq.sockets.s.reconnect-interval=20ms", "zmq.sockets.s.reconnect-max-interval=2s",
					"zmq.sockets.s.heartbeat-interval=1s", "zmq.sockets.s.heartbeat-timeout=3s",
					"zmq.sockets.s.heartbeat-ttl=5s", "zmq.sockets.s.handshake-interval=900ms",
					"zmq.sockets.s.max-message-size=1MB", "zmq.sockets.s.backlog=7",
					"zmq.sockets.s.tcp-keep-alive=true", "zmq.sockets.s.affinity=1", "zmq.sockets.s.zap-domain=guide",
					"zmq.sockets.s.immediate=true", "zmq.sockets.s.receive-buffer=128KB", "zmq.sockets.s.ipv6=true")
			.start();
		ZMQ.Socket socket = app.bean(Capture.class).socket.get();
		assertThat(socket.getIdentity()).isEqualTo(Guide.bytes("PEER2"));
		assertThat(socket.getSndHWM()).isEqualTo(11);
		assertThat(socket.getRcvHWM()).isEqualTo(12);
		assertThat(socket.getLinger()).isEqualTo(3000);
		assertThat(socket.getReconnectIVL()).isEqualTo(20);
		assertThat(socket.getReconnectIVLMax()).isEqualTo(2000);
		assertThat(socket.getHeartbeatIvl()).isEqualTo(1000);
		assertThat(socket.getHeartbeatTimeout()).isEqualTo(3000);
		assertThat(socket.getHeartbeatTtl()).isEqualTo(5000);
		assertThat(socket.getHandshakeIvl()).isEqualTo(900);
		assertThat(socket.getMaxMsgSize()).isEqualTo(1024 * 1024);
		assertThat(socket.getBacklog()).isEqualTo(7);
		assertThat(socket.getTCPKeepAlive()).isEqualTo(1);
		assertThat(socket.getAffinity()).isEqualTo(1);
		assertThat(socket.getZapDomain()).isEqualTo("guide");
		assertThat(socket.getReceiveBufferSize()).isEqualTo(128 * 1024);
		assertThat(socket.isIPv6()).isTrue();
		// JeroMQ's getter has the opposite meaning of the option
		assertThat(socket.base().getSocketOptx(zmq.ZMQ.ZMQ_IMMEDIATE)).isEqualTo(false);
	}

	@Test
	void r24_subscriptionsAddUpAndAnyMatchIsEnough() {
		App app = this.guide.app()
			.set("zmq.sockets.pub.type=pub", "zmq.sockets.pub.bind=inproc://add-up", "zmq.sockets.sub.type=sub",
					"zmq.sockets.sub.connect=inproc://add-up", "zmq.sockets.sub.topics[0]=A",
					"zmq.sockets.sub.topics[1]=AB", "zmq.sockets.sub.topics[2]=C")
			.start();
		assertThat(app.zmq().awaitSubscribers("pub", "C", 1, Guide.PATIENCE)).isTrue();
		for (String text : List.of("AB once", "B", "C", "A", "end of C")) {
			app.zmq().send("pub", text);
		}
		app.zmq().send("pub", "C end");
		assertThat(receiveAll(app, "sub", "C end")).containsExactly("AB once", "C", "A", "C end");
		app.socket("sub").control().unsubscribe("A");
		app.socket("sub").control().unsubscribe("AB");
		for (String text : List.of("A", "AB", "C end")) {
			app.zmq().send("pub", text);
		}
		assertThat(receiveAll(app, "sub", "C end")).containsExactly("C end");
	}

	@Test
	void r24_swapIsNoOptionAnyMore() {
		assertThat(this.guide.app()
			.set("zmq.sockets.s.type=pub", "zmq.sockets.s.bind=inproc://swap", "zmq.sockets.s.swap=25000000")
			.failsWith(ZmqConfigurationException.class)).hasMessageContaining("swap");
	}

	@ParameterizedTest
	@CsvSource({ "push,pull", "dealer,dealer", "pair,pair", "client,server", "scatter,gather" })
	void r25_whenTheHighWaterMarkIsReachedTheSenderWaitsAndIsToldAndNothingIsLost(String sender, String receiver) {
		App app = pair(sender, receiver).start();
		List<String> sent = sendUntilFull(app);
		assertThat(sent).hasSize(ROOM);
		assertThatExceptionOfType(ZmqQueueFullException.class).isThrownBy(() -> app.zmq().send("out", "waits in vain"));
		assertThat(app.socket("out").counters().sent()).isEqualTo(ROOM);
		assertThat(app.socket("out").counters().rejected()).isEqualTo(2);
		assertThat(receive(app, ROOM)).isEqualTo(sent);
		app.zmq().send("out", "room again");
		assertThat(receive(app, 1)).containsExactly("room again");
	}

	@Test
	void r25_whoWaitsForRoomGoesOnWhenThereIsSome() throws Exception {
		App app = pair("push", "pull").set("zmq.sockets.out.send-timeout=30s").start();
		List<String> sent = sendUntilFull(app);
		var waiting = Guide.async(() -> {
			app.zmq().send("out", "waited");
			return true;
		});
		assertThat(waiting).isNotDone();
		List<String> received = receive(app, ROOM + 1);
		assertThat(Guide.get(waiting)).isTrue();
		sent.add("waited");
		assertThat(received).isEqualTo(sent);
	}

	@ParameterizedTest
	@ValueSource(strings = { "pub", "xpub" })
	void r25_whenASubscribersQueueIsFullItMissesTheRestAndThePublisherNeverWaits(String publisher) {
		App app = this.guide.app()
			.set("zmq.sockets.out.type=" + publisher, "zmq.sockets.out.bind=inproc://full",
					"zmq.sockets.out.send-hwm=3", "zmq.sockets.in.type=sub", "zmq.sockets.in.connect=inproc://full",
					"zmq.sockets.in.receive-hwm=4", "zmq.sockets.in.topics[0]=")
			.start();
		assertThat(app.zmq().awaitSubscribers("out", "", 1, Guide.PATIENCE)).isTrue();
		for (int i = 0; i < MESSAGES; i++) {
			assertThat(app.zmq().trySend("out", "Update " + i)).isTrue();
		}
		assertThat(receive(app, ROOM)).containsExactly("Update 0", "Update 1", "Update 2", "Update 3", "Update 4",
				"Update 5", "Update 6");
		app.zmq().send("out", "END");
		assertThat(receive(app, 1)).containsExactly("END");
	}

	@ParameterizedTest
	@ValueSource(strings = { "pub", "xpub" })
	void r25_withXpubNoDropThePublisherIsToldInstead(String publisher) {
		App app = this.guide.app()
			.set("zmq.sockets.out.type=" + publisher, "zmq.sockets.out.bind=inproc://full",
					"zmq.sockets.out.send-hwm=3", "zmq.sockets.out.xpub-no-drop=true",
					"zmq.sockets.out.send-timeout=20ms", "zmq.sockets.in.type=sub",
					"zmq.sockets.in.connect=inproc://full", "zmq.sockets.in.receive-hwm=4", "zmq.sockets.in.topics[0]=")
			.start();
		assertThat(app.zmq().awaitSubscribers("out", "", 1, Guide.PATIENCE)).isTrue();
		assertThat(sendUntilFull(app)).hasSize(ROOM);
		assertThatExceptionOfType(ZmqQueueFullException.class).isThrownBy(() -> app.zmq().send("out", "no room"));
	}

	@Test
	void r25_aRouterTellsThatThePeersQueueIsFull() {
		App app = router().start();
		int sent = 0;
		while (sent <= MESSAGES && app.zmq().to("out").routingId("peer").body("message " + sent).trySend()) {
			sent++;
		}
		assertThat(sent).isEqualTo(ROOM);
		assertThatExceptionOfType(ZmqQueueFullException.class)
			.isThrownBy(() -> app.zmq().sendTo("out", "peer", "no room"));
	}

	@Test
	void r25_aRouterThatNeedNotTellDropsInSilenceAsTheGuideSays() {
		App app = router().set("zmq.sockets.out.router-mandatory=false").start();
		for (int i = 0; i < MESSAGES; i++) {
			assertThat(app.zmq().to("out").routingId("peer").body("message " + i).trySend()).isTrue();
		}
		assertThat(receive(app, ROOM)).endsWith("message 6");
		assertThat(app.socket("in").receive(Duration.ZERO)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "push", "dealer" })
	void r25_withoutAPeerThereIsNoQueueOnTheBindSide(String type) {
		App app = this.guide.start("zmq.sockets.out.type=" + type, "zmq.sockets.out.bind=" + Guide.ANY_PORT,
				"zmq.sockets.out.send-timeout=20ms");
		assertThat(app.zmq().trySend("out", "nobody there")).isFalse();
		assertThatExceptionOfType(ZmqQueueFullException.class).isThrownBy(() -> app.zmq().send("out", "nobody there"));
		assertThat(app.socket("out").counters().sent()).isZero();
	}

	@Test
	void r25_aPublisherWithoutSubscribersDropsAtOnce() {
		App app = this.guide.start("zmq.sockets.out.type=pub", "zmq.sockets.out.bind=" + Guide.ANY_PORT,
				"zmq.sockets.out.send-hwm=1");
		for (int i = 0; i < MESSAGES; i++) {
			assertThat(app.zmq().trySend("out", "Update " + i)).isTrue();
		}
		ZMQ.Socket late = this.guide.peer(SocketType.SUB);
		late.subscribe("");
		late.connect(app.endpoint("out"));
		Guide.awaitSubscribers(app, "out", "", 1, late);
		app.zmq().send("out", "END");
		assertThat(Guide.receive(late)).containsExactly("END");
	}

	private Guide.Builder pair(String sender, String receiver) {
		return this.guide.app()
			.set("zmq.sockets.out.type=" + sender, "zmq.sockets.out.connect=inproc://full",
					"zmq.sockets.out.send-hwm=3", "zmq.sockets.out.send-timeout=20ms",
					"zmq.sockets.in.type=" + receiver, "zmq.sockets.in.bind=inproc://full",
					"zmq.sockets.in.receive-hwm=4");
	}

	private Guide.Builder router() {
		return this.guide.app()
			.set("zmq.sockets.out.type=router", "zmq.sockets.out.bind=inproc://full", "zmq.sockets.out.send-hwm=3",
					"zmq.sockets.out.send-timeout=20ms", "zmq.sockets.in.type=dealer",
					"zmq.sockets.in.connect=inproc://full", "zmq.sockets.in.receive-hwm=4",
					"zmq.sockets.in.routing-id=peer");
	}

	private static List<String> sendUntilFull(App app) {
		List<String> sent = new ArrayList<>();
		while (sent.size() <= MESSAGES && app.zmq().trySend("out", "message " + sent.size())) {
			sent.add("message " + sent.size());
		}
		return sent;
	}

	private static List<String> receive(App app, int count) {
		List<String> received = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			received.add(receive(app, "in"));
		}
		return received;
	}

	private static List<String> receiveAll(App app, String socket, String last) {
		List<String> received = new ArrayList<>();
		do {
			received.add(receive(app, socket));
		}
		while (!received.get(received.size() - 1).equals(last));
		return received;
	}

	private static String receive(App app, String socket) {
		ZmqMessage message = app.socket(socket).receive(Guide.PATIENCE);
		assertThat(message).isNotNull();
		return message.frameAsString(message.size() - 1);
	}

	static class Capture {

		private final AtomicReference<ZMQ.Socket> socket = new AtomicReference<>();

		@Bean
		ZmqSocketCustomizer capture() {
			return (name, builder) -> builder.configure(this.socket::set);
		}

	}

}
