package io.github.zmqspring.boot.console;

import io.github.zmqspring.boot.autoconfigure.ZmqAutoConfiguration;
import io.github.zmqspring.boot.autoconfigure.ZmqComponentsAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZmqConsoleAutoConfiguration}.
 */
@Timeout(60)
class ZmqConsoleAutoConfigurationTests {

	private static final AutoConfigurations OURS = AutoConfigurations.of(ZmqAutoConfiguration.class,
			ZmqComponentsAutoConfiguration.class, ZmqConsoleAutoConfiguration.class);

	private final WebApplicationContextRunner servlet = new WebApplicationContextRunner().withConfiguration(OURS)
		.withConfiguration(
				AutoConfigurations.of(DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class));

	private final ReactiveWebApplicationContextRunner reactive = new ReactiveWebApplicationContextRunner()
		.withConfiguration(OURS)
		.withConfiguration(AutoConfigurations.of(HttpHandlerAutoConfiguration.class, CodecsAutoConfiguration.class,
				WebFluxAutoConfiguration.class));

	@Test
	void servletApplicationServesThePage() {
		this.servlet.run((context) -> {
			MockMvcTester mvc = tester(context);
			assertThat(mvc.get().uri("/zmq-console/")).hasStatusOk()
				.hasContentTypeCompatibleWith("text/html")
				.bodyText()
				.contains("ZeroMQ console");
			assertThat(mvc.get().uri("/zmq-console/")).headers()
				.hasValue("Content-Security-Policy",
						"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
								+ "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'");
		});
	}

	@Test
	void reactiveApplicationServesThePage() {
		this.reactive.run((context) -> {
			WebTestClient client = WebTestClient.bindToApplicationContext(context).build();
			client.get()
				.uri("/zmq-console/")
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody(String.class)
				.consumeWith((result) -> assertThat(result.getResponseBody()).contains("ZeroMQ console"));
			client.get().uri("/zmq-console/lib/uPlot.iife.min.js").exchange().expectStatus().isOk();
			client.get().uri("/zmq-console").exchange().expectStatus().isTemporaryRedirect();
			client.get().uri("/zmq-console/secret.txt").exchange().expectStatus().isNotFound();
			EntityExchangeResult<String> config = client.get()
				.uri("/zmq-console/config.json")
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody(String.class)
				.returnResult();
			assertThat(config.getResponseBody()).isEqualTo("{\"endpoint\":\"../actuator/zmq\"}");
		});
	}

	@Test
	void everyFileIsThere() {
		this.servlet.run((context) -> {
			MockMvcTester mvc = tester(context);
			for (String file : new ConsoleFiles().all().keySet()) {
				assertThat(mvc.get().uri("/zmq-console/" + file)).as(file).hasStatusOk();
			}
		});
	}

	@Test
	void nothingElseIsServed() {
		this.servlet.run((context) -> {
			MockMvcTester mvc = tester(context);
			assertThat(mvc.get().uri("/zmq-console/application.yml")).hasStatus(404);
			assertThat(mvc.get().uri("/zmq-console/..%2fapplication.yml")).hasStatus4xxClientError();
			assertThat(mvc.get().uri("/zmq-console/lib/uPlot.esm.js")).hasStatus(404);
		});
	}

	@Test
	void withoutTheSlashItIsRedirected() {
		this.servlet.run((context) -> assertThat(tester(context).get().uri("/zmq-console")).hasStatus(307)
			.headers()
			.hasValue("Location", "zmq-console/"));
	}

	@Test
	void pathIsConfigurable() {
		this.servlet.withPropertyValues("zmq.console.path=/operations/zmq").run((context) -> {
			MockMvcTester mvc = tester(context);
			assertThat(mvc.get().uri("/operations/zmq/")).hasStatusOk();
			assertThat(mvc.get().uri("/operations/zmq/config.json")).bodyText()
				.isEqualTo("{\"endpoint\":\"../../actuator/zmq\"}");
			assertThat(mvc.get().uri("/zmq-console/")).hasStatus(404);
		});
	}

	@Test
	void whenThePathIsNoneTheStartFails() {
		this.servlet.withPropertyValues("zmq.console.path=zmq/")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("zmq.console.path"));
	}

	@Test
	void whenSwitchedOffNothingIsServed() {
		this.servlet.withPropertyValues("zmq.console.enabled=false")
			.run((context) -> assertThat(tester(context).get().uri("/zmq-console/")).hasStatus(404));
	}

	@Test
	void whenZmqIsSwitchedOffNothingIsServed() {
		this.servlet.withPropertyValues("zmq.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ConsolePage.class));
	}

	@Test
	void applicationWithoutWebHasNoPage() {
		new ApplicationContextRunner().withConfiguration(OURS)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ConsolePage.class));
	}

	@Test
	void basePathAndPathMappingOfActuatorAreFollowed() {
		config("{\"endpoint\":\"../manage/zeromq\"}", "management.endpoints.web.base-path=/manage",
				"management.endpoints.web.path-mapping.zmq=zeromq");
		config("{\"endpoint\":\"../zmq\"}", "management.endpoints.web.base-path=/");
	}

	@Test
	void otherManagementPortIsFollowed() {
		this.servlet
			.withPropertyValues("local.server.port=8080", "local.management.port=9090",
					"management.server.base-path=/ops")
			.run((context) -> {
				MockMvcTester mvc = tester(context);
				assertThat(mvc.get().uri("/zmq-console/config.json")).bodyText()
					.contains("\"endpoint\":\"/ops/actuator/zmq\",\"port\":9090")
					.contains("management.endpoints.web.cors.allowed-origins");
				assertThat(mvc.get().uri("/zmq-console/")).headers()
					.hasHeaderSatisfying("Content-Security-Policy",
							(values) -> assertThat(values.get(0)).contains("connect-src 'self' http://*:9090"));
			});
	}

	@Test
	void whenThereAreNoEndpointsThePageSaysSo() {
		this.servlet.withPropertyValues("management.server.port=-1")
			.run((context) -> assertThat(tester(context).get().uri("/zmq-console/config.json")).bodyText()
				.startsWith("{\"hint\":")
				.contains("management.server.port"));
	}

	private void config(String expected, String... properties) {
		this.servlet.withPropertyValues(properties)
			.run((context) -> assertThat(tester(context).get().uri("/zmq-console/config.json")).bodyText()
				.isEqualTo(expected));
	}

	private static MockMvcTester tester(WebApplicationContext context) {
		return MockMvcTester.from(context);
	}

}
