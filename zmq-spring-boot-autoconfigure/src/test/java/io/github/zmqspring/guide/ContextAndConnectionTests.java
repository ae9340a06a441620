package io.github.zmqspring.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import io.github.zmqspring.error.UnsupportedTransportException;
import io.github.zmqspring.error.ZmqBindException;
import io.github.zmqspring.error.ZmqEndpointException;
import io.github.zmqspring.guide.Guide.App;
import io.github.zmqspring.socket.ZmqContext;
import io.github.zmqspring.socket.ZmqEndpointBoundEvent;
import io.github.zmqspring.socket.ZmqSocketCustomizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Guide chapters 1 and 2: the context, the life of sockets, bind and connect, transports,
 * reconnecting. Rows R01 to R07.
 */
@Timeout(300)
class ContextAndConnectionTests {

	@RegisterExtension
	final Guide guide = new Guide();

	@Test
	void r01_inprocCrossesTheBeansOfAnApplicationBecauseTheyShareOneContext() throws Exception {
		App app = this.guide.app(Collector.class)
			.set("zmq.sockets.in.type=pull", "zmq.sockets.in.bind=inproc://beans", "zmq.sockets.out.type=push",
					"zmq.sockets.out.connect=inproc://beans")
			.start();
		app.zmq().send("out", "from the template");
		assertThat(app.bean(Collector.class).next()).isEqualTo("from the template");
		try (ZMQ.Socket raw = app.bean(ZmqContext.class).engine().createSocket(SocketType.PUSH)) {
			raw.connect("inproc://beans");
			raw.send("from a bean that uses JeroMQ itself");
			assertThat(app.bean(Collector.class).next()).isEqualTo("from a bean that uses JeroMQ itself");
		}
	}

	@Test
	void r01_twoApplicationsThatShareAContextShareItsInprocEndpoints() throws Exception {
		ZContext shared = this.guide.closing(new ZContext());
		App server = this.guide.app(Collector.class)
			.before((context) -> context.getBeanFactory().registerSingleton("sharedContext", shared))
			.set("zmq.sockets.in.type=pull", "zmq.sockets.in.bind=inproc://shared")
			.start();
		App client = this.guide.app()
			.before((context) -> context.getBeanFactory().registerSingleton("sharedContext", shared))
			.set("zmq.sockets.out.type=push", "zmq.sockets.out.connect=inproc://shared")
			.start();
		client.zmq().send("out", "hello, neighbour");
		assertThat(server.bean(Collector.class).next()).isEqualTo("hello, neighbour");
		client.close();
		assertThat(shared.isClosed()).isFalse();
	}

	@Test
	void r01_twoContextsAreTwoInstances() {
		String[] properties = { "zmq.sockets.in.type=pull", "zmq.sockets.in.bind=inproc://same" };
		App one = this.guide.start(properties);
		App other = this.guide.start(properties);
		assertThat(one.socket("in").isRunning()).isTrue();
		assertThat(other.socket("in").isRunning()).isTrue();
	}

	@Test
	void r02_oneIoThreadServesAnyNumberOfSockets() {
		this.guide.start(IntStream.range(0, 50)
			.boxed()
			.flatMap((i) -> List.of("zmq.sockets.s" + i + ".type=pull", "zmq.sockets.s" + i + ".bind=" + Guide.ANY_PORT)
				.stream())
			.toArray(String[]::new));
		assertThat(Guide.threads("zmq-iothread-")).hasSize(1);
	}

	@Test
	void r02_ioThreadsAreCountedAndNamedByPropertiesAndChosenByAffinity() throws Exception {
		App app = this.guide.app(Collector.class)
			.set("zmq.context.io-threads=2", "zmq.context.thread-name-prefix=zmq-r02-", "zmq.sockets.in.type=pull",
					"zmq.sockets.in.bind=" + Guide.ANY_PORT, "zmq.sockets.in.affinity=2")
			.start();
		assertThat(Guide.threads("zmq-r02-iothread-")).hasSize(2);
		ZMQ.Socket push = this.guide.connect(SocketType.PUSH, app.endpoint("in"));
		Guide.send(push, "served by the second thread");
		assertThat(app.bean(Collector.class).next()).isEqualTo("served by the second thread");
	}

	@Test
	void r03_socketsAreConfiguredBeforeTheyArePluggedInAndBindBeforeOthersConnect() {
		App app = this.guide.app(Witness.class)
			.set("zmq.sockets.a-client.type=dealer", "zmq.sockets.a-client.connect=inproc://stable",
					"zmq.sockets.a-client.routing-id=client-1", "zmq.sockets.a-client.send-hwm=17",
					"zmq.sockets.z-server.type=router", "zmq.sockets.z-server.bind=inproc://stable")
			.start();
		assertThat(app.bean(Witness.class).seen).containsExactly("z-server ", "a-client client-1 17");
	}

	@Test
	void r03_anApplicationThatStopsAndStartsAgainCarriesDataOnTheSamePort() throws Exception {
		App server = this.guide.app(Collector.class)
			.set("zmq.sockets.in.type=pull", "zmq.sockets.in.bind=" + Guide.ANY_PORT)
			.start();
		String endpoint = server.endpoint("in");
		App client = this.guide.start("zmq.sockets.out.type=push", "zmq.sockets.out.connect=" + endpoint);
		for (int i = 0; i < 5; i++) {
			client.zmq().send("out", "life " + i);
			assertThat(server.bean(Collector.class).next()).isEqualTo("life " + i);
			client.context().stop();
			server.context().stop();
			assertThat(server.socket("in").isRunning()).isFalse();
			server.context().start();
			client.context().start();
			assertThat(server.endpoint("in")).isEqualTo(endpoint);
		}
	}

	@Test
	void r04_whenTheClientStartsBeforeTheServerItGetsAllTenReplies() throws Exception {
		String endpoint = Guide.freeEndpoint();
		App client = this.guide.start("zmq.sockets.client.type=dealer", "zmq.sockets.client.connect=" + endpoint,
				"zmq.template.request-timeout=60s", "zmq.template.request-tries=1");
		List<CompletableFuture<String>> replies = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			replies.add(client.zmq().requestAsync("client", "Hello", String.class));
		}
		assertThat(client.socket("client").counters().sent()).isEqualTo(10);
		assertThat(client.socket("client").control().peerCount()).isZero();
		this.guide.app(HelloWorld.class).set("guide.hello=" + endpoint).start();
		for (CompletableFuture<String> reply : replies) {
			assertThat(Guide.get(reply)).isEqualTo("World");
		}
	}

	@Test
	void r04_whenAPlainClientStartsBeforeTheServerItGetsAllTenReplies() throws Exception {
		String endpoint = Guide.freeEndpoint();
		ZMQ.Socket client = this.guide.connect(SocketType.REQ, endpoint);
		Guide.send(client, "Hello");
		this.guide.app(HelloWorld.class).set("guide.hello=" + endpoint).start();
		assertThat(Guide.receive(client)).containsExactly("World");
		for (int i = 1; i < 10; i++) {
			assertThat(Guide.request(client, "Hello")).isEqualTo("World");
		}
	}

	@Test
	void r04_oneSocketBindsAndConnectsManyEndpointsOfMixedTransports() throws Exception {
		ZMQ.Socket upstream = this.guide.bind(SocketType.PUSH);
		App app = this.guide.app(Collector.class, BoundEndpoints.class)
			.set("zmq.sockets.in.type=pull",
					"zmq.sockets.in.bind=" + Guide.ANY_PORT + ",inproc://mixed," + Guide.ANY_PORT,
					"zmq.sockets.in.connect=" + upstream.getLastEndpoint(), "zmq.sockets.out.type=push",
					"zmq.sockets.out.connect=inproc://mixed")
			.start();
		List<String> bound = app.bean(BoundEndpoints.class).endpoints;
		assertThat(bound).hasSize(3).doesNotHaveDuplicates().noneMatch((endpoint) -> endpoint.endsWith("*"));
		assertThat(bound.get(0)).isEqualTo(app.endpoint("in"));
		Guide.send(this.guide.connect(SocketType.PUSH, bound.get(0)), "first port");
		Guide.send(this.guide.connect(SocketType.PUSH, bound.get(2)), "second port");
		Guide.awaitHandshakes(app, "in", 4);
		Guide.send(upstream, "connected");
		app.zmq().send("out", "inproc");
		assertThat(app.bean(Collector.class).next(4)).containsExactlyInAnyOrder("first port", "second port",
				"connected", "inproc");
	}

	@Test
	void r04_whenAnEndpointIsThereTwiceTheStartFails() throws Exception {
		String endpoint = Guide.freeEndpoint();
		assertThat(this.guide.app()
			.set("zmq.sockets.in.type=pull", "zmq.sockets.in.bind=" + endpoint + "," + endpoint)
			.failsWith(ZmqEndpointException.class)).hasMessageContaining("twice").hasMessageContaining(endpoint);
		assertThat(this.guide.app()
			.set("zmq.sockets.one.type=pull", "zmq.sockets.one.bind=" + endpoint, "zmq.sockets.two.type=pull",
					"zmq.sockets.two.bind=" + endpoint)
			.failsWith(ZmqBindException.class)
			.isAddressInUse()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "tcp://*:5555", "tcp://127.0.0.1:*" })
	void r04_whenAWildcardIsConnectedTheStartFails(String endpoint) {
		assertThat(this.guide.app()
			.set("zmq.sockets.out.type=push", "zmq.sockets.out.connect=" + endpoint)
			.failsWith(ZmqEndpointException.class)).hasMessageContaining("can be bound, not connected");
	}

	@ParameterizedTest
	@ValueSource(strings = { "inproc://hello", "tcp://127.0.0.1:0" })
	void r05_theSameApplicationRunsOverTcpAndInproc(String transport) throws Exception {
		String endpoint = transport.endsWith(":0") ? Guide.freeEndpoint() : transport;
		App app = this.guide.app(HelloWorld.class)
			.set("guide.hello=" + endpoint, "zmq.sockets.client.type=dealer",
					"zmq.sockets.client.connect=${guide.hello}")
			.start();
		for (int i = 0; i < 10; i++) {
			assertThat(app.zmq().request("client", "Hello", String.class)).isEqualTo("World");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "pgm", "epgm", "norm", "udp", "ws", "wss", "vmci", "tipc" })
	void r05_aTransportThatJeroMqLacksIsRefusedAndTheBridgeIsNamed(String transport) {
		UnsupportedTransportException refused = this.guide.app()
			.set("zmq.sockets.feed.type=pub", "zmq.sockets.feed.bind=" + transport + "://239.192.1.1:5555")
			.failsWith(UnsupportedTransportException.class);
		assertThat(refused.getTransport()).isEqualTo(transport);
		assertThat(refused).hasMessageContaining("bridge").hasMessageContaining("feed");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void r05_theUserReadsWhichPropertyNamesTheTransport(CapturedOutput output) {
		this.guide.app()
			.set("zmq.sockets.feed.type=pub", "zmq.sockets.feed.bind=epgm://239.192.1.1:5555")
			.failsLoudlyWith(UnsupportedTransportException.class);
		assertThat(output).contains("APPLICATION FAILED TO START", "zmq.sockets.feed.bind", "epgm", "run a bridge");
	}

	@Test
	void r06_messagesQueueWhileThePeerIsAwayAndArriveWhenItIsBack() throws Exception {
		App server = this.guide.app(Collector.class)
			.set("zmq.sockets.in.type=pull", "zmq.sockets.in.bind=" + Guide.ANY_PORT)
			.start();
		App client = this.guide.start("zmq.sockets.out.type=push", "zmq.sockets.out.connect=" + server.endpoint("in"),
				"zmq.sockets.out.reconnect-interval=10ms");
		Collector collector = server.bean(Collector.class);
		for (int round = 0; round < 3; round++) {
			client.zmq().send("out", "connected");
			assertThat(collector.next()).isEqualTo("connected");
			server.context().stop();
			await().atMost(Guide.PATIENCE).until(() -> client.socket("out").control().peerCount() == 0);
			List<String> queued = IntStream.range(0, 10).mapToObj((i) -> "queued " + i).toList();
			queued.forEach((text) -> client.zmq().send("out", text));
			server.context().start();
			assertThat(collector.next(10)).isEqualTo(queued);
		}
	}

	@Test
	void r07_aSendReturnsWhenTheMessageIsQueuedNotWhenItIsDelivered() throws Exception {
		String endpoint = Guide.freeEndpoint();
		App client = this.guide.start("zmq.sockets.out.type=push", "zmq.sockets.out.connect=" + endpoint);
		for (int i = 0; i < 5; i++) {
			client.zmq().send("out", "message " + i);
		}
		assertThat(client.socket("out").counters().sent()).isEqualTo(5);
		assertThat(client.socket("out").control().peerCount()).isZero();
		App server = this.guide.app(Collector.class)
			.set("zmq.sockets.in.type=pull", "zmq.sockets.in.bind=" + endpoint)
			.start();
		assertThat(server.bean(Collector.class).next(5)).containsExactly("message 0", "message 1", "message 2",
				"message 3", "message 4");
	}

	static class Witness {

		private final List<String> seen = new CopyOnWriteArrayList<>();

		@Bean
		ZmqSocketCustomizer witness() {
			return (name, builder) -> builder.configure((socket) -> {
				byte[] id = socket.getIdentity();
				String text = (id != null && id.length > 0) ? new String(id) + " " + socket.getSndHWM() : "";
				this.seen.add(name + " " + text);
			});
		}

	}

	static class BoundEndpoints {

		private final List<String> endpoints = new CopyOnWriteArrayList<>();

		@EventListener
		void bound(ZmqEndpointBoundEvent event) {
			this.endpoints.add(event.getEndpoint().toString());
		}

	}

}
