package io.github.zmqspring.template;

import io.github.zmqspring.observation.TestTracing;
import io.github.zmqspring.observation.TestTracing.Span;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How often a request was sent, whoever is the first to say so.
 */
class ObservedRequestTests {

	private final TestTracing tracing = new TestTracing();

	private final ObservedRequest request = new ObservedRequest(this.tracing.observations(),
			SocketSpec.of("hello", ZmqSocketType.DEALER)
				.connect("inproc://hello")
				.option(ZmqOptions.OBSERVE, true)
				.build());

	private Span ended() {
		this.request.ended(null);
		return this.tracing.spans().get(0);
	}

	private static void assertSent(Span span, int times) {
		assertThat(span.high("zmq.request.times_sent")).isEqualTo(String.valueOf(times));
		assertThat(span.events()).hasSize(times - 1).allMatch("retry"::equals);
	}

	@Test
	void whenTheReplyIsFasterThanTheSenderTheTryItAnswersCountsOnce() {
		this.request.sent(1);
		this.request.answered(2);
		this.request.sent(2);
		assertSent(ended(), 2);
	}

	@Test
	void whenTheSenderIsFasterTheReplyChangesNothing() {
		this.request.sent(1);
		this.request.sent(2);
		this.request.answered(1);
		assertSent(ended(), 2);
	}

	@Test
	void whenATryIsSentAgainThroughAReopenedSocketBothCount() {
		this.request.sent(1);
		this.request.sent(1);
		this.request.answered(1);
		assertSent(ended(), 2);
	}

	@Test
	void afterItsEndNothingChanges() {
		this.request.sent(1);
		Span span = ended();
		this.request.sent(2);
		this.request.answered(2);
		this.request.ended(new IllegalStateException("too late"));
		assertSent(span, 1);
		assertThat(this.tracing.spans()).containsExactly(span);
	}

}
