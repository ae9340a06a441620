package io.github.zmqspring.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.zmqspring.annotation.Frame;
import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.error.ZmqUnroutableException;
import io.github.zmqspring.guide.Guide.App;
import io.github.zmqspring.message.ZmqHeaders;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqParts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import org.springframework.messaging.handler.annotation.Header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Guide chapters 2 and 3: envelopes of publications and of requests, routing ids, router
 * to router. Rows R36, R39, R40 and R46.
 */
@Timeout(300)
class EnvelopeTests {

	private static final ZmqMessage DELIMITER = ZmqMessage.of(new byte[0]);

	@RegisterExtension
	final Guide guide = new Guide();

	@Test
	void r36_theSubscriberOfBSeesOnlyWhatItWantsToSee() throws Exception {
		App publisher = publisher();
		App subscriber = this.guide.app(EnvelopeSubscriber.class)
			.set("zmq.sockets.in.type=sub", "zmq.sockets.in.connect=" + publisher.endpoint("pub"),
					"zmq.sockets.in.topics[0]=B")
			.start();
		assertThat(publisher.zmq().awaitSubscribers("pub", "B", 1, Guide.PATIENCE)).isTrue();
		for (int i = 0; i < 10; i++) {
			publisher.zmq().send("pub", "A", "We don't want to see this");
			publisher.zmq().send("pub", "B", "We would like to see this");
		}
		publisher.zmq().send("pub", "B", "END");
		List<String> lines = new ArrayList<>();
		subscriber.bean(EnvelopeSubscriber.class).readUntil("[B] END", lines);
		assertThat(lines).hasSize(11).startsWith("[B] We would like to see this").endsWith("[B] END");
		assertThat(lines.subList(0, 10)).containsOnly("[B] We would like to see this");
	}

	@Test
	void r36_theKeyIsAFrameOfItsOwnForPlainPeers() throws Exception {
		App publisher = publisher();
		ZMQ.Socket subscriber = this.guide.peer(SocketType.SUB);
		subscriber.subscribe("B");
		subscriber.connect(publisher.endpoint("pub"));
		Guide.awaitSubscribers(publisher, "pub", "B", 1, subscriber);
		publisher.zmq().send("pub", "A", "Bytes of the body do not match, not even these");
		publisher.zmq().send("pub", "B", "We would like to see this");
		publisher.zmq().send("pub", "B", ZmqMessage.ofStrings("tcp://publisher:5563", "with an address"));
		assertThat(Guide.receive(subscriber)).containsExactly("B", "We would like to see this");
		assertThat(Guide.receive(subscriber)).containsExactly("B", "tcp://publisher:5563", "with an address");
	}

	@Test
	void r36_aPlainPublishersEnvelopeIsReadAsTopicAndBody() throws Exception {
		ZMQ.Socket publisher = this.guide.bind(SocketType.XPUB);
		App subscriber = this.guide.app(EnvelopeSubscriber.class)
			.set("zmq.sockets.in.type=sub", "zmq.sockets.in.connect=" + publisher.getLastEndpoint(),
					"zmq.sockets.in.topics[0]=B")
			.start();
		assertThat(Guide.receive(publisher)).containsExactly("\u0001B");
		Guide.send(publisher, "A", "We don't want to see this");
		Guide.send(publisher, "B", "We would like to see this");
		assertThat(subscriber.bean(EnvelopeSubscriber.class).next()).isEqualTo("[B] We would like to see this");
	}

	@Test
	void r39_nestedProxiesStackTheirAddressesNewestFirstAndTheReplyFindsItsWayBack() throws Exception {
		App server = this.guide.app(EnvelopeReader.class)
			.set("zmq.sockets.server.type=router", "zmq.sockets.server.bind=" + Guide.ANY_PORT)
			.start();
		App inner = proxy("inner", server.endpoint("server"));
		App outer = proxy("outer", inner.endpoint("proxy.frontend"));
		ZMQ.Socket client = this.guide.peer(SocketType.REQ);
		client.setIdentity(Guide.bytes("client"));
		client.connect(outer.endpoint("proxy.frontend"));
		assertThat(Guide.request(client, "Hello")).isEqualTo("World");
		assertThat(server.bean(EnvelopeReader.class).next()).isEqualTo("inner [outer, client, ] Hello");
	}

	@Test
	void r39_whatARequesterAddsAResponderGivesBackAndADealerLeavesAlone() {
		ZMQ.Socket router = this.guide.bind(SocketType.ROUTER);
		App client = this.guide.start("zmq.sockets.req.type=req", "zmq.sockets.req.routing-id=req",
				"zmq.sockets.req.connect=" + router.getLastEndpoint(), "zmq.sockets.dealer.type=dealer",
				"zmq.sockets.dealer.routing-id=dealer", "zmq.sockets.dealer.connect=" + router.getLastEndpoint());
		var reply = client.zmq().requestAsync("req", "Hello", String.class);
		assertThat(Guide.receive(router)).containsExactly("req", "", "Hello");
		Guide.send(router, "req", "", "World");
		assertThat(reply).succeedsWithin(Guide.PATIENCE).isEqualTo("World");
		client.zmq().send("dealer", "Hello");
		assertThat(Guide.receive(router)).containsExactly("dealer", "Hello");
	}

	@Test
	void r39_aResponderPutsTheWholeStackBackAndItsApplicationSeesTheBodyOnly() {
		App server = this.guide.app(HelloWorld.class).start();
		ZMQ.Socket dealer = this.guide.connect(SocketType.DEALER, server.endpoint("hello"));
		Guide.send(dealer, "address 3", "address 2", "address 1", "", "Hello");
		assertThat(Guide.receive(dealer)).containsExactly("address 3", "address 2", "address 1", "", "World");
	}

	@Test
	void r40_aRouterSeesAGeneratedIdOrTheOneThatWasSet() {
		App app = this.guide.start("zmq.sockets.sink.type=router", "zmq.sockets.sink.bind=" + Guide.ANY_PORT);
		ZMQ.Socket anonymous = this.guide.connect(SocketType.REQ, app.endpoint("sink"));
		Guide.send(anonymous, "ROUTER uses a generated UUID");
		ZmqMessage first = app.socket("sink").receive(Guide.PATIENCE);
		assertThat(first).isNotNull();
		assertThat(first.first()).as("generated").hasSize(5).startsWith(0);
		assertThat(first.pop()).isEqualTo(ZmqMessage.ofStrings("", "ROUTER uses a generated UUID"));
		ZMQ.Socket identified = this.guide.peer(SocketType.REQ);
		identified.setIdentity(Guide.bytes("Hello"));
		identified.connect(app.endpoint("sink"));
		Guide.send(identified, "ROUTER socket uses REQ's socket identity");
		ZmqMessage second = app.socket("sink").receive(Guide.PATIENCE);
		assertThat(second).isNotNull();
		assertThat(second.dump()).isEqualTo("""
				----------------------------------------
				[005] Hello
				[000]\s
				[040] ROUTER socket uses REQ's socket identity""");
	}

	@Test
	void r40_ourOwnIdReachesAPlainRouter() {
		ZMQ.Socket sink = this.guide.bind(SocketType.ROUTER);
		App client = this.guide.start("zmq.sockets.req.type=req", "zmq.sockets.req.routing-id=Hello",
				"zmq.sockets.req.connect=" + sink.getLastEndpoint());
		client.zmq().requestAsync("req", "ROUTER socket uses REQ's socket identity", String.class);
		assertThat(Guide.receive(sink)).containsExactly("Hello", "", "ROUTER socket uses REQ's socket identity");
	}

	@Test
	void r46_twoRoutersTalkWhenBothHaveIds() {
		App server = this.guide.start("zmq.sockets.server.type=router", "zmq.sockets.server.routing-id=SERVER",
				"zmq.sockets.server.bind=" + Guide.ANY_PORT);
		App worker = this.guide.start("zmq.sockets.worker.type=router", "zmq.sockets.worker.routing-id=WORKER",
				"zmq.sockets.worker.connect=" + server.endpoint("server"));
		talk(server, worker, "WORKER", "SERVER", "SERVER", "WORKER");
	}

	@Test
	void r46_withAConnectRoutingIdTheServerNeedsNoFixedId() {
		App server = this.guide.start("zmq.sockets.server.type=router", "zmq.sockets.server.bind=" + Guide.ANY_PORT);
		App worker = this.guide.start("zmq.sockets.worker.type=router", "zmq.sockets.worker.routing-id=WORKER",
				"zmq.sockets.worker.connect-routing-id=MY-SERVER",
				"zmq.sockets.worker.connect=" + server.endpoint("server"));
		talk(server, worker, "WORKER", "MY-SERVER", "MY-SERVER", "WORKER");
	}

	private static void talk(App server, App worker, String toWorker, String toServer, String seenByWorker,
			String seenByServer) {
		// the Guide sleeps: a ROUTER knows its peer some time after the connection is up
		await().atMost(Guide.PATIENCE).ignoreException(ZmqUnroutableException.class).until(() -> {
			server.zmq().to("server").routingId(toWorker).envelope(DELIMITER).body("send to worker").send();
			return true;
		});
		ZmqParts atWorker = worker.zmq().receive("worker", Guide.PATIENCE, ZmqParts.class);
		assertThat(dump(atWorker)).isEqualTo(expected(seenByWorker, "send to worker"));
		worker.zmq().to("worker").routingId(toServer).envelope(DELIMITER).body("send to server").send();
		ZmqParts atServer = server.zmq().receive("server", Guide.PATIENCE, ZmqParts.class);
		assertThat(dump(atServer)).isEqualTo(expected(seenByServer, "send to server"));
	}

	private static String dump(ZmqParts parts) {
		assertThat(parts).isNotNull();
		return parts.payload().push(parts.envelope().first()).push(parts.routingId()).dump();
	}

	private static String expected(String id, String body) {
		return "%s%n[%03d] %s%n[000] %n[%03d] %s".formatted("-".repeat(40), id.length(), id, body.length(), body)
			.replace("\r", "");
	}

	private App publisher() {
		return this.guide.start("zmq.sockets.pub.type=pub", "zmq.sockets.pub.bind=" + Guide.ANY_PORT);
	}

	private App proxy(String name, String upstream) {
		return this.guide.start("zmq.proxies.proxy.kind=queue", "zmq.proxies.proxy.frontend.bind=" + Guide.ANY_PORT,
				"zmq.proxies.proxy.backend.connect=" + upstream, "zmq.proxies.proxy.backend.routing-id=" + name);
	}

	abstract static class Reader {

		private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

		void add(String line) {
			this.lines.add(line);
		}

		String next() throws InterruptedException {
			String line = this.lines.poll(Guide.PATIENCE.toSeconds(), TimeUnit.SECONDS);
			assertThat(line).isNotNull();
			return line;
		}

		void readUntil(String last, List<String> read) throws InterruptedException {
			do {
				read.add(next());
			}
			while (!read.get(read.size() - 1).equals(last));
		}

	}

	static class EnvelopeSubscriber extends Reader {

		@ZmqListener(socket = "in")
		void read(@Header(ZmqHeaders.TOPIC) String key, @Frame(-1) String body) {
			add("[" + key + "] " + body);
		}

	}

	static class EnvelopeReader extends Reader {

		@ZmqListener(socket = "server")
		String read(String body, @Header(ZmqHeaders.ROUTING_ID) byte[] id,
				@Header(ZmqHeaders.ENVELOPE) List<byte[]> envelope) {
			add(new String(id) + " " + envelope.stream().map(String::new).toList() + " " + body);
			return "World";
		}

	}

}
