package io.github.zmqspring.boot.actuate;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

import io.github.zmqspring.boot.actuate.metrics.ZmqMeter;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the reference of the operations is up to date. To write it anew, run them
 * with {@code -Dzmq.docs.update=true}.
 */
class OperationsReferenceTests {

	private static final boolean UPDATE = Boolean.getBoolean("zmq.docs.update");

	@Test
	void referenceIsUpToDate() throws IOException {
		String expected = OperationsReference.page();
		if (UPDATE) {
			Files.writeString(OperationsReference.PAGE, expected);
		}
		assertThat(OperationsReference.read(OperationsReference.PAGE)).as("run with -Dzmq.docs.update=true")
			.isEqualTo(expected);
	}

	@Test
	void versionStaysInANativeImage() {
		RuntimeHints hints = new RuntimeHints();
		new ZmqVersionRuntimeHints().registerHints(hints, getClass().getClassLoader());
		assertThat(hints).matches(
				RuntimeHintsPredicates.resource().forResource("io/github/zmqspring/boot/actuate/version.properties"));
	}

	@Test
	void metersHaveDistinctNames() {
		assertThat(List.of(ZmqMeter.values())).extracting(ZmqMeter::meterName).doesNotHaveDuplicates();
	}

}
