package io.github.zmqspring.guide;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.error.ZmqUnroutableException;
import io.github.zmqspring.guide.Guide.App;
import io.github.zmqspring.message.ZmqHeaders;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqParts;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.template.ZmqSendSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import org.springframework.messaging.handler.annotation.Header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * The newer sockets, and which sockets may talk to each other. Rows R66 to R68.
 */
@Timeout(300)
class DraftAndPairTests {

	private static final String[] SERVER = { "zmq.sockets.server.type=server",
			"zmq.sockets.server.bind=" + Guide.ANY_PORT };

	/** Those of the Guide, chapter 2, "Messaging Patterns". */
	private static final Map<ZmqSocketType, Set<ZmqSocketType>> LEGAL = Map.of(ZmqSocketType.PUB,
			Set.of(ZmqSocketType.SUB, ZmqSocketType.XSUB), ZmqSocketType.REQ,
			Set.of(ZmqSocketType.REP, ZmqSocketType.ROUTER), ZmqSocketType.DEALER,
			Set.of(ZmqSocketType.REP, ZmqSocketType.DEALER, ZmqSocketType.ROUTER), ZmqSocketType.ROUTER,
			Set.of(ZmqSocketType.REQ, ZmqSocketType.DEALER, ZmqSocketType.ROUTER), ZmqSocketType.PUSH,
			Set.of(ZmqSocketType.PULL), ZmqSocketType.PAIR, Set.of(ZmqSocketType.PAIR));

	@RegisterExtension
	final Guide guide = new Guide();

	@Test
	void r66_manyThreadsAskAServerThroughOneClient() throws Exception {
		App server = this.guide.app(EchoServer.class).set(SERVER).start();
		App client = this.guide.start("zmq.sockets.client.type=client",
				"zmq.sockets.client.connect=" + server.endpoint("server"));
		List<CompletableFuture<String>> replies = IntStream.range(0, 20)
			.mapToObj((i) -> Guide.async(() -> client.zmq().request("client", "Hello " + i, String.class)))
			.toList();
		for (int i = 0; i < 20; i++) {
			assertThat(Guide.get(replies.get(i))).isEqualTo("re: Hello " + i);
		}
	}

	@Test
	void r66_plainClientsAreToldApartByTheirRoutingIds() {
		App server = this.guide.app(EchoServer.class).set(SERVER).start();
		ZMQ.Socket one = this.guide.connect(SocketType.CLIENT, server.endpoint("server"));
		ZMQ.Socket other = this.guide.connect(SocketType.CLIENT, server.endpoint("server"));
		Guide.send(one, "one");
		Guide.send(other, "other");
		assertThat(Guide.receive(other)).containsExactly("re: other");
		assertThat(Guide.receive(one)).containsExactly("re: one");
	}

	@Test
	void r66_theServerSendsLaterAndMoreThanOnceToAClientItKnows() throws Exception {
		App server = this.guide.app(Registration.class).set(SERVER).start();
		App client = this.guide.app(Collector.class)
			.set("zmq.sockets.in.type=client", "zmq.sockets.in.connect=" + server.endpoint("server"))
			.start();
		client.zmq().send("in", "register");
		Integer id = server.bean(Registration.class).ids.poll(30, TimeUnit.SECONDS);
		assertThat(id).isNotNull().isNotZero();
		for (int i = 0; i < 3; i++) {
			server.zmq().to("server").routingId(id).body("news " + i).send();
		}
		assertThat(client.bean(Collector.class).next(3)).containsExactly("news 0", "news 1", "news 2");
		assertThatExceptionOfType(ZmqUnroutableException.class)
			.isThrownBy(() -> server.zmq().to("server").routingId(id + 1).body("nobody").send());
		client.close();
		await().atMost(Guide.PATIENCE)
			.untilAsserted(() -> assertThatExceptionOfType(ZmqUnroutableException.class)
				.isThrownBy(() -> server.zmq().to("server").routingId(id).body("gone").send()));
	}

	@Test
	void r66_aMessageHasOneFrameAndAReplyNeedsAnAddress() {
		App app = this.guide.app()
			.set(SERVER)
			.set("zmq.sockets.client.type=client", "zmq.sockets.client.connect=tcp://127.0.0.1:9")
			.start();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> app.zmq().send("client", ZmqMessage.ofStrings("one", "two")))
			.withMessageContaining("one frame");
		assertThatIllegalArgumentException().isThrownBy(() -> app.zmq().send("server", "to whom?"))
			.withMessageContaining("routingId");
	}

	@Test
	void r67_aDishGetsWhatIsSentToItsGroupsAndNothingElse() throws Exception {
		App dish = this.guide.app(GroupReader.class)
			.set("zmq.sockets.dish.type=dish", "zmq.sockets.dish.bind=" + Guide.ANY_PORT,
					"zmq.sockets.dish.groups=Movies,TV")
			.start();
		App radio = this.guide.start("zmq.sockets.radio.type=radio",
				"zmq.sockets.radio.connect=" + dish.endpoint("dish"));
		GroupReader reader = dish.bean(GroupReader.class);
		BlockingQueue<String> received = reader.received;
		await().atMost(Guide.PATIENCE).until(() -> {
			radio.zmq().to("radio").group("TV").body("test picture").send();
			return received.poll(20, TimeUnit.MILLISECONDS) != null;
		});
		for (String group : List.of("Movies", "Mov", "Movies 2", "movies", "Radio", "TV")) {
			radio.zmq().to("radio").group(group).body("to " + group).send();
		}
		assertThat(nextAfterTestPicture(received)).isEqualTo("Movies: to Movies");
		assertThat(nextAfterTestPicture(received)).isEqualTo("TV: to TV");
		assertThat(received).isEmpty();
	}

	private static String nextAfterTestPicture(BlockingQueue<String> received) throws InterruptedException {
		String text;
		do {
			text = received.poll(30, TimeUnit.SECONDS);
		}
		while (text != null && text.endsWith("test picture"));
		return text;
	}

	@Test
	void r67_aDishWithoutGroupsAndARadioWithoutAGroupAreRefused() {
		assertThat(this.guide.app()
			.set("zmq.sockets.dish.type=dish", "zmq.sockets.dish.bind=inproc://dish")
			.failsWith(ZmqConfigurationException.class)).hasMessageContaining("without groups receives nothing");
		App app = this.guide.start("zmq.sockets.radio.type=radio", "zmq.sockets.radio.bind=" + Guide.ANY_PORT);
		assertThatIllegalArgumentException().isThrownBy(() -> app.zmq().send("radio", "to whom?"))
			.withMessageContaining("group");
	}

	@ParameterizedTest
	@EnumSource(ZmqSocketType.class)
	void r68_legalPairsAreThoseOfTheGuideAndGoBothWays(ZmqSocketType type) {
		assertThat(type.legalPeers()).allMatch((peer) -> peer.legalPeers().contains(type));
		if (LEGAL.containsKey(type)) {
			assertThat(type.legalPeers()).isEqualTo(LEGAL.get(type));
		}
	}

	@ParameterizedTest
	@CsvSource({ "pub,sub", "pub,xsub", "xpub,sub", "req,router", "dealer,dealer", "dealer,router", "router,dealer",
			"router,router", "push,pull", "pair,pair", "client,server", "scatter,gather", "channel,channel",
			"radio,dish" })
	void r68_eachLegalPairCarriesAMessage(String sender, String receiver) {
		boolean subscribes = receiver.equals("sub") || receiver.equals("xsub");
		App app = this.guide.app()
			.set("zmq.sockets.in.type=" + receiver, "zmq.sockets.in.bind=" + Guide.ANY_PORT)
			.set(subscribes ? "zmq.sockets.in.topics[0]=" : "zmq.sockets.in.auto-startup=true")
			.set(receiver.equals("dish") ? "zmq.sockets.in.groups=G" : "zmq.sockets.in.auto-startup=true")
			.start();
		App other = this.guide.app()
			.set("zmq.sockets.out.type=" + sender, "zmq.sockets.out.connect=" + app.endpoint("in"))
			.set(sender.equals("router") ? "zmq.sockets.out.connect-routing-id=peer"
					: "zmq.sockets.out.auto-startup=true")
			.start();
		await().atMost(Guide.PATIENCE).until(() -> {
			trySend(other, sender);
			return app.zmq().receive("in", Duration.ofMillis(50), ZmqParts.class);
		}, (parts) -> parts != null && parts.payload().frameAsString(parts.payload().size() - 1).equals("Hello"));
	}

	private static void trySend(App app, String sender) {
		ZmqSendSpec message = app.zmq().to("out").body("Hello");
		switch (sender) {
			case "router" -> message.routingId("peer");
			case "radio" -> message.group("G");
			case "req" -> message.tries(1).requestAsync(String.class);
			default -> {
				// no address
			}
		}
		if (!sender.equals("req")) {
			message.trySend();
		}
	}

	static class EchoServer {

		@ZmqListener(socket = "server")
		String reply(String request) {
			return "re: " + request;
		}

	}

	static class Registration {

		private final BlockingQueue<Integer> ids = new LinkedBlockingQueue<>();

		@ZmqListener(socket = "server")
		void register(String request, @Header(ZmqHeaders.ROUTING_ID) Integer id) {
			this.ids.add(id);
		}

	}

	static class GroupReader {

		private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

		@ZmqListener(socket = "dish")
		void read(String body, @Header(ZmqHeaders.GROUP) String group) {
			this.received.add(group + ": " + body);
		}

	}

}
