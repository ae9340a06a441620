package io.github.zmqspring.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;

import io.github.zmqspring.observation.DefaultZmqProcessObservationConvention;
import io.github.zmqspring.observation.DefaultZmqRequestObservationConvention;
import io.github.zmqspring.observation.DefaultZmqSendObservationConvention;
import io.github.zmqspring.observation.TraceHeaders;
import io.github.zmqspring.observation.ZmqObservationDocumentation;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code observability.md} lists is all there is.
 */
class ObservabilityTests {

	@Test
	void thePageHasEveryNameKeyEventAndHeader() throws IOException {
		String page = Files.readString(Markdown.root().resolve("docs/observability.md"));
		Stream<String> names = Stream.of(DefaultZmqSendObservationConvention.NAME,
				DefaultZmqRequestObservationConvention.NAME, DefaultZmqProcessObservationConvention.NAME);
		Stream<String> keysAndEvents = Stream.of(ZmqObservationDocumentation.values())
			.flatMap(
					(documentation) -> Stream.concat(
							Stream
								.of(documentation.getLowCardinalityKeyNames(),
										documentation.getHighCardinalityKeyNames())
								.flatMap(Stream::of)
								.map(KeyName::asString),
							Stream.of(documentation.getEvents()).map(Observation.Event::getName)));
		Stream<String> headers = TraceHeaders.NAMES.stream().filter((name) -> !name.toLowerCase().contains("b3"));
		assertThat(Stream.of(names, keysAndEvents, headers).flatMap((listed) -> listed))
			.allSatisfy((name) -> assertThat(page).contains("`" + name + "`"));
	}

}
