package io.github.zmqspring.boot.autoconfigure.health;

import java.util.Map;
import java.util.function.Consumer;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.boot.actuate.Actuators;
import io.github.zmqspring.boot.actuate.health.ZmqHealthContributor;
import io.github.zmqspring.listener.ZmqListenerRegistry;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZmqHealthContributorAutoConfiguration}.
 */
@Timeout(60)
class ZmqHealthContributorAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = Actuators.contextRunner()
		.withConfiguration(AutoConfigurations.of(EndpointAutoConfiguration.class,
				HealthContributorAutoConfiguration.class, HealthContributorRegistryAutoConfiguration.class,
				HealthEndpointAutoConfiguration.class, ZmqHealthContributorAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=health",
				"management.endpoint.health.show-details=always");

	@Test
	void boundSocketIsUp() {
		this.contextRunner.withPropertyValues("zmq.sockets.in.type=pull", "zmq.sockets.in.bind=tcp://127.0.0.1:*")
			.run((context) -> {
				IndicatedHealthDescriptor health = healthOf(context.getBean(HealthEndpoint.class), "in");
				assertThat(health.getStatus()).isEqualTo(Status.UP);
				assertThat(health.getDetails()).containsEntry("type", "PULL")
					.containsEntry("state", "OPEN")
					.containsEntry("peers", 0)
					.doesNotContainKey("reason");
			});
	}

	@Test
	void socketThatWaitsForItsPeerIsUp() {
		this.contextRunner.withPropertyValues("zmq.sockets.out.type=push", "zmq.sockets.out.connect=tcp://127.0.0.1:1")
			.run((context) -> assertThat(healthOf(context.getBean(HealthEndpoint.class), "out").getStatus())
				.isEqualTo(Status.UP));
	}

	@Test
	void socketThatCouldNotBindIsDown() {
		this.contextRunner
			.withPropertyValues("zmq.sockets.first.type=pull", "zmq.sockets.first.bind=inproc://taken",
					"zmq.sockets.second.type=pull", "zmq.sockets.second.bind=inproc://taken",
					"zmq.startup-failure-policy=continue")
			.run((context) -> {
				HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
				IndicatedHealthDescriptor health = healthOf(endpoint, "second");
				assertThat(health.getStatus()).isEqualTo(Status.DOWN);
				assertThat(health.getDetails().get("reason")).asString().contains("inproc://taken");
				assertThat(healthOf(endpoint, "first").getStatus()).isEqualTo(Status.UP);
				assertThat(endpoint.health().getStatus()).isEqualTo(Status.DOWN);
			});
	}

	@Test
	void socketThatDoesNotStartByItselfIsUnknown() {
		this.contextRunner
			.withPropertyValues("zmq.sockets.spare.type=pull", "zmq.sockets.spare.bind=tcp://127.0.0.1:*",
					"zmq.sockets.spare.auto-startup=false")
			.run((context) -> {
				IndicatedHealthDescriptor health = healthOf(context.getBean(HealthEndpoint.class), "spare");
				assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
				assertThat(health.getDetails()).containsKey("reason");
			});
	}

	@Test
	void socketThatWasClosedIsDown() {
		this.contextRunner.withPropertyValues("zmq.sockets.in.type=pull", "zmq.sockets.in.bind=tcp://127.0.0.1:*")
			.run((context) -> {
				context.getBean(ZmqSocketRegistry.class).get("in").stop(Actuators.SOON);
				assertThat(healthOf(context.getBean(HealthEndpoint.class), "in").getStatus()).isEqualTo(Status.DOWN);
			});
	}

	@Test
	void listenerThatWasStoppedOnPurposeIsNoFault() {
		this.contextRunner.withUserConfiguration(OwnSocketListener.class).run((context) -> {
			HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
			assertThat(healthOf(endpoint, "own").getStatus()).isEqualTo(Status.UP);
			context.getBean(ZmqListenerRegistry.class).stop("own");
			assertThat(healthOf(endpoint, "own").getStatus()).isEqualTo(Status.UNKNOWN);
			assertThat(endpoint.health().getStatus()).isEqualTo(Status.UP);
		});
	}

	@Test
	void tooFewPeersAreAFaultAfterTheGraceTime() {
		this.contextRunner
			.withPropertyValues("zmq.sockets.in.type=pull", "zmq.sockets.in.bind=inproc://in",
					"zmq.sockets.in.min-peers=1", "zmq.sockets.in.min-peers-grace=1ms")
			.run((context) -> {
				HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
				awaitHealth(endpoint, (health) -> {
					assertThat(health.getStatus()).isEqualTo(Status.DOWN);
					assertThat(health.getDetails()).containsEntry("minPeers", 1);
					assertThat(health.getDetails().get("reason")).asString().contains("min-peers");
				});
				context.getBean(ZmqSocketRegistry.class)
					.register(SocketSpec.of("peer", ZmqSocketType.PUSH).connect("inproc://in").build());
				awaitHealth(endpoint, (health) -> assertThat(health.getStatus()).isEqualTo(Status.UP));
			});
	}

	@Test
	void withinTheGraceTimeTooFewPeersAreNoFault() {
		this.contextRunner
			.withPropertyValues("zmq.sockets.in.type=pull", "zmq.sockets.in.bind=inproc://in",
					"zmq.sockets.in.min-peers=1", "zmq.sockets.in.min-peers-grace=1h")
			.run((context) -> assertThat(healthOf(context.getBean(HealthEndpoint.class), "in").getStatus())
				.isEqualTo(Status.UP));
	}

	@Test
	void socketsThatComeAndGoAreAsked() {
		this.contextRunner.run((context) -> {
			ZmqSocketRegistry registry = context.getBean(ZmqSocketRegistry.class);
			HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
			registry.register(SocketSpec.of("late", ZmqSocketType.PULL).bind("inproc://late").build());
			assertThat(healthOf(endpoint, "late").getStatus()).isEqualTo(Status.UP);
			registry.remove("late", Actuators.SOON);
			assertThat(endpoint.healthForPath("zmq", "late")).isNull();
		});
	}

	@Test
	void readinessGroupHasIt() {
		this.contextRunner
			.withPropertyValues("zmq.sockets.first.type=pull", "zmq.sockets.first.bind=inproc://taken",
					"zmq.sockets.second.type=pull", "zmq.sockets.second.bind=inproc://taken",
					"zmq.startup-failure-policy=continue", "management.endpoint.health.group.readiness.include=zmq",
					"management.endpoint.health.group.one.include=zmq/first")
			.run((context) -> {
				HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
				assertThat(endpoint.healthForPath("readiness").getStatus()).isEqualTo(Status.DOWN);
				assertThat(endpoint.healthForPath("one").getStatus()).isEqualTo(Status.UP);
			});
	}

	@Test
	void whenSwitchedOffBacksOff() {
		this.contextRunner.withPropertyValues("management.health.zmq.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ZmqHealthContributor.class));
	}

	@Test
	void whenTheApplicationHasAContributorBacksOff() {
		this.contextRunner
			.withBean("zmqHealthContributor", CompositeHealthContributor.class,
					() -> CompositeHealthContributor.fromMap(Map.of()))
			.run((context) -> assertThat(context).doesNotHaveBean(ZmqHealthContributor.class));
	}

	@Test
	void withoutBootsHealthBacksOff() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ZmqHealthContributorAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(CompositeHealthContributor.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ZmqHealthContributorAutoConfiguration.class));
	}

	private static void awaitHealth(HealthEndpoint endpoint, Consumer<IndicatedHealthDescriptor> assertions) {
		Awaitility.await().atMost(Actuators.SOON).untilAsserted(() -> assertions.accept(healthOf(endpoint, "in")));
	}

	private static IndicatedHealthDescriptor healthOf(HealthEndpoint endpoint, String socket) {
		HealthDescriptor zmq = endpoint.healthForPath("zmq");
		assertThat(zmq).isInstanceOf(CompositeHealthDescriptor.class);
		return (IndicatedHealthDescriptor) ((CompositeHealthDescriptor) zmq).getComponents().get(socket);
	}

	static class OwnSocketListener {

		@ZmqListener(id = "own", type = ZmqSocketType.PULL, bind = "tcp://127.0.0.1:*")
		void handle(String message) {
		}

	}

}
