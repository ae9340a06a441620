package io.github.zmqspring.boot.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.Stream;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for what {@link SpringApplication} prints when a declaration cannot be honoured.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class ZmqFailureAnalysisTests {

	private final CapturedOutput output;

	ZmqFailureAnalysisTests(CapturedOutput output) {
		this.output = output;
	}

	@Test
	void whenThePortIsTakenItSaysWhoMayHoldItAndNamesThePolicy() throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			String endpoint = "tcp://127.0.0.1:" + taken.getLocalPort();
			fails(Sockets.class, "zmq.sockets.tasks.type=pull", "zmq.sockets.tasks.bind=" + endpoint);
			assertThat(this.output).contains("APPLICATION FAILED TO START")
				.contains("Socket 'tasks' could not bind " + endpoint + ": the address is in use.")
				.contains("Property: zmq.sockets.tasks.bind")
				.contains("another instance of this application")
				.contains("lsof -i :" + taken.getLocalPort())
				.contains("set zmq.startup-failure-policy to retry");
		}
	}

	@Test
	void whenTheSocketOfAProxyCannotBeBoundItNamesTheProxysProperty() throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			fails(Sockets.class, "zmq.proxies.broker.kind=queue",
					"zmq.proxies.broker.frontend.bind=tcp://127.0.0.1:" + taken.getLocalPort(),
					"zmq.proxies.broker.backend.bind=tcp://127.0.0.1:*");
			assertThat(this.output).contains("Property: zmq.proxies.broker.frontend.bind");
		}
	}

	@Test
	void whenASocketIsUnknownItListsTheKnownOnesAndGuesses() {
		fails(AsksForTask.class, "zmq.sockets.tasks.type=pull", "zmq.sockets.tasks.bind=inproc://tasks",
				"zmq.sockets.sink.type=push", "zmq.sockets.sink.bind=inproc://sink");
		assertThat(this.output).contains("There is no socket 'task', which is asked for by the test.")
			.contains("Declared sockets: sink, tasks")
			.contains("Did you mean 'tasks'?")
			.contains("zmq.sockets.task.type");
	}

	@Test
	void whenTheTypeIsUnknownTheTypesAreListed() {
		fails(Sockets.class, "zmq.sockets.tasks.type=pul", "zmq.sockets.tasks.bind=inproc://tasks");
		assertThat(this.output).contains("zmq.sockets.tasks.type")
			.contains("pul")
			.contains("The following values are valid")
			.contains("PULL");
	}

	@Test
	void whenThereIsNoTypeItNamesTheProperty() {
		fails(Sockets.class, "zmq.sockets.tasks.bind=inproc://tasks");
		assertProperty("zmq.sockets.tasks.type", "(not set)", "every socket has a type");
	}

	@Test
	void whenAnOptionIsNotForTheTypeItNamesTheTypesItIsFor() {
		fails(Sockets.class, "zmq.sockets.tasks.type=pull", "zmq.sockets.tasks.bind=inproc://tasks",
				"zmq.sockets.tasks.router-mandatory=true");
		assertProperty("zmq.sockets.tasks.router-mandatory", "true", "a PULL socket does not have this option");
		assertThat(this.output).contains("it is for").contains("ROUTER");
	}

	@Test
	void whenAnEndpointCannotBeReadItNamesTheProperty() {
		fails(Sockets.class, "zmq.sockets.tasks.type=pull", "zmq.sockets.tasks.bind[0]=inproc://tasks",
				"zmq.sockets.tasks.bind[1]=tcp://127.0.0.1");
		assertProperty("zmq.sockets.tasks.bind", "tcp://127.0.0.1", "it has no port");
		assertThat(this.output).contains("Origin: \"zmq.sockets.tasks.bind[1]\"");
	}

	@Test
	void whenTheTransportIsUnsupportedItOffersABridge() {
		fails(Sockets.class, "zmq.sockets.tasks.type=sub", "zmq.sockets.tasks.topics=a",
				"zmq.sockets.tasks.connect=epgm://eth0;239.192.1.1:5555");
		assertProperty("zmq.sockets.tasks.connect", "epgm://eth0;239.192.1.1:5555",
				"JeroMQ 0.6.0 does not have the transport epgm");
		assertThat(this.output).contains("run a bridge");
	}

	@Test
	void whenASubHasNoTopicsItSaysHowToWriteTheEmptyOne() {
		fails(Sockets.class, "zmq.sockets.weather.type=sub", "zmq.sockets.weather.connect=inproc://weather",
				"zmq.sockets.weather.topics=");
		assertProperty("zmq.sockets.weather.topics", "(not set)", "a SUB socket without topics receives nothing");
		assertThat(this.output).contains("topics: [\"\"]");
	}

	@Test
	void whenAnOptionIsMistypedItNamesTheNearestAndNotTheValue() {
		fails(Sockets.class, "zmq.sockets.tasks.type=pull", "zmq.sockets.tasks.bind=inproc://tasks",
				"zmq.sockets.tasks.recieve-hwm=hidden-value");
		assertProperty("zmq.sockets.tasks.recieve-hwm", "(not shown)", "there is no such property");
		assertThat(this.output).contains("Did you mean zmq.sockets.tasks.receive-hwm?")
			.contains("Origin: \"zmq.sockets.tasks.recieve-hwm\"")
			.doesNotContain("hidden-value");
	}

	@Test
	void whenAGroupIsMistypedItNamesTheNearest() {
		fails(Sockets.class, "zmq.sokets.tasks.type=pull");
		assertThat(this.output).contains("Did you mean zmq.sockets?");
	}

	@Test
	void whenAPropertyOfAProxyIsMistypedItNamesTheNearest() {
		fails(Sockets.class, "zmq.proxies.broker.frontend.bidn=tcp://127.0.0.1:*");
		assertThat(this.output).contains("Did you mean zmq.proxies.broker.frontend.bind?");
	}

	@Test
	void whenNothingIsNearTheLegalPropertiesAreListed() {
		fails(Sockets.class, "zmq.listener.something-else=1");
		assertThat(this.output)
			.contains("use one of auto-startup, batch-timeout, concurrency, idle-event-interval, retry, stop-timeout.");
	}

	@Test
	void whenAPropertyOfTheApplicationIsBelowThePrefixItIsLeftAlone() {
		try (ConfigurableApplicationContext context = start(Sockets.class, "zmq.peer.host=localhost",
				"zmq.enabled=true")) {
			assertThat(context.getEnvironment().getProperty("zmq.peer.host")).isEqualTo("localhost");
		}
	}

	@Test
	void whenASecretKeyIsWrongItIsNotPrinted() {
		fails(Sockets.class, "zmq.sockets.tasks.type=pull", "zmq.sockets.tasks.bind=inproc://tasks",
				"zmq.sockets.tasks.curve-secret-key=my-secret");
		assertProperty("zmq.sockets.tasks.curve-secret-key", "(hidden)", "A CURVE key has 40 characters in Z85");
		assertThat(this.output).doesNotContain("my-secret");
	}

	@Test
	void whenAPropertyOfTheContextIsOutOfRangeItIsNamed() {
		fails(Sockets.class, "zmq.context.io-threads=0");
		assertProperty("zmq.context.io-threads", "0", "it must be at least 1");
		assertThat(this.output).contains("Origin: \"zmq.context.io-threads\"");
	}

	@Test
	void whenSocketsOfAProxyDoNotFitItNamesTheProperty() {
		fails(Sockets.class, "zmq.proxies.broker.kind=queue", "zmq.proxies.broker.frontend.type=pub",
				"zmq.proxies.broker.frontend.bind=tcp://127.0.0.1:*",
				"zmq.proxies.broker.backend.bind=tcp://127.0.0.1:*");
		assertThat(this.output).contains("Property: zmq.proxies.broker.frontend.type");
	}

	@Test
	void whenAProxyBothNamesAndDescribesASocketItIsRefused() {
		fails(Sockets.class, "zmq.proxies.broker.kind=queue", "zmq.proxies.broker.frontend.socket=tasks",
				"zmq.proxies.broker.frontend.send-hwm=3", "zmq.proxies.broker.backend.bind=tcp://127.0.0.1:*");
		assertProperty("zmq.proxies.broker.frontend.socket", "tasks",
				"it refers to a declared socket, and there are other properties beside it");
	}

	@Test
	void whenABeanCannotBeHonouredItsAttributeIsNamed() {
		fails(BadBean.class);
		assertThat(this.output).contains("Declared: socket 'mine'").contains("Attribute: topics");
	}

	@Test
	void whenTwoListenersClaimOneSocketBothAreNamed() {
		fails(TwoListeners.class, "zmq.sockets.tasks.type=pull", "zmq.sockets.tasks.bind=inproc://tasks");
		assertThat(this.output).contains("Two receivers claim the socket 'tasks'")
			.contains("- @ZmqListener method ZmqFailureAnalysisTests.TwoListeners.one")
			.contains("- @ZmqListener method ZmqFailureAnalysisTests.TwoListeners.other");
	}

	@Test
	void whenAListenerAsksForAnUnknownSocketItsMethodIsNamed() {
		fails(TwoListeners.class);
		assertThat(this.output).contains("There is no socket 'tasks'")
			.contains("@ZmqListener method ZmqFailureAnalysisTests.TwoListeners.o")
			.contains("No socket is declared.");
	}

	@Test
	void whenAnAttributeOfAListenerCannotBeHonouredItsMethodIsNamed() {
		fails(BadListener.class);
		assertThat(this.output).contains("@ZmqListener method ZmqFailureAnalysisTests.BadListener.take")
			.contains("Attribute: topics")
			.contains("Reason: a PULL socket does not subscribe");
	}

	@Test
	void whenThePortOfAListenersOwnSocketIsTakenItIsNamed() throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			String endpoint = "tcp://127.0.0.1:" + taken.getLocalPort();
			fails(OwnSocket.class, "endpoint=" + endpoint);
			assertThat(this.output).contains("Socket 'mine' could not bind " + endpoint)
				.contains("bind another endpoint");
		}
	}

	private void assertProperty(String property, String value, String reason) {
		assertThat(this.output).contains("Property: " + property + System.lineSeparator())
			.contains("Value: " + value + System.lineSeparator())
			.contains("Reason: " + reason);
	}

	private static void fails(Class<?> source, String... properties) {
		assertThatException().isThrownBy(() -> start(source, properties).close());
	}

	private static ConfigurableApplicationContext start(Class<?> source, String... properties) {
		String[] arguments = Stream.of(properties).map((property) -> "--" + property).toArray(String[]::new);
		return new SpringApplicationBuilder(source).web(WebApplicationType.NONE).run(arguments);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ZmqAutoConfiguration.class, ZmqProxyAutoConfiguration.class })
	static class Sockets {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(ZmqAutoConfiguration.class)
	static class AsksForTask {

		@Bean
		InitializingBean user(ZmqSocketRegistry registry) {
			return () -> registry.get("task", "the test");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(ZmqAutoConfiguration.class)
	static class BadBean {

		@Bean
		SocketSpec mine() {
			return SocketSpec.of("mine", ZmqSocketType.SUB).connect("inproc://a").build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ZmqAutoConfiguration.class, ZmqMessageConverterAutoConfiguration.class,
			ZmqListenerAutoConfiguration.class })
	static class TwoListeners {

		@ZmqListener(id = "one", socket = "tasks")
		void one(String text) {
		}

		@ZmqListener(id = "other", socket = "tasks")
		void other(String text) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ZmqAutoConfiguration.class, ZmqMessageConverterAutoConfiguration.class,
			ZmqListenerAutoConfiguration.class })
	static class BadListener {

		@ZmqListener(type = ZmqSocketType.PULL, bind = "inproc://a", topics = "a")
		void take(String text) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ZmqAutoConfiguration.class, ZmqMessageConverterAutoConfiguration.class,
			ZmqListenerAutoConfiguration.class })
	static class OwnSocket {

		@ZmqListener(id = "mine", type = ZmqSocketType.PULL, bind = "${endpoint}")
		void take(String text) {
		}

	}

}
