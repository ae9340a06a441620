package io.github.zmqspring.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.zmqspring.docs.Markdown.Block;
import io.github.zmqspring.docs.SecuritySnippets.Log;
import io.github.zmqspring.docs.SecuritySnippets.PartnerConfiguration;
import io.github.zmqspring.docs.SecuritySnippets.PartnerRepository;
import io.github.zmqspring.docs.SecuritySnippets.SpringSecurityConfiguration;
import io.github.zmqspring.docs.SecuritySnippets.Vault;
import io.github.zmqspring.docs.SecuritySnippets.VaultConfiguration;
import io.github.zmqspring.docs.SecuritySnippets.Worker;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.security.CurveKeyPair;
import io.github.zmqspring.socket.SocketOption;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code security.md} promises, done as a user would.
 */
@Timeout(300)
@ExtendWith(OutputCaptureExtension.class)
class SecurityTests {

	private static final Path PYTHON = Path.of("/usr/bin/python3");

	private static final String REFUSED = "127.0.0.1 may not enter tasks: its CURVE key is not on the list";

	private static final CurveKeyPair SERVER = CurveKeyPair.generate();

	private static final CurveKeyPair CLIENT = CurveKeyPair.generate();

	@TempDir
	private Path temporary;

	@Test
	void whenItsKeyIsCopiedToTheDirectoryAPythonClientGetsIn(CapturedOutput output) throws Exception {
		requirePyzmq();
		KeyFiles keys = new KeyFiles(this.temporary);
		String clients = keys.resolve(KeyFiles.LOCATION + "clients");
		keys.resolve(KeyFiles.LOCATION + "alice.key");
		String yaml = block("yaml", "directory: \"file:/etc/zmq/clients\"")
			.replace(KeyFiles.LOCATION + "clients", clients)
			.replace(KeyFiles.LOCATION + "server.key_secret", keys.resolve(KeyFiles.LOCATION + "server.key_secret"))
			.replace("tcp://*:5557", "tcp://127.0.0.1:*");
		Path file = Files.writeString(this.temporary.resolve("application.yml"), yaml);
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(TasksApplication.class)
			.web(WebApplicationType.NONE)
			.run("--spring.config.location=" + file.toUri())) {
			int port = context.getEnvironment().getRequiredProperty("local.zmq.tasks.port", Integer.class);
			Log log = context.getBean(Log.class);
			// would wait for ever, to send what it has
			Process refused = python(port);
			try {
				assertThat(log.entries().poll(60, TimeUnit.SECONDS)).isEqualTo(REFUSED);
			}
			finally {
				refused.destroyForcibly();
			}
			Files.copy(this.temporary.resolve("alice.key"), this.temporary.resolve("clients/alice.key"));
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(output::getOut, (text) -> text.contains("[alice]"));
			Process allowed = python(port);
			String entry = log.entries().poll(60, TimeUnit.SECONDS);
			while (REFUSED.equals(entry)) {
				// the first one has asked again before it was ended
				entry = log.entries().poll(60, TimeUnit.SECONDS);
			}
			assertThat(entry).isEqualTo("alice: work");
			assertThat(allowed.waitFor(60, TimeUnit.SECONDS)).isTrue();
		}
	}

	/** The client of the page. */
	private Process python(int port) throws IOException {
		String text = block("python", "zmq.auth.load_certificate").replace("localhost:5557", "127.0.0.1:" + port);
		Path script = Files.writeString(this.temporary.resolve("client.py"), text);
		return new ProcessBuilder(PYTHON.toString(), script.toString()).directory(this.temporary.toFile())
			.inheritIO()
			.start();
	}

	@Test
	void passwordsMayBeThoseOfSpringSecurity() {
		Docs.contextRunner()
			.withUserConfiguration(SpringSecurityConfiguration.class, TasksConfiguration.class)
			.withPropertyValues("zmq.sockets.tasks.type=pull", "zmq.sockets.tasks.bind=tcp://127.0.0.1:*",
					"zmq.sockets.tasks.plain-server=true")
			.run((context) -> {
				connect(context).option(ZmqOptions.PLAIN_USERNAME, "alice")
					.option(ZmqOptions.PLAIN_PASSWORD, "my-secret")
					.send(context);
				assertThat(next(context)).isEqualTo("alice: work");
				connect(context).option(ZmqOptions.PLAIN_USERNAME, "alice")
					.option(ZmqOptions.PLAIN_PASSWORD, "wrong")
					.send(context);
				assertThat(next(context)).startsWith("127.0.0.1 may not enter tasks: ");
			});
	}

	@Test
	void anAuthenticatorOfTheApplicationMayDecideAndKeysMayComeFromElsewhere() {
		Docs.contextRunner()
			.withUserConfiguration(PartnerConfiguration.class, VaultConfiguration.class, TasksConfiguration.class)
			.withBean(PartnerRepository.class, () -> new PartnerRepository(Map.of(CLIENT.publicKey().z85(), "ACME")))
			.withBean(Vault.class, () -> new Vault(Map.of("zmq/server", SERVER.secretKey().z85())))
			.withPropertyValues("zmq.sockets.tasks.type=pull", "zmq.sockets.tasks.bind=tcp://127.0.0.1:*",
					"zmq.sockets.tasks.curve-server=true", "zmq.sockets.tasks.curve-bundle=server")
			.run((context) -> {
				curve(context, CLIENT).send(context);
				assertThat(next(context)).isEqualTo("ACME: work");
				curve(context, CurveKeyPair.generate()).send(context);
				assertThat(next(context)).isEqualTo("127.0.0.1 may not enter tasks: it is no partner");
			});
	}

	private static Client curve(AssertableApplicationContext context, CurveKeyPair keys) {
		return connect(context).option(ZmqOptions.CURVE_PUBLIC_KEY, keys.publicKey())
			.option(ZmqOptions.CURVE_SECRET_KEY, keys.secretKey())
			.option(ZmqOptions.CURVE_SERVER_KEY, SERVER.publicKey());
	}

	private static Client connect(AssertableApplicationContext context) {
		return new Client(SocketSpec.of("client-" + System.nanoTime(), ZmqSocketType.PUSH)
			.connect(context.getBean(ZmqSocketRegistry.class).get("tasks").boundEndpoints().get(0).toString())
			.option(ZmqOptions.LINGER, Duration.ZERO));
	}

	private static String next(AssertableApplicationContext context) throws InterruptedException {
		return context.getBean(Log.class).entries().poll(30, TimeUnit.SECONDS);
	}

	private static String block(String language, String part) {
		return Markdown.read(Markdown.root().resolve("docs/security.md"))
			.blocks()
			.stream()
			.filter((block) -> block.language().equals(language))
			.map(Block::text)
			.filter((text) -> text.contains(part))
			.findFirst()
			.orElseThrow();
	}

	private static void requirePyzmq() throws Exception {
		boolean found = Files.isExecutable(PYTHON)
				&& new ProcessBuilder(PYTHON.toString(), "-c", "import zmq.auth").start().waitFor() == 0;
		if (Boolean.parseBoolean(System.getenv("ZMQ_INTEROP_REQUIRED"))) {
			assertThat(found).as(PYTHON + " with pyzmq").isTrue();
		}
		Assumptions.assumeTrue(found, () -> "There is no " + PYTHON + " with pyzmq");
	}

	private record Client(SocketSpec.Builder builder) {

		<T> Client option(SocketOption<T> option, T value) {
			this.builder.option(option, value);
			return this;
		}

		void send(AssertableApplicationContext context) {
			context.getBean(ZmqSocketRegistry.class)
				.register(this.builder.build())
				.trySend(ZmqMessage.ofStrings("work"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TasksConfiguration {

		@Bean
		Log log() {
			return new Log();
		}

		@Bean
		Worker worker(Log log) {
			return new Worker(log);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(TasksConfiguration.class)
	static class TasksApplication {

	}

}
