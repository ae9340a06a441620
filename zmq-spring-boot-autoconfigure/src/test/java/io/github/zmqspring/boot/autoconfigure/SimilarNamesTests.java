package io.github.zmqspring.boot.autoconfigure;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SimilarNames}.
 */
class SimilarNamesTests {

	@ParameterizedTest
	@CsvSource({ "'', '', 0", "a, '', 1", "'', ab, 2", "kitten, sitting, 3", "recieve-hwm, receive-hwm, 1",
			"bidn, bind, 1", "abc, acb, 1" })
	void distanceCountsLetters(String from, String to, int expected) {
		assertThat(SimilarNames.distance(from, to)).isEqualTo(expected);
	}

	@Test
	void nearestIgnoresCaseAndTakesTheNearest() {
		assertThat(SimilarNames.nearest("Taskss", List.of("risks", "tasks", "task"))).isEqualTo("tasks");
	}

	@Test
	void whenNoneIsNearThereIsNone() {
		assertThat(SimilarNames.nearest("weather", List.of("tasks", "sink"))).isNull();
		assertThat(SimilarNames.nearest("weather", List.of())).isNull();
	}

}
