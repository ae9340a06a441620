package io.github.zmqspring.socket;

import java.lang.reflect.Field;
import java.util.List;

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
		List<RuntimeHintsRegistrar> registrars = SpringFactoriesLoader
			.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class);
		RuntimeHints hints = new RuntimeHints();
		registrars.stream()
			.filter(ZmqRuntimeHints.class::isInstance)
			.forEach((registrar) -> registrar.registerHints(hints, getClass().getClassLoader()));
		List<TypeHint> types = hints.reflection().typeHints().toList();
		assertThat(types).hasSize(24);
		for (TypeHint type : types) {
			Class<?> engineClass = Class.forName(type.getType().getName());
			for (FieldHint field : type.fields().toList()) {
				Field found = engineClass.getDeclaredField(field.getName());
				assertThat(found.getName()).isEqualTo(field.getName());
			}
		}
	}

}
