package io.github.zmqspring.boot.actuate;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.ReflectionException;

import io.github.zmqspring.annotation.ZmqListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The operations of a whole application, over HTTP and JMX.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "zmq.sockets.tasks.type=pull", "zmq.sockets.tasks.bind=tcp://127.0.0.1:*",
				"zmq.sockets.updates.type=sub", "zmq.sockets.updates.connect=inproc://feed",
				"zmq.sockets.updates.topics=a", "management.endpoints.web.exposure.include=zmq,health,info",
				"management.endpoint.zmq.access=unrestricted", "management.endpoint.health.show-components=always",
				"management.endpoint.health.group.readiness.include=readinessState,zmq", "spring.jmx.enabled=true",
				"management.endpoints.jmx.exposure.include=zmq",
				"spring.jmx.default-domain=io.github.zmqspring.actuator-http-tests" })
@DirtiesContext
@Timeout(60)
class ActuatorHttpTests {

	private static final JsonMapper mapper = JsonMapper.shared();

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Test
	void everythingIsTold() throws Exception {
		JsonNode all = get("/actuator/zmq", 200);
		assertThat(all.at("/engine/jeromq").asString()).isEqualTo("0.6.0");
		assertThat(all.at("/access").asString()).isEqualTo("unrestricted");
		assertThat(all.at("/sockets/tasks/type").asString()).isEqualTo("PULL");
		assertThat(all.at("/sockets/tasks/binds/0/resolved").asString()).startsWith("tcp://127.0.0.1:");
		assertThat(all.at("/sockets/tasks/queues/inbound/waiting").asLong()).isZero();
		assertThat(all.at("/sockets/tasks/queues").has("outbound")).isFalse();
		assertThat(all.at("/listeners/worker/state").asString()).isEqualTo("RUNNING");
	}

	@Test
	void oneIsTold() throws Exception {
		JsonNode one = get("/actuator/zmq/tasks", 200);
		assertThat(one.at("/name").asString()).isEqualTo("tasks");
		assertThat(one.at("/socket/listener").asString()).isEqualTo("worker");
		assertThat(one.has("proxy")).isFalse();
	}

	@Test
	void unknownNameIsNotFound() throws Exception {
		assertThat(get("/actuator/zmq/nobody", 404).at("/reason").asString()).contains("'nobody'");
		assertThat(post("/actuator/zmq/nobody", Map.of("operation", "pause"), 404).at("/reason").asString())
			.contains("'nobody'");
	}

	@Test
	void listenerIsPausedAndResumed() throws Exception {
		assertThat(post("/actuator/zmq/worker", Map.of("operation", "pause"), 200).at("/listener/state").asString())
			.isEqualTo("PAUSED");
		assertThat(post("/actuator/zmq/worker", Map.of("operation", "resume"), 200).at("/listener/state").asString())
			.isEqualTo("RUNNING");
	}

	@Test
	void topicIsSubscribed() throws Exception {
		JsonNode socket = post("/actuator/zmq/updates", Map.of("operation", "subscribe", "topic", "b"), 200);
		assertThat(socket.at("/socket/topics").toString()).isEqualTo("[\"a\",\"b\"]");
		post("/actuator/zmq/updates", Map.of("operation", "unsubscribe", "topic", "b"), 200);
	}

	@Test
	void illegalOperationIsABadRequestWithTheReason() throws Exception {
		assertThat(post("/actuator/zmq/tasks", Map.of("operation", "subscribe", "topic", "b"), 400).at("/reason")
			.asString()).contains("topics").contains("PULL");
		assertThat(post("/actuator/zmq/worker", Map.of("operation", "explode"), 400).at("/reason").asString())
			.contains("'explode' is no operation");
		assertThat(post("/actuator/zmq/worker", Map.of(), 400).at("/reason").asString())
			.contains("'operation' is missing");
	}

	@Test
	void healthIsTold() throws Exception {
		assertThat(get("/actuator/health", 200).at("/components/zmq/components/tasks/status").asString())
			.isEqualTo("UP");
		assertThat(get("/actuator/health/readiness", 200).at("/components/zmq/status").asString()).isEqualTo("UP");
		assertThat(get("/actuator/health/zmq/tasks", 200).at("/status").asString()).isEqualTo("UP");
	}

	@Test
	void versionsAreTold() throws Exception {
		assertThat(get("/actuator/info", 200).at("/zmq/jeromq").asString()).isEqualTo("0.6.0");
	}

	@Test
	void jmxTellsAndSteers() throws Exception {
		MBeanServer server = ManagementFactory.getPlatformMBeanServer();
		ObjectName name = server
			.queryNames(new ObjectName("io.github.zmqspring.actuator-http-tests:type=Endpoint,name=Zmq,*"), null)
			.iterator()
			.next();
		assertThat(server.invoke(name, "zmq", new Object[0], new String[0])).asString().contains("tasks");
		assertThat(jmx(server, name, "worker", "pause")).asString().contains("PAUSED");
		assertThat(jmx(server, name, "worker", "resume")).asString().contains("RUNNING");
		assertThatExceptionOfType(ReflectionException.class).isThrownBy(() -> jmx(server, name, "worker", "explode"))
			.withMessageContaining("'explode' is no operation");
	}

	private static Object jmx(MBeanServer server, ObjectName name, String component, String operation)
			throws Exception {
		String text = String.class.getName();
		return server.invoke(name, "operate", new Object[] { component, operation, null, null, null },
				new String[] { text, text, text, text, text });
	}

	private JsonNode get(String path, int status) throws Exception {
		return exchange(request(path).GET(), status);
	}

	private JsonNode post(String path, Map<String, String> body, int status) throws Exception {
		return exchange(request(path).header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(mapper.writeValueAsString(body))), status);
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.header("Accept", "application/json");
	}

	private JsonNode exchange(HttpRequest.Builder request, int status) throws IOException, InterruptedException {
		HttpResponse<String> response = this.client.send(request.build(), BodyHandlers.ofString());
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		return mapper.readTree(response.body());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Worker.class)
	static class Application {

	}

	static class Worker {

		@ZmqListener(id = "worker", socket = "tasks")
		void work(String task) {
		}

	}

}
