package io.github.zmqspring.docs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import io.github.zmqspring.docs.Markdown.Block;
import io.github.zmqspring.docs.Markdown.Link;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Every block of code in the documentation is one that works: Java is compiled, YAML
 * starts an application, Python and XML can be parsed; and every link leads somewhere.
 */
@Timeout(300)
class DocumentationTests {

	private static final Path PYTHON = Path.of("/usr/bin/python3");

	private static final Path SNIPPETS = Path.of("sample-app/src/test/java/io/github/zmqspring/docs");

	@TempDir
	private Path temporary;

	@Test
	void guideIsThere() {
		assertThat(Markdown.pages()).extracting((page) -> page.path().getFileName().toString())
			.contains("README.md", "getting-started.md", "sockets.md", "listeners.md", "sending-and-requesting.md",
					"proxies.md", "observability.md", "decisions.md", "guide-differences.md", "properties.md",
					"testing.md", "wire-contract.md", "spring-integration.md", "security.md");
	}

	@Test
	void everyLanguageIsChecked() {
		assertThat(Markdown.pages()).flatExtracting(Markdown::blocks)
			.allSatisfy((block) -> assertThat(block.language()).as(block.location())
				.isIn("java", "yaml", "python", "xml", "bash", "text"));
	}

	@TestFactory
	Stream<DynamicTest> javaIsCompiled() throws IOException {
		List<List<String>> sources = new ArrayList<>();
		try (Stream<Path> files = Files.walk(Markdown.root().resolve(SNIPPETS))) {
			for (Path file : files.filter((candidate) -> candidate.toString().endsWith(".java")).toList()) {
				sources.add(SourceLines.of(Files.readString(file)));
			}
		}
		return blocks("java").map((block) -> DynamicTest.dynamicTest(block.location(), () -> {
			List<String> wanted = SourceLines.of(block.text());
			assertThat(wanted).as(block.location()).isNotEmpty();
			assertThat(sources.stream().anyMatch((source) -> SourceLines.contain(source, wanted)))
				.as("%s: no source file below %s contains%n%s", block.location(), SNIPPETS, block.text())
				.isTrue();
		}));
	}

	@TestFactory
	Stream<DynamicTest> yamlStartsAnApplication() {
		return blocks("yaml")
			.map((block) -> DynamicTest.dynamicTest(block.location(), () -> startsAnApplication(block)));
	}

	private void startsAnApplication(Block block) throws IOException {
		List<PropertySource<?>> documents = new YamlPropertySourceLoader().load(block.location(),
				new ByteArrayResource(block.text().getBytes(StandardCharsets.UTF_8), block.location()));
		assertThat(documents).as(block.location()).hasSize(1);
		Map<String, Object> properties = onLoopback((EnumerablePropertySource<?>) documents.get(0));
		Docs.contextRunner()
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource(block.location(), properties)))
			.run((context) -> {
				assertThat(context).as(block.location()).hasNotFailed();
				assertThat(context.getBean(ZmqSocketRegistry.class).sockets()).as(block.location())
					.allSatisfy((socket) -> assertThat(socket)
						.matches((candidate) -> candidate.isRunning() == candidate.spec().autoStartup(), "runs"))
					.extracting(ZmqSocket::name)
					.containsAll(declaredSockets(properties));
			});
	}

	private static List<String> declaredSockets(Map<String, Object> properties) {
		return properties.keySet()
			.stream()
			.filter((name) -> name.startsWith("zmq.sockets."))
			.map((name) -> name.split("\\.")[2])
			.distinct()
			.toList();
	}

	/**
	 * Nothing collides and nothing leaves the machine: any port, and no other host; keys
	 * are where the test may write.
	 */
	private Map<String, Object> onLoopback(EnumerablePropertySource<?> document) {
		KeyFiles keys = new KeyFiles(this.temporary);
		Map<String, Object> properties = new LinkedHashMap<>();
		for (String name : document.getPropertyNames()) {
			Object value = document.getProperty(name);
			String text = String.valueOf(value);
			if (name.contains(".bind") && text.contains("tcp://")) {
				value = text.replaceAll("tcp://[^,\\s]+", "tcp://127.0.0.1:*");
			}
			else if (name.contains(".connect") && text.contains("tcp://")) {
				value = text.replaceAll("tcp://[^,:\\s]+:", "tcp://127.0.0.1:");
			}
			properties.put(name, (value instanceof String string) ? keys.resolve(string) : value);
		}
		return properties;
	}

	@TestFactory
	Stream<DynamicTest> pythonCompiles() {
		return blocks("python").map((block) -> DynamicTest.dynamicTest(block.location(), () -> {
			Assumptions.assumeTrue(Files.isExecutable(PYTHON), () -> "There is no " + PYTHON);
			Path file = this.temporary.resolve(block.location().replaceAll("\\W", "_") + ".py");
			Files.writeString(file, block.text());
			Process process = new ProcessBuilder(PYTHON.toString(), "-m", "py_compile", file.toString())
				.redirectErrorStream(true)
				.start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
			assertThat(process.exitValue()).as("%s: %s", block.location(), output).isZero();
		}));
	}

	@TestFactory
	Stream<DynamicTest> xmlIsWellFormed() {
		return blocks("xml").map((block) -> DynamicTest.dynamicTest(block.location(),
				() -> assertThatCode(() -> DocumentBuilderFactory.newInstance()
					.newDocumentBuilder()
					.parse(new ByteArrayInputStream(block.text().getBytes(StandardCharsets.UTF_8))))
					.as(block.location())
					.doesNotThrowAnyException()));
	}

	@TestFactory
	Stream<DynamicTest> linksLeadSomewhere() {
		return Markdown.pages()
			.stream()
			.flatMap((page) -> page.links()
				.stream()
				.filter((link) -> !link.target().matches("[a-z]+:.*"))
				.map((link) -> DynamicTest.dynamicTest(link.location() + " " + link.target(),
						() -> leadsSomewhere(page, link))));
	}

	private static void leadsSomewhere(Markdown page, Link link) {
		int hash = link.target().indexOf('#');
		String file = (hash < 0) ? link.target() : link.target().substring(0, hash);
		Path target = file.isEmpty() ? page.path() : page.path().resolveSibling(file).normalize();
		assertThat(target).as(link.location()).exists();
		if (hash >= 0) {
			assertThat(Markdown.read(target).anchors()).as(link.location()).contains(link.target().substring(hash + 1));
		}
	}

	private static Stream<Block> blocks(String language) {
		return Markdown.pages()
			.stream()
			.flatMap((page) -> page.blocks().stream())
			.filter((block) -> block.language().equals(language));
	}

}
