package io.github.zmqspring.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.guide.Guide.App;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.proxy.ZmqProxy;
import io.github.zmqspring.proxy.ZmqProxyRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Guide chapter 2, "Intermediaries and Proxies" and "Multithreading with ZeroMQ". Rows
 * R30 to R33.
 */
@Timeout(300)
class ProxyTests {

	@RegisterExtension
	final Guide guide = new Guide();

	@Test
	void r30_theQueueDeviceCarriesRequestsAndReplies() {
		App broker = broker();
		worker(broker, "worker");
		App client = this.guide.start("zmq.sockets.client.type=dealer",
				"zmq.sockets.client.connect=" + broker.endpoint("broker.frontend"));
		assertThat(client.zmq().request("client", "Hello", String.class)).isEqualTo("World from worker");
	}

	@Test
	void r30_theForwarderDeviceCarriesSubscriptionsUpAndMessagesDown() {
		App forwarder = this.guide.start("zmq.proxies.news.kind=forwarder",
				"zmq.proxies.news.frontend.bind=" + Guide.ANY_PORT, "zmq.proxies.news.backend.bind=" + Guide.ANY_PORT);
		ZMQ.Socket subscriber = subscriber("sport", forwarder.endpoint("news.backend"));
		App publisher = this.guide.start("zmq.sockets.pub.type=pub",
				"zmq.sockets.pub.connect=" + forwarder.endpoint("news.frontend"));
		Guide.awaitSubscribers(publisher, "pub", "sport", 1, subscriber);
		assertThat(publisher.socket("pub").control().subscriberCount("weather")).isZero();
		publisher.zmq().send("pub", "weather", "rain");
		publisher.zmq().send("pub", "sport", "goal");
		assertThat(Guide.receive(subscriber)).containsExactly("sport", "goal");
	}

	@Test
	void r30_theStreamerDeviceCarriesTasksWithAllTheirFrames() throws Exception {
		App streamer = this.guide.start("zmq.proxies.line.kind=streamer",
				"zmq.proxies.line.frontend.bind=" + Guide.ANY_PORT, "zmq.proxies.line.backend.bind=" + Guide.ANY_PORT);
		ZMQ.Socket pull = this.guide.connect(SocketType.PULL, streamer.endpoint("line.backend"));
		ZMQ.Socket push = this.guide.connect(SocketType.PUSH, streamer.endpoint("line.frontend"));
		Guide.awaitHandshakes(streamer, "line.backend", 1);
		for (int i = 0; i < 100; i++) {
			Guide.send(push, "task " + i, "", "", "body");
		}
		for (int i = 0; i < 100; i++) {
			assertThat(Guide.receive(pull)).containsExactly("task " + i, "", "", "body");
		}
		ZmqProxy line = streamer.bean(ZmqProxyRegistry.class).get("line");
		// the peer has a message a moment before it counts as forwarded
		await().atMost(Guide.PATIENCE)
			.untilAsserted(() -> assertThat(line.statistics().frontendToBackend().messages()).isEqualTo(100));
	}

	@ParameterizedTest
	@CsvSource({ "push,pull", "rep,req", "xsub,dealer", "pull,router", "pub,pub" })
	void r30_strangePairsAreRefused(String frontend, String backend) {
		assertThat(this.guide.app()
			.set("zmq.proxies.strange.kind=queue", "zmq.proxies.strange.frontend.type=" + frontend,
					"zmq.proxies.strange.frontend.bind=inproc://f", "zmq.proxies.strange.backend.type=" + backend,
					"zmq.proxies.strange.backend.bind=inproc://b")
			.failsWith(ZmqConfigurationException.class)).hasMessageContaining("'strange'");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void r31_aProxyBridgesAWeatherFeedToAnotherTransport(boolean asInTheGuide) {
		ZMQ.Socket weather = this.guide.bind(SocketType.XPUB);
		String[] types = asInTheGuide ? new String[] { "zmq.proxies.wuproxy.frontend.type=sub",
				"zmq.proxies.wuproxy.frontend.topics[0]=", "zmq.proxies.wuproxy.backend.type=pub" } : new String[0];
		App proxy = this.guide.app()
			.set("zmq.proxies.wuproxy.kind=forwarder",
					"zmq.proxies.wuproxy.frontend.connect=" + weather.getLastEndpoint(),
					"zmq.proxies.wuproxy.backend.bind=inproc://8100," + Guide.ANY_PORT, "zmq.sockets.local.type=sub",
					"zmq.sockets.local.connect=inproc://8100", "zmq.sockets.local.topics[0]=10001 ")
			.set(types)
			.start();
		ZMQ.Socket remote = subscriber("10001 ", proxy.endpoint("wuproxy.backend"));
		assertThat(Guide.receive(weather)).containsExactly(asInTheGuide ? "\u0001" : "\u000110001 ");
		Guide.awaitSubscribers(proxy, "wuproxy.backend", "10001 ", 2, remote);
		Guide.send(weather, "10002 1 2");
		Guide.send(weather, "10001 84 12", "", "more");
		assertThat(Guide.receive(remote)).containsExactly("10001 84 12", "", "more");
		assertThat(proxy.socket("local").receive(Guide.PATIENCE))
			.isEqualTo(ZmqMessage.ofStrings("10001 84 12", "", "more"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "dealer", "req" })
	void r32_fourRequestsToThreeServicesGoToAAndBAndCAndA(String type) {
		List<String> services = new ArrayList<>();
		for (String name : List.of("A", "B", "C")) {
			services.add(this.guide.app(NamedWorker.class)
				.set("zmq.sockets.worker.type=rep", "zmq.sockets.worker.bind=" + Guide.ANY_PORT, "guide.name=" + name)
				.start()
				.endpoint("worker"));
		}
		App client = this.guide.start("zmq.sockets.client.type=" + type,
				"zmq.sockets.client.connect=" + String.join(",", services));
		List<String> replies = new ArrayList<>();
		for (int i = 1; i <= 4; i++) {
			replies.add("R" + i + " -> " + client.zmq().request("client", "Hello", String.class));
		}
		assertThat(replies).containsExactly("R1 -> World from A", "R2 -> World from B", "R3 -> World from C",
				"R4 -> World from A");
	}

	@Test
	void r32_theBrokerDealsToItsWorkersInTurnAndThreeMoreNeedNoChangeOfTheClients() {
		App broker = broker();
		ZMQ.Socket client = this.guide.connect(SocketType.REQ, broker.endpoint("broker.frontend"));
		Guide.send(client, "Hello");
		App first = worker(broker, "first");
		assertThat(Guide.receive(client)).containsExactly("World from first");
		for (int i = 0; i < 10; i++) {
			assertThat(Guide.request(client, "Hello")).isEqualTo("World from first");
		}
		List<String> names = List.of("second", "third", "fourth");
		names.forEach((name) -> worker(broker, name));
		assertThat(broker.zmq().awaitPeers("broker.backend", 4, Guide.PATIENCE)).isTrue();
		List<String> four = List.of(Guide.request(client, "Hello"), Guide.request(client, "Hello"),
				Guide.request(client, "Hello"), Guide.request(client, "Hello"));
		assertThat(four).containsExactlyInAnyOrder("World from first", "World from second", "World from third",
				"World from fourth");
		first.close();
		await().atMost(Guide.PATIENCE).until(() -> broker.socket("broker.backend").control().peerCount() == 3);
		for (int i = 0; i < 9; i++) {
			assertThat(Guide.request(client, "Hello")).isNotEqualTo("World from first");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 5, 10 })
	void r33_plainClientsAreAllInTheHandlerAtOnceAndEachGetsItsOwnReply(int count) {
		App server = this.guide.app(MultithreadedServer.class)
			.set("zmq.sockets.server.type=rep", "zmq.sockets.server.bind=" + Guide.ANY_PORT, "guide.threads=" + count)
			.start();
		serve(count, server.endpoint("server"));
	}

	@Test
	void r33_theTopologyOfTheGuideRouterToDealerToInprocWorkersWorksToo() {
		App server = this.guide.app(MultithreadedServer.class)
			.set("zmq.proxies.mtserver.kind=queue", "zmq.proxies.mtserver.frontend.bind=" + Guide.ANY_PORT,
					"zmq.proxies.mtserver.backend.bind=inproc://workers", "zmq.sockets.server.type=rep",
					"zmq.sockets.server.connect=inproc://workers", "guide.threads=5")
			.start();
		serve(5, server.endpoint("mtserver.frontend"));
	}

	@Test
	void r33_fiveWorkersWithSocketsOfTheirOwnBehindTheProxyWorkToo() throws Exception {
		App server = this.guide.app(FiveWorkers.class)
			.set("zmq.proxies.mtserver.kind=queue", "zmq.proxies.mtserver.frontend.bind=" + Guide.ANY_PORT,
					"zmq.proxies.mtserver.backend.bind=inproc://workers")
			.start();
		serve(5, server.endpoint("mtserver.frontend"));
		assertThat(server.listeners().containers()).hasSize(5)
			.allMatch((worker) -> worker.getCounters().received() == 3);
	}

	/** The barrier in the handler opens when all requests are there, and not before. */
	private void serve(int count, String endpoint) {
		List<ZMQ.Socket> clients = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			clients.add(this.guide.connect(SocketType.REQ, endpoint));
		}
		for (int round = 0; round < 3; round++) {
			for (int i = 0; i < count; i++) {
				Guide.send(clients.get(i), "Hello from " + i);
			}
			for (int i = 0; i < count; i++) {
				assertThat(Guide.receive(clients.get(i))).containsExactly("World to Hello from " + i);
			}
		}
	}

	private App broker() {
		return this.guide.start("zmq.proxies.broker.kind=queue", "zmq.proxies.broker.frontend.bind=" + Guide.ANY_PORT,
				"zmq.proxies.broker.backend.bind=" + Guide.ANY_PORT);
	}

	private App worker(App broker, String name) {
		return this.guide.app(NamedWorker.class)
			.set("zmq.sockets.worker.type=rep", "zmq.sockets.worker.connect=" + broker.endpoint("broker.backend"),
					"guide.name=" + name)
			.start();
	}

	private ZMQ.Socket subscriber(String topic, String endpoint) {
		ZMQ.Socket subscriber = this.guide.peer(SocketType.SUB);
		subscriber.subscribe(topic);
		subscriber.connect(endpoint);
		return subscriber;
	}

	static class NamedWorker {

		private final String name;

		NamedWorker(@Value("${guide.name}") String name) {
			this.name = name;
		}

		@ZmqListener(socket = "worker")
		String work(String request) {
			return "World from " + this.name;
		}

	}

	static class MultithreadedServer {

		private final CyclicBarrier together;

		MultithreadedServer(@Value("${guide.threads}") int threads) {
			this.together = new CyclicBarrier(threads);
		}

		@ZmqListener(socket = "server", concurrency = "${guide.threads}")
		String work(String request) throws Exception {
			this.together.await(60, TimeUnit.SECONDS);
			return "World to " + request;
		}

	}

	static class FiveWorkers {

		private final CyclicBarrier together = new CyclicBarrier(5);

		@ZmqListener(id = "one", type = ZmqSocketType.REP, connect = "inproc://workers")
		@ZmqListener(id = "two", type = ZmqSocketType.REP, connect = "inproc://workers")
		@ZmqListener(id = "three", type = ZmqSocketType.REP, connect = "inproc://workers")
		@ZmqListener(id = "four", type = ZmqSocketType.REP, connect = "inproc://workers")
		@ZmqListener(id = "five", type = ZmqSocketType.REP, connect = "inproc://workers")
		String work(String request) throws Exception {
			this.together.await(60, TimeUnit.SECONDS);
			return "World to " + request;
		}

	}

}
