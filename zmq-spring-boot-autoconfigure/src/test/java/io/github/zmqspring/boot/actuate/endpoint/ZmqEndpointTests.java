package io.github.zmqspring.boot.actuate.endpoint;

import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.boot.actuate.Actuators;
import io.github.zmqspring.boot.actuate.ZmqComponents;
import io.github.zmqspring.listener.ZmqListenerStatus;
import io.github.zmqspring.proxy.ZmqProxy;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.socket.status.ZmqPeer;
import io.github.zmqspring.socket.status.ZmqSocketStatus;
import io.github.zmqspring.template.ZmqTemplate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.ZMQ;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.context.ApplicationContext;
import org.springframework.messaging.handler.annotation.SendTo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ZmqEndpoint}.
 */
@Timeout(60)
class ZmqEndpointTests {

	private static final String[] PIPELINE = { "zmq.sockets.in.type=pull", "zmq.sockets.in.bind=tcp://127.0.0.1:*",
			"zmq.sockets.in.receive-hwm=70", "zmq.sockets.in.linger=0s", "zmq.sockets.out.type=push",
			"zmq.sockets.out.bind=inproc://out" };

	@Test
	void versionsAndContextAreTold() {
		with(new String[] { "zmq.context.io-threads=2" }, (context, endpoint) -> {
			ZmqDescriptor all = endpoint.zmq();
			assertThat(all.engine().jeromq()).isEqualTo("0.6.0");
			assertThat(all.engine().zmtp()).isEqualTo("3.0");
			assertThat(all.engine().library()).matches("\\d+\\.\\d+\\.\\d+.*");
			assertThat(all.context().ioThreads()).isEqualTo(2);
			assertThat(all.context().running()).isTrue();
			assertThat(all.access()).isEqualTo("unrestricted");
			assertThat(all.sockets()).isEmpty();
		});
	}

	@Test
	void socketIsTold() {
		with(PIPELINE, (context, endpoint) -> {
			ZmqSocketDescriptor socket = endpoint.zmq().sockets().get("in");
			assertThat(socket.type()).isEqualTo(ZmqSocketType.PULL);
			assertThat(socket.state()).isEqualTo(ZmqSocketStatus.State.OPEN);
			assertThat(socket.source()).isEqualTo("zmq.sockets.in");
			assertThat(socket.binds()).singleElement().satisfies((bind) -> {
				assertThat(bind.declared()).isEqualTo("tcp://127.0.0.1:*");
				assertThat(bind.resolved()).matches("tcp://127\\.0\\.0\\.1:\\d+");
			});
			assertThat(socket.listener()).isEqualTo("worker");
			assertThat(socket.security().mechanism()).isEqualTo("NULL");
			assertThat(socket.queues().outbound()).isNull();
			assertThat(socket.subscriptions()).isNull();
			assertThat(socket.requests()).isNull();
			assertThat(socket.lastActivity()).isNull();
		});
	}

	@Test
	void onlyOptionsThatDifferFromTheDefaultAreTold() {
		with(PIPELINE,
				(context, endpoint) -> assertThat(endpoint.zmq().sockets().get("in").options())
					.containsOnlyKeys("receive-hwm")
					.containsEntry("receive-hwm", "70"));
	}

	@Test
	void secretsAreNeverTold() {
		ZMQ.Curve.KeyPair keys = ZMQ.Curve.generateKeyPair();
		with(new String[] { "zmq.security.clients.any=true", "zmq.sockets.secure.type=pull",
				"zmq.sockets.secure.bind=tcp://127.0.0.1:*", "zmq.sockets.secure.curve-server=true",
				"zmq.sockets.secure.curve-secret-key=" + keys.secretKey,
				"zmq.sockets.secure.curve-public-key=" + keys.publicKey, "zmq.sockets.plain.type=push",
				"zmq.sockets.plain.connect=tcp://127.0.0.1:1", "zmq.sockets.plain.plain-username=ada",
				"zmq.sockets.plain.plain-password=enigma" }, (context, endpoint) -> {
					ZmqDescriptor all = endpoint.zmq();
					assertThat(all.sockets().get("secure").security()).isEqualTo(new ZmqSocketDescriptor.Security(
							"CURVE", true, "global", new ZmqSocketDescriptor.Decisions(0, 0, 0)));
					assertThat(all.sockets().get("secure").options()).containsEntry("curve-secret-key", "******");
					assertThat(all.sockets().get("plain").security().mechanism()).isEqualTo("PLAIN");
					assertThat(all.sockets().get("plain").options()).containsEntry("plain-password", "******")
						.containsEntry("plain-username", "ada");
					assertThat(JsonMapper.shared().writeValueAsString(all)).doesNotContain("enigma")
						.doesNotContain(keys.secretKey);
				});
	}

	@Test
	void whatNeverLeftIsTold() {
		with(new String[] { "zmq.sockets.out.type=push", "zmq.sockets.out.connect=tcp://127.0.0.1:1",
				"zmq.sockets.out.linger=0" }, (context, endpoint) -> {
					ZmqTemplate template = context.getBean(ZmqTemplate.class);
					template.send("out", "one");
					template.send("out", "two");
					assertThat(endpoint.zmqByName("out").socket().counters().unsent()).isZero();
					context.getBean(ZmqSocketRegistry.class).get("out").stop(Actuators.SOON);
					ZmqSocketDescriptor.Counters counters = endpoint.zmqByName("out").socket().counters();
					assertThat(counters.sent()).isEqualTo(2);
					assertThat(counters.unsent()).isEqualTo(2);
				});
	}

	@Test
	void peersQueuesAndCountersAreTold() {
		with(PIPELINE, (context, endpoint) -> {
			endpoint.operate("worker", "pause", null, null, null);
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			String bound = endpoint.zmq().sockets().get("in").binds().get(0).resolved();
			connect(context, "client", bound);
			template.send("client", "hello");
			Awaitility.await().atMost(Actuators.SOON).untilAsserted(() -> {
				ZmqSocketDescriptor socket = endpoint.zmqByName("in").socket();
				assertThat(socket.queues().inbound().waiting()).isOne();
				assertThat(socket.queues().inbound().limit()).isEqualTo(70);
				assertThat(socket.peers().count()).isOne();
				assertThat(socket.peers().accepted()).isOne();
				assertThat(socket.peers().totals().accepted()).isOne();
				assertThat(socket.peers().live()).singleElement().satisfies((peer) -> {
					assertThat(peer.side()).isEqualTo(ZmqPeer.Side.ACCEPTED);
					assertThat(peer.address()).startsWith("127.0.0.1:");
					assertThat(peer.mechanism()).isEqualTo("NULL");
				});
			});
			endpoint.operate("worker", "resume", null, null, null);
			Awaitility.await().atMost(Actuators.SOON).untilAsserted(() -> {
				ZmqSocketDescriptor socket = endpoint.zmqByName("in").socket();
				assertThat(socket.counters().received()).isOne();
				assertThat(socket.counters().receivedBytes()).isEqualTo(5);
				assertThat(socket.queues().inbound().waiting()).isZero();
				assertThat(socket.lastActivity()).isNotNull();
			});
		});
	}

	private static void connect(ApplicationContext context, String name, String endpoint) {
		context.getBean(ZmqSocketRegistry.class)
			.register(SocketSpec.of(name, ZmqSocketType.PUSH).connect(endpoint).build());
	}

	@Test
	void listenerIsTold() {
		with(PIPELINE, (context, endpoint) -> {
			ZmqListenerDescriptor listener = endpoint.zmq().listeners().get("worker");
			assertThat(listener.socket()).isEqualTo("in");
			assertThat(listener.sendTo()).containsExactly("out");
			assertThat(listener.state()).isEqualTo(ZmqListenerStatus.State.RUNNING);
			assertThat(listener.concurrency()).isEqualTo(3);
			assertThat(listener.description()).contains("work");
		});
	}

	@Test
	void proxyIsTold() {
		with(new String[] { "zmq.proxies.broker.kind=queue", "zmq.proxies.broker.frontend.bind=inproc://front",
				"zmq.proxies.broker.backend.bind=inproc://back" }, (context, endpoint) -> {
					ZmqDescriptor all = endpoint.zmq();
					ZmqProxyDescriptor proxy = all.proxies().get("broker");
					assertThat(proxy.state()).isEqualTo(ZmqProxy.State.RUNNING);
					assertThat(proxy.frontend()).isEqualTo("broker.frontend");
					assertThat(proxy.backend()).isEqualTo("broker.backend");
					assertThat(all.sockets().get("broker.frontend").proxies()).containsExactly("broker");
				});
	}

	@Test
	void requestsAreTold() {
		with(new String[] { "zmq.sockets.absent.type=dealer", "zmq.sockets.absent.connect=inproc://absent" },
				(context, endpoint) -> {
					var reply = context.getBean(ZmqTemplate.class).requestAsync("absent", "hello", String.class);
					ZmqSocketDescriptor.Requests requests = endpoint.zmq().sockets().get("absent").requests();
					assertThat(requests.sent()).isOne();
					assertThat(requests.inFlight()).isOne();
					assertThat(requests.oldest()).isPositive().isLessThan(Duration.ofMinutes(1));
					reply.cancel(false);
				});
	}

	@Test
	void subscriptionsOfPeersAreTold() {
		with(new String[] { "zmq.sockets.feed.type=pub", "zmq.sockets.feed.bind=inproc://feed",
				"zmq.sockets.reader.type=sub", "zmq.sockets.reader.connect=inproc://feed",
				"zmq.sockets.reader.topics=weather" }, (context, endpoint) -> {
					assertThat(endpoint.zmq().sockets().get("reader").topics()).containsExactly("weather");
					Awaitility.await()
						.atMost(Actuators.SOON)
						.untilAsserted(() -> assertThat(endpoint.zmq().sockets().get("feed").subscriptions().topics())
							.containsExactlyEntriesOf(Map.of("weather", 1)));
				});
	}

	@Test
	void nothingIsKnownByAnUnknownName() {
		with(PIPELINE, (context, endpoint) -> assertThat(endpoint.zmqByName("nobody")).isNull());
	}

	@Test
	void listenerIsStoppedAndStarted() {
		with(PIPELINE, (context, endpoint) -> {
			assertThat(endpoint.operate("worker", "stop", null, null, null).listener().state())
				.isEqualTo(ZmqListenerStatus.State.STOPPED);
			assertThat(endpoint.operate("worker", "start", null, null, null).listener().state())
				.isEqualTo(ZmqListenerStatus.State.RUNNING);
		});
	}

	@Test
	void proxyIsSteered() {
		with(new String[] { "zmq.proxies.broker.kind=queue", "zmq.proxies.broker.frontend.bind=tcp://127.0.0.1:*",
				"zmq.proxies.broker.backend.bind=tcp://127.0.0.1:*" }, (context, endpoint) -> {
					assertThat(endpoint.operate("broker", "pause", null, null, null).proxy().state())
						.isEqualTo(ZmqProxy.State.PAUSED);
					assertThat(endpoint.operate("broker", "resume", null, null, null).proxy().state())
						.isEqualTo(ZmqProxy.State.RUNNING);
					assertThat(endpoint.operate("broker", "stop", "proxy", null, null).proxy().state())
						.isEqualTo(ZmqProxy.State.STOPPED);
					refused(endpoint, "broker", "pause", null, null, null, "STOPPED");
					assertThat(endpoint.operate("broker", "start", null, null, null).proxy().state())
						.isEqualTo(ZmqProxy.State.RUNNING);
				});
	}

	@Test
	void endpointIsConnectedAndDisconnected() {
		with(new String[] { "zmq.sockets.client.type=dealer", "zmq.sockets.client.connect=inproc://a" },
				(context, endpoint) -> {
					assertThat(endpoint.operate("client", "connect", null, "inproc://b", null).socket().connects())
						.containsExactly("inproc://a", "inproc://b");
					assertThat(endpoint.operate("client", "disconnect", null, "inproc://a", null).socket().connects())
						.containsExactly("inproc://b");
					refused(endpoint, "client", "disconnect", null, "inproc://a", null, "not connected to inproc://a");
					refused(endpoint, "client", "connect", null, "bogus", null, "bogus");
					refused(endpoint, "client", "connect", null, null, null, "'endpoint' is missing");
				});
	}

	@Test
	void topicIsSubscribedAndUnsubscribed() {
		with(new String[] { "zmq.sockets.reader.type=sub", "zmq.sockets.reader.connect=inproc://feed",
				"zmq.sockets.reader.topics=a", "zmq.sockets.in.type=pull", "zmq.sockets.in.bind=inproc://in" },
				(context, endpoint) -> {
					assertThat(endpoint.operate("reader", "subscribe", null, null, "b").socket().topics())
						.containsExactly("a", "b");
					assertThat(endpoint.operate("reader", "unsubscribe", null, null, "a").socket().topics())
						.containsExactly("b");
					refused(endpoint, "reader", "unsubscribe", null, null, "a", "not subscribed to 'a'");
					refused(endpoint, "in", "subscribe", null, null, "a", "topics");
				});
	}

	@Test
	void whatIsNotPossibleIsRefusedWithTheReason() {
		with(PIPELINE, (context, endpoint) -> {
			refused(endpoint, "worker", "explode", null, null, null,
					"'explode' is no operation; there are start, stop");
			refused(endpoint, "worker", null, null, null, null, "'operation' is missing");
			refused(endpoint, "worker", "pause", "socket", null, null, "'socket' is no kind");
			refused(endpoint, "worker", "connect", null, "inproc://x", null, "'worker' is no socket");
			refused(endpoint, "in", "pause", null, null, null, "is read by listener 'worker'");
			endpoint.operate("worker", "stop", null, null, null);
			refused(endpoint, "worker", "pause", null, null, null, "does not run");
			assertThatExceptionOfType(UnknownComponentException.class)
				.isThrownBy(() -> endpoint.operate("nobody", "pause", null, null, null))
				.withMessageContaining("'nobody'");
		});
	}

	@Test
	void whereListenerAndProxyShareANameTheKindDecides() {
		with(new String[] { "zmq.sockets.in.type=pull", "zmq.sockets.in.bind=inproc://in", "zmq.sockets.out.type=push",
				"zmq.sockets.out.bind=inproc://out", "zmq.proxies.worker.kind=streamer",
				"zmq.proxies.worker.frontend.bind=inproc://f", "zmq.proxies.worker.backend.bind=inproc://b" },
				(context, endpoint) -> {
					refused(endpoint, "worker", "pause", null, null, null, "say which with 'kind'");
					ZmqComponentDescriptor both = endpoint.operate("worker", "pause", "proxy", null, null);
					assertThat(both.proxy().state()).isEqualTo(ZmqProxy.State.PAUSED);
					assertThat(both.listener().state()).isEqualTo(ZmqListenerStatus.State.RUNNING);
				});
	}

	private static void refused(ZmqEndpoint endpoint, String name, String operation, String kind, String address,
			String topic, String reason) {
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> endpoint.operate(name, operation, kind, address, topic))
			.satisfies((ex) -> assertThat(ex.getReason()).contains(reason));
	}

	private static void with(String[] properties, BiConsumer<ApplicationContext, ZmqEndpoint> test) {
		var runner = Actuators.contextRunner().withPropertyValues(properties);
		if (String.join(" ", properties).contains("sockets.in.")
				&& String.join(" ", properties).contains("sockets.out.")) {
			runner = runner.withUserConfiguration(Worker.class);
		}
		runner.run((context) -> {
			assertThat(context).hasNotFailed();
			test.accept(context, new ZmqEndpoint(context.getBean(ZmqComponents.class), Access.UNRESTRICTED));
		});
	}

	static class Worker {

		@ZmqListener(id = "worker", socket = "in", concurrency = "3")
		@SendTo("out")
		String work(String task) {
			return null;
		}

	}

}
