package io.github.zmqspring.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.github.zmqspring.docs.Markdown.Block;
import io.github.zmqspring.docs.gettingstarted.HelloApplication;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application of {@code getting-started.md}, run with the page's own YAML.
 */
@Timeout(300)
@ExtendWith(OutputCaptureExtension.class)
class GettingStartedTests {

	private static final Path PYTHON = Path.of("/usr/bin/python3");

	private static final String ANY_PORT = "tcp://127.0.0.1:*";

	@TempDir
	private Path temporary;

	@Test
	void applicationTalksToItselfAndToPython(CapturedOutput output) throws Exception {
		Path file = this.temporary.resolve("application.yml");
		Files.writeString(file,
				block("yaml", 0)
					.replaceFirst("bind: \"tcp://127.0.0.1:5555\"", "bind: \"inproc://hello," + ANY_PORT + "\"")
					.replaceFirst("connect: \"tcp://127.0.0.1:5555\"", "connect: \"inproc://hello\""));
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(HelloApplication.class)
			.web(WebApplicationType.NONE)
			.run("--spring.config.location=" + file.toUri())) {
			assertThat(output).contains("Received request: Hello", "Received reply 0: World",
					"Received reply 9: World");
			requirePyzmq();
			Integer port = context.getEnvironment().getRequiredProperty("local.zmq.hello-server.port", Integer.class);
			assertThat(python(block("python", 0), 5555, port)).contains("Received reply 0: World",
					"Received reply 9: World");
		}
	}

	@Test
	void objectsTravelAsJson() {
		Docs.contextRunner()
			.withUserConfiguration(GreetingService.class)
			.withPropertyValues("zmq.sockets.greetings.type=rep", "zmq.sockets.greetings.bind=" + ANY_PORT)
			.run((context) -> {
				requirePyzmq();
				Integer port = context.getEnvironment().getRequiredProperty("local.zmq.greetings.port", Integer.class);
				assertThat(python(block("python", 1), 5556, port)).contains("Hello, Ann");
			});
	}

	private static String block(String language, int index) {
		return Markdown.read(Markdown.root().resolve("docs/getting-started.md"))
			.blocks()
			.stream()
			.filter((block) -> block.language().equals(language))
			.skip(index)
			.map(Block::text)
			.findFirst()
			.orElseThrow();
	}

	private void requirePyzmq() throws Exception {
		boolean present = Files.isExecutable(PYTHON) && start("import zmq").waitFor() == 0;
		String reason = PYTHON + " has no pyzmq (Debian: apt-get install python3-zmq)";
		if (!present && Boolean.parseBoolean(System.getenv("ZMQ_INTEROP_REQUIRED"))) {
			throw new IllegalStateException(reason);
		}
		Assumptions.assumeTrue(present, reason);
	}

	private String python(String program, int guidesPort, int port) throws Exception {
		Process process = start(program.replace(":" + guidesPort, ":" + port));
		// a peer that waits for ever would otherwise hang the read
		process.toHandle().onExit().orTimeout(90, TimeUnit.SECONDS).whenComplete((ended, ex) -> process.destroy());
		return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

	private Process start(String program) throws IOException {
		Path file = Files.createTempFile(this.temporary, "peer", ".py");
		Files.writeString(file, program);
		return new ProcessBuilder(PYTHON.toString(), file.toString()).redirectErrorStream(true).start();
	}

}
