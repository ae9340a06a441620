package io.github.zmqspring.boot.console;

import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConsoleRuntimeHints}.
 */
class ConsoleRuntimeHintsTests {

	@Test
	void filesStayInANativeImage() {
		RuntimeHints hints = new RuntimeHints();
		new ConsoleRuntimeHints().registerHints(hints, getClass().getClassLoader());
		assertThat(hints).matches(
				RuntimeHintsPredicates.resource().forResource("io/github/zmqspring/boot/console/libraries.properties"));
		new ConsoleFiles().all().values().forEach((file) -> {
			assertThat(file.exists()).as(file.toString()).isTrue();
			assertThat(hints)
				.matches(RuntimeHintsPredicates.resource().forResource(((ClassPathResource) file).getPath()));
		});
	}

}
