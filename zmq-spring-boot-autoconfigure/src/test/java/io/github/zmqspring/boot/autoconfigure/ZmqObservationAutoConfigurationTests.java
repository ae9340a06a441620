package io.github.zmqspring.boot.autoconfigure;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.boot.actuate.Actuators;
import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.observation.DefaultZmqProcessObservationConvention;
import io.github.zmqspring.observation.DefaultZmqRequestObservationConvention;
import io.github.zmqspring.observation.DefaultZmqSendObservationConvention;
import io.github.zmqspring.observation.ZmqObservations;
import io.github.zmqspring.template.ZmqTemplate;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ZmqObservationAutoConfiguration}.
 */
@Timeout(60)
class ZmqObservationAutoConfigurationTests {

	private final ApplicationContextRunner withoutRegistry = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, ZmqAutoConfiguration.class,
				ZmqMessageConverterAutoConfiguration.class, ZmqObservationAutoConfiguration.class,
				ZmqTemplateAutoConfiguration.class, ZmqListenerAutoConfiguration.class,
				ZmqProxyAutoConfiguration.class))
		.withPropertyValues("zmq.sockets.service.type=rep", "zmq.sockets.service.bind=inproc://service",
				"zmq.sockets.client.type=dealer", "zmq.sockets.client.connect=inproc://service",
				"zmq.sockets.plain-in.type=pull", "zmq.sockets.plain-in.bind=inproc://plain",
				"zmq.sockets.plain-out.type=push", "zmq.sockets.plain-out.connect=inproc://plain")
		.withUserConfiguration(Service.class);

	private final ApplicationContextRunner contextRunner = this.withoutRegistry
		.withConfiguration(AutoConfigurations.of(ObservationAutoConfiguration.class))
		.withBean(Recorder.class, Recorder::new);

	private static final String[] WITH_HEADERS = { "zmq.sockets.service.headers=true",
			"zmq.sockets.client.headers=true" };

	static class Service {

		@ZmqListener(socket = "service")
		String serve(String request) {
			return request + "!";
		}

		@ZmqListener(socket = "plain-in")
		void take(String message) {
		}

	}

	/** What has stopped, in order. */
	static class Recorder implements ObservationHandler<Observation.Context> {

		private final List<String> stopped = new CopyOnWriteArrayList<>();

		@Override
		public void onStop(Observation.Context context) {
			this.stopped.add(context.getName());
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

	private static List<String> afterARequest(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed();
		ZmqTemplate template = context.getBean(ZmqTemplate.class);
		assertThat(template.request("client", "x", String.class)).isEqualTo("x!");
		return context.getBean(Recorder.class).stopped;
	}

	private static List<String> afterAMessage(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed();
		ZmqTemplate template = context.getBean(ZmqTemplate.class);
		template.send("plain-out", "x");
		return context.getBean(Recorder.class).stopped;
	}

	@Test
	void requestsAndTheirServicesAreObservedIfThereAreHeaders() {
		this.contextRunner.withPropertyValues(WITH_HEADERS).run((context) -> {
			List<String> stopped = afterARequest(context);
			await().atMost(Actuators.SOON)
				.untilAsserted(() -> assertThat(stopped).containsExactlyInAnyOrder("zmq.listener.process",
						"zmq.template.request"));
		});
	}

	@Test
	void plainSocketsAreNotObserved() {
		this.contextRunner.run((context) -> {
			assertThat(afterAMessage(context)).isEmpty();
			// a request afterwards, so that the listener has its time
			assertThat(afterARequest(context)).isEmpty();
		});
	}

	@Test
	void plainSocketsAreObservedIfToldTo() {
		this.contextRunner.withPropertyValues("zmq.observation.plain-sockets=true").run((context) -> {
			List<String> stopped = afterAMessage(context);
			await().atMost(Actuators.SOON)
				.untilAsserted(() -> assertThat(stopped).containsExactlyInAnyOrder("zmq.template.send",
						"zmq.listener.process"));
		});
		this.contextRunner.withPropertyValues("zmq.sockets.plain-out.observe=true")
			.run((context) -> assertThat(afterAMessage(context)).containsExactly("zmq.template.send"));
	}

	@Test
	void whenASocketSaysSoNothingOfItIsObserved() {
		this.contextRunner.withPropertyValues(WITH_HEADERS)
			.withPropertyValues("zmq.sockets.client.observe=false", "zmq.sockets.service.observe=false")
			.run((context) -> assertThat(afterARequest(context)).isEmpty());
	}

	@Test
	void whenItIsSwitchedOffNothingIsObserved() {
		this.contextRunner.withPropertyValues(WITH_HEADERS)
			.withPropertyValues("zmq.observation.enabled=false", "zmq.sockets.plain-out.observe=true")
			.run((context) -> {
				assertThat(context).doesNotHaveBean(ZmqObservations.class);
				assertThat(afterAMessage(context)).isEmpty();
				assertThat(afterARequest(context)).isEmpty();
			});
	}

	@Test
	void bootsOwnSwitchWorksByPrefix() {
		this.contextRunner.withPropertyValues(WITH_HEADERS)
			.withPropertyValues("management.observations.enable.zmq=false")
			.run((context) -> assertThat(afterARequest(context)).isEmpty());
		this.contextRunner.withPropertyValues(WITH_HEADERS)
			.withPropertyValues("management.observations.enable.zmq.listener=false")
			.run((context) -> assertThat(afterARequest(context)).containsExactly("zmq.template.request"));
	}

	@Test
	void conventionsThatAreBeansAreUsed() {
		this.contextRunner.withPropertyValues(WITH_HEADERS)
			.withPropertyValues("zmq.observation.plain-sockets=true")
			.withBean(MySend.class)
			.withBean(MyRequest.class)
			.withBean(MyProcess.class)
			.run((context) -> {
				afterAMessage(context);
				List<String> stopped = afterARequest(context);
				await().atMost(Actuators.SOON)
					.untilAsserted(() -> assertThat(stopped).containsExactlyInAnyOrder("my.send", "my.request",
							"my.process", "my.process"));
			});
	}

	static class MySend extends DefaultZmqSendObservationConvention {

		@Override
		public String getName() {
			return "my.send";
		}

	}

	static class MyRequest extends DefaultZmqRequestObservationConvention {

		@Override
		public String getName() {
			return "my.request";
		}

	}

	static class MyProcess extends DefaultZmqProcessObservationConvention {

		@Override
		public String getName() {
			return "my.process";
		}

	}

	@Test
	void whenTheApplicationHasItsOwnObservationsTheyAreUsed() {
		this.contextRunner.withPropertyValues(WITH_HEADERS)
			.withBean(ZmqObservations.class, () -> ZmqObservations.NONE)
			.run((context) -> assertThat(afterARequest(context)).isEmpty());
	}

	@Test
	void whenThereIsNoRegistryNothingIsObserved() {
		this.withoutRegistry.withPropertyValues(WITH_HEADERS).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(ZmqObservations.class);
			assertThat(context.getBean(ZmqTemplate.class).request("client", "x", String.class)).isEqualTo("x!");
		});
	}

	@Test
	void whenThereIsNoRegistryWhatWantsOneIsRefused() {
		this.withoutRegistry.withPropertyValues("zmq.sockets.client.observe=true")
			.run((context) -> assertRefused(context, "observe"));
		this.withoutRegistry.withPropertyValues("zmq.observation.plain-sockets=true")
			.run((context) -> assertRefused(context, "zmq.observation.plain-sockets"));
		this.withoutRegistry.withPropertyValues("zmq.sockets.client.observe=true", "zmq.observation.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private static void assertRefused(AssertableApplicationContext context, String property) {
		assertThat(context).getFailure()
			.rootCause()
			.isInstanceOf(ZmqConfigurationException.class)
			.hasMessageContaining(property)
			.hasMessageContaining("ObservationRegistry");
	}

	@Test
	void whenAProxyIsToBeObservedThatIsRefused() {
		this.contextRunner
			.withPropertyValues("zmq.proxies.broker.kind=queue", "zmq.proxies.broker.frontend.bind=inproc://front",
					"zmq.proxies.broker.backend.bind=inproc://back", "zmq.proxies.broker.backend.observe=true")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ZmqConfigurationException.class)
				.hasMessageContaining("backend.observe"));
	}

	@Test
	void whenTheRegistryIsANoOpNothingIsObserved() {
		this.withoutRegistry.withBean(ObservationRegistry.class, () -> ObservationRegistry.NOOP)
			.withBean(Recorder.class, Recorder::new)
			.withPropertyValues(WITH_HEADERS)
			.run((context) -> assertThat(afterARequest(context)).isEmpty());
	}

}
