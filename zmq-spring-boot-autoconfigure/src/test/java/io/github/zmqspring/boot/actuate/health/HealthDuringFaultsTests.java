package io.github.zmqspring.boot.actuate.health;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.boot.actuate.Actuators;
import io.github.zmqspring.boot.autoconfigure.health.ZmqHealthContributorAutoConfiguration;
import io.github.zmqspring.listener.ZmqListenerRegistry;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.security.ZapHandler;
import io.github.zmqspring.socket.ZmqContext;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.template.ZmqTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What Actuator's health says of a whole application while peers, ports, handlers and
 * loops fail, and afterwards.
 */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Peers are stopped by signals")
class HealthDuringFaultsTests {

	private final ApplicationContextRunner contextRunner = Actuators.contextRunner()
		.withConfiguration(AutoConfigurations.of(EndpointAutoConfiguration.class,
				HealthContributorAutoConfiguration.class, HealthContributorRegistryAutoConfiguration.class,
				HealthEndpointAutoConfiguration.class, ZmqHealthContributorAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=health",
				"management.endpoint.health.show-details=always");

	@Test
	void aPeerThatIsKilledIsMissedAfterTheGraceTimeAndUntilItIsBack() {
		this.contextRunner
			.withPropertyValues("zmq.sockets.out.type=push", "zmq.sockets.out.bind=tcp://127.0.0.1:*",
					"zmq.sockets.out.min-peers=1", "zmq.sockets.out.min-peers-grace=500ms")
			.run((context) -> {
				String endpoint = endpoint(context, "out");
				try (ForkedPeer peer = ForkedPeer.start(SocketType.PULL, endpoint)) {
					awaitUp(context, "out", (health) -> assertThat(health.getDetails()).containsEntry("peers", 1));
					peer.kill();
				}
				awaitDown(context, "out", "there are 0 peers, fewer than the 1 of min-peers");
				assertThat(context.getBean(HealthEndpoint.class).health().getStatus()).isEqualTo(Status.DOWN);
				try (ForkedPeer peer = ForkedPeer.start(SocketType.PULL, endpoint)) {
					awaitUp(context, "out", (health) -> assertThat(health.getDetails()).containsEntry("peers", 1));
				}
			});
	}

	@Test
	void aPeerThatStandsStillIsMissedWhenItsQueueIsFullAndItsHeartbeatIsOutAndUntilItGoesOn() {
		this.contextRunner.withPropertyValues("zmq.sockets.out.type=push", "zmq.sockets.out.bind=tcp://127.0.0.1:*",
				"zmq.sockets.out.send-hwm=10", "zmq.sockets.out.min-peers=1", "zmq.sockets.out.min-peers-grace=100ms",
				"zmq.sockets.out.heartbeat-interval=200ms", "zmq.sockets.out.heartbeat-timeout=2s")
			.run((context) -> {
				ZmqSocket out = socket(context, "out");
				try (ForkedPeer peer = ForkedPeer.start(SocketType.PULL, endpoint(context, "out"))) {
					awaitUp(context, "out", (health) -> assertThat(health.getDetails()).containsEntry("peers", 1));
					peer.suspend();
					ZmqMessage message = ZmqMessage.of(new byte[64 * 1024]);
					await().atMost(Actuators.SOON).until(() -> !out.trySend(message));
					awaitDown(context, "out", "min-peers");
					peer.resume();
					awaitUp(context, "out", (health) -> assertThat(health.getDetails()).containsEntry("peers", 1));
					await().atMost(Actuators.SOON).until(() -> out.trySend(message));
				}
			});
	}

	@Test
	void aPortThatIsTakenIsNamedUntilTheSocketHasIt() throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			String endpoint = "tcp://127.0.0.1:" + taken.getLocalPort();
			this.contextRunner
				.withPropertyValues("zmq.sockets.in.type=pull", "zmq.sockets.in.bind=" + endpoint,
						"zmq.startup-failure-policy=continue")
				.run((context) -> {
					awaitDown(context, "in", endpoint);
					taken.close();
					socket(context, "in").start();
					awaitUp(context, "in", (health) -> assertThat(health.getDetails()).doesNotContainKey("reason"));
				});
		}
	}

	@Test
	void aHandlerThatFailsIsNoFaultOfTheSocketAndIsCounted() {
		this.contextRunner.withUserConfiguration(Failing.class)
			.withPropertyValues("zmq.sockets.in.type=pull", "zmq.sockets.in.bind=inproc://in",
					"zmq.sockets.out.type=push", "zmq.sockets.out.connect=inproc://in")
			.run((context) -> {
				for (int i = 0; i < 10; i++) {
					context.getBean(ZmqTemplate.class).send("out", "message " + i);
				}
				await().atMost(Actuators.SOON)
					.until(() -> context.getBean(ZmqListenerRegistry.class)
						.get("failing")
						.getCounters()
						.failed() == 10);
				awaitUp(context, "in",
						(health) -> assertThat(health.getDetails()).containsEntry("listenerState", "RUNNING"));
			});
	}

	@Test
	void aHandlerThatBlocksIsAFaultWhileMessagesGrowOlderThanTheyMayBe() {
		this.contextRunner.withUserConfiguration(Blocking.class)
			.withPropertyValues("zmq.sockets.in.type=pull", "zmq.sockets.in.bind=inproc://in",
					"zmq.sockets.in.headers=true", "zmq.sockets.out.type=push", "zmq.sockets.out.connect=inproc://in",
					"zmq.sockets.out.headers=true")
			.run((context) -> {
				for (int i = 0; i < 10; i++) {
					send(context, "message " + i);
				}
				Blocking blocking = context.getBean(Blocking.class);
				assertThat(blocking.begun.await(20, TimeUnit.SECONDS)).isTrue();
				awaitDown(context, "in", "max-lag");
				blocking.release.countDown();
				await().atMost(Actuators.SOON)
					.until(() -> context.getBean(ZmqListenerRegistry.class)
						.get("blocking")
						.getCounters()
						.inFlight() == 0);
				send(context, "one in time");
				awaitUp(context, "in", (health) -> assertThat(health.getDetails()).doesNotContainKey("reason"));
			});
	}

	@Test
	void aSocketWhoseLoopsHaveDiedIsDownUntilItIsStartedAgain() {
		this.contextRunner.withUserConfiguration(Answering.class)
			.withPropertyValues("zmq.sockets.in.type=rep", "zmq.sockets.in.bind=tcp://127.0.0.1:*")
			.run((context) -> {
				awaitUp(context, "in", (health) -> assertThat(health.getDetails()).containsEntry("state", "OPEN"));
				// somebody else closes what is not theirs
				context.getBean(ZmqContext.class).engine().getSockets().forEach(ZMQ.Socket::close);
				awaitDown(context, "in", "the context was terminated");
				assertThat(healthOf(context, "in").getDetails()).containsEntry("state", "FAILED");
				socket(context, "in").stop(Actuators.SOON);
				socket(context, "in").start();
				awaitUp(context, "in", (health) -> assertThat(health.getDetails()).containsEntry("state", "OPEN"));
			});
	}

	@Test
	void aSocketWhoseZapHandlerWasClosedOrReplacedByOthersIsDownUntilItHasOneAgain() {
		this.contextRunner
			.withPropertyValues("zmq.sockets.in.type=pull", "zmq.sockets.in.bind=tcp://127.0.0.1:*",
					"zmq.sockets.in.plain-server=true", "zmq.security.plain.users.alice=password",
					"zmq.sockets.open.type=pull", "zmq.sockets.open.bind=tcp://127.0.0.1:*")
			.run((context) -> {
				awaitUp(context, "in", (health) -> assertThat(health.getDetails()).doesNotContainKey("reason"));
				ZContext engine = context.getBean(ZmqContext.class).engine();
				engine.getSockets()
					.stream()
					.filter((socket) -> ZapHandler.ENDPOINT.equals(socket.getLastEndpoint()))
					.findFirst()
					.orElseThrow()
					.close();
				awaitDown(context, "in", "nobody decides about new peers");
				ZMQ.Socket other = engine.createSocket(SocketType.ROUTER);
				await().atMost(Actuators.SOON).ignoreExceptions().until(() -> other.bind(ZapHandler.ENDPOINT));
				awaitDown(context, "in", "nobody decides about new peers");
				awaitUp(context, "open", (health) -> assertThat(health.getDetails()).doesNotContainKey("reason"));
				other.close();
				socket(context, "in").stop(Actuators.SOON);
				await().atMost(Actuators.SOON).ignoreExceptions().until(() -> {
					socket(context, "in").start();
					return true;
				});
				awaitUp(context, "in", (health) -> assertThat(health.getDetails()).doesNotContainKey("reason"));
			});
	}

	private static void send(ApplicationContext context, String message) {
		context.getBean(ZmqTemplate.class).to("out").header("sent-at", System.currentTimeMillis()).body(message).send();
	}

	private static void awaitUp(ApplicationContext context, String socket,
			Consumer<IndicatedHealthDescriptor> assertions) {
		await().atMost(Actuators.SOON).untilAsserted(() -> {
			IndicatedHealthDescriptor health = healthOf(context, socket);
			assertThat(health.getStatus()).as("%s", health.getDetails()).isEqualTo(Status.UP);
			assertions.accept(health);
		});
	}

	private static void awaitDown(ApplicationContext context, String socket, String reason) {
		await().atMost(Actuators.SOON).untilAsserted(() -> {
			IndicatedHealthDescriptor health = healthOf(context, socket);
			assertThat(health.getStatus()).as("%s", health.getDetails()).isEqualTo(Status.DOWN);
			assertThat(health.getDetails().get("reason")).asString().contains(reason);
		});
	}

	private static IndicatedHealthDescriptor healthOf(ApplicationContext context, String socket) {
		return (IndicatedHealthDescriptor) context.getBean(HealthEndpoint.class).healthForPath("zmq", socket);
	}

	private static ZmqSocket socket(ApplicationContext context, String name) {
		return context.getBean(ZmqSocketRegistry.class).get(name);
	}

	private static String endpoint(ApplicationContext context, String name) {
		return socket(context, name).boundEndpoints().get(0).toString();
	}

	static class Failing {

		@ZmqListener(id = "failing", socket = "in")
		void handle(String message) {
			throw new IllegalStateException(message);
		}

	}

	static class Answering {

		@ZmqListener(id = "answering", socket = "in")
		String handle(String message) {
			return message;
		}

	}

	static class Blocking {

		private final CountDownLatch begun = new CountDownLatch(1);

		private final CountDownLatch release = new CountDownLatch(1);

		@ZmqListener(id = "blocking", socket = "in", maxLag = "200ms", lagAction = "down")
		void handle(String message) throws InterruptedException {
			this.begun.countDown();
			this.release.await();
		}

	}

}
