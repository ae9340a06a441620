package io.github.zmqspring.boot.actuate.metrics;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.zmqspring.boot.actuate.Actuators;
import io.github.zmqspring.listener.ZmqListenerRegistry;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.proxy.ZmqProxyRegistry;
import io.github.zmqspring.proxy.ZmqProxySpec;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.template.ZmqTemplate;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZmqMetrics}.
 */
@Timeout(60)
class ZmqMetricsTests {

	@Test
	void everyMeterIsThereWithItsTagsAndNoOther() {
		MeteredApplication.run((context, registry) -> {
			Set<String> documented = new TreeSet<>();
			for (ZmqMeter meter : ZmqMeter.values()) {
				documented.add(meter.meterName() + " " + meter.type() + " " + meter.baseUnit() + " "
						+ new TreeSet<>(meter.tags()));
			}
			Set<String> registered = ours(registry).stream()
				.map(Meter::getId)
				.map((id) -> id.getName() + " " + id.getType() + " " + id.getBaseUnit() + " "
						+ id.getTags().stream().map(Tag::getKey).collect(Collectors.toCollection(TreeSet::new)))
				.collect(Collectors.toCollection(TreeSet::new));
			assertThat(registered).isEqualTo(documented);
		});
	}

	@Test
	void messagesAreCounted() {
		MeteredApplication.run((context, registry) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			assertThat(template.request("client", "hello", String.class)).isEqualTo("hello");
			assertThat(counter(registry, "zmq.socket.received.messages", "socket", "service")).isOne();
			assertThat(counter(registry, "zmq.request.sent", "socket", "client")).isOne();
			assertThat(counter(registry, "zmq.request.completed", "socket", "client", "outcome", "replied")).isOne();
			assertThat(counter(registry, "zmq.listener.received.messages", "listener", "echo")).isOne();
			// a reply is with its peer a moment before it counts
			Awaitility.await()
				.atMost(Actuators.SOON)
				.untilAsserted(() -> assertThat(
						counter(registry, "zmq.listener.replies.messages", "listener", "echo", "outcome", "sent"))
					.isOne());
		});
	}

	@Test
	void decisionsAboutPeersAreCounted() {
		MeteredApplication.run((context, registry) -> {
			ZmqSocketRegistry sockets = context.getBean(ZmqSocketRegistry.class);
			sockets.register(SocketSpec.of("stranger", ZmqSocketType.PUSH)
				.connect(sockets.get("entrance").boundEndpoints().get(0).toString())
				.option(ZmqOptions.PLAIN_USERNAME, "alice")
				.option(ZmqOptions.PLAIN_PASSWORD, "wrong")
				.build());
			Awaitility.await()
				.atMost(Actuators.SOON)
				.untilAsserted(() -> assertThat(
						counter(registry, "zmq.socket.authentications", "socket", "entrance", "outcome", "denied"))
					.isPositive());
			assertThat(counter(registry, "zmq.socket.authentications", "socket", "entrance", "outcome", "accepted"))
				.isZero();
		});
	}

	@Test
	void peersAndQueuesAreMeasured() {
		MeteredApplication.run((context, registry) -> {
			context.getBean(ZmqListenerRegistry.class).pause("echo");
			Awaitility.await()
				.atMost(Actuators.SOON)
				.untilAsserted(
						() -> assertThat(gauge(registry, "zmq.socket.peers", "socket", "service", "side", "inproc"))
							.isOne());
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			var reply = template.requestAsync("client", "hello", String.class);
			Awaitility.await()
				.atMost(Actuators.SOON)
				.untilAsserted(() -> assertThat(
						gauge(registry, "zmq.socket.queued.messages", "socket", "service", "direction", "inbound"))
					.isOne());
			assertThat(gauge(registry, "zmq.socket.queue.limit.messages", "socket", "service", "direction", "inbound"))
				.isPositive();
			assertThat(gauge(registry, "zmq.listener.paused", "listener", "echo")).isOne();
			assertThat(gauge(registry, "zmq.request.in.flight", "socket", "client")).isOne();
			context.getBean(ZmqListenerRegistry.class).resume("echo");
			assertThat(reply).succeedsWithin(Actuators.SOON).isEqualTo("hello");
		});
	}

	@Test
	void socketsThatComeAndGoAreMeasured() {
		MeteredApplication.run((context, registry) -> {
			ZmqSocketRegistry sockets = context.getBean(ZmqSocketRegistry.class);
			SocketSpec spec = SocketSpec.of("late", ZmqSocketType.PUSH).connect("inproc://late").build();
			sockets.register(spec);
			assertThat(gauge(registry, "zmq.socket.open", "socket", "late")).isOne();
			sockets.remove("late", Actuators.SOON);
			assertThat(registry.find("zmq.socket.open").tag("socket", "late").meters()).isEmpty();
			assertThat(ours(registry)).noneMatch((meter) -> "late".equals(meter.getId().getTag("socket")));
			ZmqSocket again = sockets.register(spec);
			assertThat(again.trySend(ZmqMessage.of(new byte[5]))).isTrue();
			assertThat(counter(registry, "zmq.socket.sent.bytes", "socket", "late")).isEqualTo(5);
		});
	}

	@Test
	void proxiesThatComeAndGoAreMeasured() {
		MeteredApplication.run((context, registry) -> {
			ZmqProxyRegistry proxies = context.getBean(ZmqProxyRegistry.class);
			proxies.register(ZmqProxySpec.streamer("late")
				.frontendBind("inproc://late-front")
				.backendBind("inproc://late-back")
				.build());
			assertThat(gauge(registry, "zmq.proxy.running", "proxy", "late")).isOne();
			proxies.remove("late", Actuators.SOON);
			assertThat(registry.find("zmq.proxy.running").tag("proxy", "late").meters()).isEmpty();
			assertThat(registry.find("zmq.socket.open").tag("socket", "late.frontend").meters()).isEmpty();
		});
	}

	@Test
	void listenersThatGoAreNoLongerMeasured() {
		MeteredApplication.run((context, registry) -> {
			context.getBean(ZmqListenerRegistry.class).unregister("echo");
			assertThat(registry.find("zmq.listener.running").meters()).isEmpty();
		});
	}

	@Test
	void noPeerIsATag() {
		MeteredApplication
			.run((context, registry) -> assertThat(ours(registry)).flatExtracting((meter) -> meter.getId().getTags())
				.extracting(Tag::getKey)
				.doesNotContain("peer", "address", "topic"));
	}

	static List<Meter> ours(MeterRegistry registry) {
		return registry.getMeters().stream().filter((meter) -> meter.getId().getName().startsWith("zmq.")).toList();
	}

	private static double gauge(MeterRegistry registry, String name, String... tags) {
		return registry.get(name).tags(tags).gauge().value();
	}

	private static double counter(MeterRegistry registry, String name, String... tags) {
		FunctionCounter counter = registry.get(name).tags(tags).functionCounter();
		return counter.count();
	}

}
