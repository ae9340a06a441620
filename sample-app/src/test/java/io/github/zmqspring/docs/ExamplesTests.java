package io.github.zmqspring.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every public class of the modules whose classes users name in their own sources stands
 * in an example of the guide: in a block of Java, all of which are compiled (see
 * {@link DocumentationTests}).
 * <p>
 * Left out is what nobody names: auto-configurations, which a starter brings, and classes
 * that properties are bound to, whose examples are those properties.
 */
class ExamplesTests {

	private static final List<String> MODULES = List.of("zmq-spring-integration", "zmq-spring-boot-test");

	private static final Pattern PUBLIC_TYPE = Pattern
		.compile("^public (?:(?:abstract|final|sealed) )*(?:class|record|enum|interface|@interface) (\\w+)");

	private static final Pattern UNNAMED = Pattern.compile("^@(AutoConfiguration|ConfigurationProperties)\\b");

	private final String examples = String.join("\n",
			Markdown.pages()
				.stream()
				.flatMap((page) -> page.blocks().stream())
				.filter((block) -> block.language().equals("java"))
				.flatMap((block) -> SourceLines.of(block.text()).stream())
				.map((line) -> line.replaceFirst("//.*", ""))
				.toList());

	@Test
	void classesAreFound() throws IOException {
		assertThat(publicTypes("zmq-spring-integration")).contains("Zmq", "ZmqInboundGateway", "ZmqIntegration",
				"ZmqIntegrationAware");
		assertThat(publicTypes("zmq-spring-boot-test")).contains("LocalZmqPort", "ZmqTestPeers", "ZmqTestTransport")
			.doesNotContain("ZmqTestAutoConfiguration", "ZmqTestProperties", "LogChecks");
	}

	@TestFactory
	Stream<DynamicTest> everyPublicClassHasItsExample() throws IOException {
		List<DynamicTest> tests = new ArrayList<>();
		for (String module : MODULES) {
			for (String type : publicTypes(module)) {
				tests.add(DynamicTest.dynamicTest(type,
						() -> assertThat(isNamed(type)).as("%s of %s stands in no block of Java in docs/", type, module)
							.isTrue()));
			}
		}
		return tests.stream();
	}

	private boolean isNamed(String type) {
		return Pattern.compile("\\b" + type + "\\b").matcher(this.examples).find();
	}

	private static List<String> publicTypes(String module) throws IOException {
		List<String> types = new ArrayList<>();
		Path sources = Markdown.root().resolve(module).resolve("src/main/java");
		try (Stream<Path> files = Files.walk(sources)) {
			for (Path file : files.filter((candidate) -> candidate.toString().endsWith(".java")).sorted().toList()) {
				List<String> lines = Files.readAllLines(file);
				if (lines.stream().noneMatch((line) -> UNNAMED.matcher(line).find())) {
					lines.stream()
						.map(PUBLIC_TYPE::matcher)
						.filter(Matcher::find)
						.map((declaration) -> declaration.group(1))
						.forEach(types::add);
				}
			}
		}
		return types;
	}

}
