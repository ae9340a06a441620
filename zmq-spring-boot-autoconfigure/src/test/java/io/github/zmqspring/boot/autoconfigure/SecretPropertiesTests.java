package io.github.zmqspring.boot.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

import io.github.zmqspring.boot.security.ZmqCurveBundles;
import io.github.zmqspring.security.CurveKeyPair;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no secret is told: not by Actuator, though all values are shown, not by a
 * log at its finest, and not by the texts of objects.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class SecretPropertiesTests {

	private static final CurveKeyPair KEYS = CurveKeyPair.generate();

	private final PropertySource<?> source = new MapPropertySource("test", Map.of());

	@Test
	void noSecretIsTold(CapturedOutput output) throws Exception {
		SpringApplication application = new SpringApplication(Application.class);
		application.setDefaultProperties(Map.of("server.port", "0", "logging.level.io.github.zmqspring", "trace",
				"management.endpoints.web.exposure.include", "*", "management.endpoint.env.show-values", "always",
				"management.endpoint.configprops.show-values", "always"));
		String secret = KEYS.secretKey().z85();
		try (ConfigurableApplicationContext context = application.run(
				"--zmq.security.curve.server.secret-key=" + secret, "--zmq.security.plain.users.alice=my-secret",
				"--zmq.security.clients.any=true", "--zmq.security.domains.inner.plain.users.bob=my-secret",
				"--zmq.sockets.a.type=pull", "--zmq.sockets.a.bind=tcp://127.0.0.1:*",
				"--zmq.sockets.a.curve-server=true", "--zmq.sockets.a.curve-bundle=server", "--zmq.sockets.b.type=pull",
				"--zmq.sockets.b.bind=tcp://127.0.0.1:*", "--zmq.sockets.b.plain-server=true",
				"--zmq.sockets.c.type=push", "--zmq.sockets.c.connect=tcp://127.0.0.1:1",
				"--zmq.sockets.c.plain-username=alice", "--zmq.sockets.c.plain-password=my-secret",
				"--zmq.sockets.d.type=push", "--zmq.sockets.d.connect=tcp://127.0.0.1:1",
				"--zmq.sockets.d.curve-secret-key=" + secret, "--zmq.sockets.d.curve-server-key=server",
				"--zmq.proxies.p.kind=queue", "--zmq.proxies.p.frontend.bind=tcp://127.0.0.1:*",
				"--zmq.proxies.p.backend.connect=tcp://127.0.0.1:1", "--zmq.proxies.p.backend.plain-username=alice",
				"--zmq.proxies.p.backend.plain-password=my-secret")) {
			int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
			assertThat(get(port, "zmq")).contains("\"mechanism\":\"CURVE\"").satisfies(this::hasNoSecret);
			assertThat(get(port, "env")).contains("zmq.security.plain.users.alice").satisfies(this::hasNoSecret);
			assertThat(get(port, "configprops")).contains("plainPassword", "plain", "alice")
				.satisfies(this::hasNoSecret);
			assertThat(get(port, "env/zmq.sockets.c.plain-password")).contains("\"value\":\"******\"")
				.satisfies(this::hasNoSecret);
			assertThat(String.valueOf(context.getBean(ZmqProperties.class).getSecurity())).satisfies(this::hasNoSecret);
			assertThat(context.getBean(ZmqProperties.class).getSockets().toString()).satisfies(this::hasNoSecret);
			assertThat(context.getBean(ZmqCurveBundles.class)).asString().satisfies(this::hasNoSecret);
			assertThat(context.getBean(ZmqSocketRegistry.class).sockets())
				.allSatisfy((socket) -> assertThat(socket + " " + socket.spec()).satisfies(this::hasNoSecret));
		}
		assertThat(output.getAll()).contains("Opened").satisfies(this::hasNoSecret);
	}

	private void hasNoSecret(String text) {
		assertThat(text).doesNotContain("my-secret").doesNotContain(KEYS.secretKey().z85());
		// as it stands in JSON
		assertThat(text.replace("\\u003C", "<").replace("\\/", "/").replace("\\u0026", "&"))
			.doesNotContain(KEYS.secretKey().z85());
	}

	@ParameterizedTest
	@ValueSource(strings = { "zmq.sockets.tasks.curve-secret-key", "zmq.sockets.tasks.curveSecretKey",
			"zmq.proxies.p.frontend.plain-password", "ZMQ_SOCKETS_TASKS_CURVESECRETKEY",
			"ZMQ_SOCKETS_TASKS_PLAINPASSWORD", "zmq.security.curve.server.secret-key",
			"zmq.security.curve.server.secretKey", "zmq.security.plain.users.alice", "zmq.security.plain.users[a.b]",
			"ZMQ_SECURITY_PLAIN_USERS_ALICE", "zmq.security.domains.inner.plain.users.bob" })
	void secretsAreHidden(String name) {
		assertThat(sanitized(name)).isEqualTo(SanitizableData.SANITIZED_VALUE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "zmq.sockets.tasks.curve-public-key", "zmq.sockets.tasks.plain-username",
			"zmq.sockets.tasks.plain-server", "zmq.security.curve.server.location", "zmq.security.clients.keys.alice",
			"other.plain-password" })
	void everythingElseIsShown(String name) {
		assertThat(sanitized(name)).isEqualTo("value");
	}

	private Object sanitized(String name) {
		return new SecretProperties().apply(new SanitizableData(this.source, name, "value")).getValue();
	}

	private static String get(int port, String endpoint) throws IOException, InterruptedException {
		HttpResponse<String> response = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/" + endpoint)).build(),
					BodyHandlers.ofString());
		assertThat(response.statusCode()).as(endpoint).isEqualTo(200);
		return response.body();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
