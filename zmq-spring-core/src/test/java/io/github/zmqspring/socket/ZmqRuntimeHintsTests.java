package io.github.zmqspring.socket;

import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.FieldHint;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeHint;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

class ZmqRuntimeHintsTests {

	@Test
	void whenProcessedAheadOfTimeTheFieldsOfTheEngineAreKeptAndExist() throws Exception {
		List<TypeHint> types = types();
		assertThat(types).hasSize(24);
		for (TypeHint type : types) {
			Class<?> engineClass = Class.forName(type.getType().getName());
			for (FieldHint field : type.fields().toList()) {
				Field found = engineClass.getDeclaredField(field.getName());
				assertThat(found.getName()).isEqualTo(field.getName());
			}
		}
	}

	/**
	 * The hints are what is read, for without them nothing could be in a native image.
	 */
	@Test
	void thePackagesThatAModuleMustOpenAreThoseOfTheFieldsAndTheDocumentationNamesThem() throws Exception {
		List<String> packages = types().stream().map((type) -> type.getType().getPackageName()).distinct().toList();
		assertThat(EngineInternals.PACKAGES.split(", ")).containsExactlyInAnyOrderElementsOf(packages);
		String page = Files.readString(Path.of("../docs/upstream.md"));
		String option = "--add-opens org.zeromq.jeromq/PACKAGE=ALL-UNNAMED` for ";
		int from = page.indexOf(option) + option.length();
		assertThat(page).contains(option);
		assertThat(Pattern.compile("`(zmq[a-z.]*)`")
			.matcher(page.substring(from, page.indexOf(". The library", from)))
			.results()).extracting((found) -> found.group(1)).containsExactlyInAnyOrderElementsOf(packages);
	}

	private List<TypeHint> types() {
		List<RuntimeHintsRegistrar> registrars = SpringFactoriesLoader
			.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class);
		RuntimeHints hints = new RuntimeHints();
		registrars.stream()
			.filter(ZmqRuntimeHints.class::isInstance)
			.forEach((registrar) -> registrar.registerHints(hints, getClass().getClassLoader()));
		return hints.reflection().typeHints().toList();
	}

}
