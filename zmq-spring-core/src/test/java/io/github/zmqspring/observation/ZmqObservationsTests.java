package io.github.zmqspring.observation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.zmqspring.message.HeaderPolicy;
import io.github.zmqspring.message.WireFormat;
import io.github.zmqspring.message.WireFormatException;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqParts;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocketType;
import io.micrometer.common.KeyValue;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is observed, and what it is called.
 */
class ZmqObservationsTests {

	private static final HeaderPolicy ONLY_MINE = HeaderPolicy.of(List.of("mine"), List.of("mine"));

	private final TestTracing tracing = new TestTracing();

	private static SocketSpec socket(boolean headers, @Nullable Boolean observe) {
		return SocketSpec.of("tasks", ZmqSocketType.DEALER)
			.connect("tcp://localhost:5555")
			.headers(headers ? ONLY_MINE : null)
			.option(ZmqOptions.OBSERVE, observe)
			.build();
	}

	@ParameterizedTest
	@CsvSource({ "false, , false, false", "true, , false, true", "false, true, false, true", "true, false, true, false",
			"false, , true, true", "false, false, true, false" })
	void aSocketIsObservedIfItHasHeadersUnlessItSaysOtherwise(boolean headers, @Nullable Boolean observe,
			boolean plainSockets, boolean observed) {
		ZmqObservations observations = ZmqObservations.builder(this.tracing.registry())
			.plainSockets(plainSockets)
			.build();
		assertThat(observations.observes(socket(headers, observe))).isEqualTo(observed);
	}

	@Test
	void whenTheRegistryHasNoHandlersNothingIsObserved() {
		ObservationRegistry registry = ObservationRegistry.create();
		for (ZmqObservations observations : List.of(ZmqObservations.NONE,
				ZmqObservations.builder(registry).plainSockets(true).build())) {
			SocketSpec socket = socket(true, true);
			assertThat(observations.observes(socket)).isFalse();
			assertThat(observations.wireFormat(socket)).isSameAs(socket.wireFormat());
		}
	}

	@Test
	void whenObservedTraceHeadersTravelWhateverTheListsSay() {
		WireFormat format = this.tracing.observations().wireFormat(socket(true, null));
		ZmqMessage frames = TraceHeaders.encode(format,
				ZmqParts.of(ZmqMessage.ofStrings("x")).withHeaders(Map.of("mine", "1", "other", "2")),
				Map.of("traceparent", "00-1-2-01", "unlisted", "3"));
		assertThat(frames.frameAsString(0).lines()).containsExactlyInAnyOrder("mine: 1", "traceparent: 00-1-2-01");
		assertThat(format.decode(frames).headers()).containsOnlyKeys("mine", "traceparent");
		assertThat(socket(true, null).wireFormat().decode(frames).headers()).containsOnlyKeys("mine");
	}

	@Test
	void whenAMessageIsPassedOnItsTraceHeadersAreReplaced() {
		WireFormat format = this.tracing.observations().wireFormat(socket(true, null));
		ZmqMessage frames = TraceHeaders.encode(format,
				ZmqParts.of(ZmqMessage.ofStrings("x")).withHeaders(Map.of("traceparent", "old")),
				Map.of("traceparent", "new"));
		assertThat(frames.frameAsString(0)).isEqualTo("traceparent: new");
	}

	@Test
	void whenThereIsNoRoomForTheTraceTheMessageGoesWithoutIt() {
		WireFormat format = TraceHeaders.allowedIn(WireFormat.of(false, false, false, ONLY_MINE.withLimits(1, 64)));
		ZmqParts parts = ZmqParts.of(ZmqMessage.ofStrings("x"));
		assertThat(
				TraceHeaders.encode(format, parts.withHeaders(Map.of("mine", "1")), Map.of("traceparent", "00-1-2-01"))
					.frameAsString(0))
			.isEqualTo("mine: 1");
		assertThat(TraceHeaders.encode(format, parts, Map.of("baggage", "b".repeat(100))).frameAsString(0))
			.isEqualTo("\n");
		assertThatExceptionOfType(WireFormatException.class).isThrownBy(() -> TraceHeaders.encode(format,
				parts.withHeaders(Map.of("mine", "m".repeat(100))), Map.of("traceparent", "00-1-2-01")));
	}

	@ParameterizedTest
	@EnumSource
	void everyObservationHasTheDocumentedLowCardinalityKeysAlways(ZmqObservationDocumentation documentation) {
		List<String> documented = names(documentation.getLowCardinalityKeyNames());
		for (Throwable error : Arrays.asList(null, new IllegalStateException())) {
			Observation observation = start(documentation);
			if (error != null) {
				observation.error(error);
			}
			observation.stop();
		}
		assertThat(this.tracing.spans()).hasSize(2).allSatisfy((span) -> {
			assertThat(span.low().stream().map(KeyValue::getKey)).containsExactlyInAnyOrderElementsOf(documented);
			assertThat(span.high().stream().map(KeyValue::getKey))
				.isSubsetOf(names(documentation.getHighCardinalityKeyNames()));
			assertThat(span.low("messaging.system")).isEqualTo("zeromq");
			assertThat(span.low("zmq.socket.name")).isEqualTo("tasks");
			assertThat(span.low("zmq.socket.type")).isEqualTo("dealer");
		});
		assertThat(this.tracing.spans()).extracting((span) -> span.low("error.type"))
			.containsExactly("none", "IllegalStateException");
	}

	private Observation start(ZmqObservationDocumentation documentation) {
		ZmqObservations observations = this.tracing.observations();
		SocketSpec socket = socket(true, null);
		return switch (documentation) {
			case SEND -> observations.startSend(new ZmqSendContext(socket, "topic"));
			case REQUEST -> observations.startRequest(new ZmqRequestContext(socket));
			case PROCESS -> observations
				.startProcess(ZmqProcessContext.ofMessage("id", socket, ZmqParts.of(ZmqMessage.ofStrings("x"))));
		};
	}

	private static List<String> names(KeyName[] keys) {
		return Stream.of(keys).map(KeyName::asString).toList();
	}

	@Test
	void whenATopicIsLongItsBeginningIsTold() {
		this.tracing.observations().startSend(new ZmqSendContext(socket(true, null), "t".repeat(100_000))).stop();
		assertThat(this.tracing.spans().get(0).high("messaging.destination.name")).hasSize(256);
	}

	@Test
	void whenAConventionIsGivenItIsUsed() {
		ZmqObservations observations = ZmqObservations.builder(this.tracing.registry())
			.sendConvention(new DefaultZmqSendObservationConvention() {
				@Override
				public String getName() {
					return "mine";
				}
			})
			.requestConvention(new DefaultZmqRequestObservationConvention() {
				@Override
				public String getContextualName(ZmqRequestContext context) {
					return "ask";
				}
			})
			.processConvention(new DefaultZmqProcessObservationConvention() {
				@Override
				public String getContextualName(ZmqProcessContext context) {
					return "work";
				}
			})
			.build();
		observations.startSend(new ZmqSendContext(socket(true, null), null)).stop();
		observations.startRequest(new ZmqRequestContext(socket(true, null))).stop();
		observations
			.startProcess(ZmqProcessContext.ofMessage("id", socket(true, null), ZmqParts.of(ZmqMessage.ofStrings("x"))))
			.stop();
		assertThat(this.tracing.spans()).extracting(TestTracing.Span::name, TestTracing.Span::contextualName)
			.satisfiesExactly((send) -> assertThat(send.toList()).containsExactly("mine", "send tasks"),
					(request) -> assertThat(request.toList()).containsExactly("zmq.template.request", "ask"),
					(process) -> assertThat(process.toList()).containsExactly("zmq.listener.process", "work"));
	}

}
