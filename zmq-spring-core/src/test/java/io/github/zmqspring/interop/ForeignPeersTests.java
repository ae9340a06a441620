package io.github.zmqspring.interop;

import java.util.List;

import io.github.zmqspring.message.ZmqMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.github.zmqspring.interop.PyzmqPeer.literal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The tests of the test support.
 */
@Timeout(180)
class ForeignPeersTests {

	@RegisterExtension
	final ForeignPeers peers = new ForeignPeers();

	@Test
	void whenPyzmqIsThereTestsRun() {
		assertThat(RequiresPyzmq.Condition.evaluate("/usr/bin/python3", true).isDisabled()).isFalse();
		assertThat(RequiresPyzmq.Condition.evaluate("/usr/bin/python3", false).isDisabled()).isFalse();
	}

	@Test
	void whenPyzmqIsMissingTestsAreSkippedWithTheReason() {
		assertThat(RequiresPyzmq.Condition.evaluate(null, false)).satisfies((result) -> {
			assertThat(result.isDisabled()).isTrue();
			assertThat(result.getReason()).hasValueSatisfying((reason) -> assertThat(reason).contains("python3-zmq"));
		});
	}

	@Test
	void whenPyzmqIsMissingButRequiredTestsFail() {
		assertThatIllegalStateException().isThrownBy(() -> RequiresPyzmq.Condition.evaluate(null, true))
			.withMessageContaining("python3-zmq")
			.withMessageContaining("ZMQ_INTEROP_REQUIRED");
	}

	@Test
	void aCommandThatDoesNotExistOrHasNoPyzmqIsNotChosen() {
		assertThat(RequiresPyzmq.Condition.find(List.of("/no/such/python", "/bin/false"))).isNull();
	}

	@Test
	@RequiresPyzmq
	void aProcessTalksByLinesAndTheFailureOfATestTellsWhatItSaid() {
		ForeignPeer peer = this.peers.python("""
				import sys
				print("ready", *sys.argv[1:])
				print("you said", input(), file=sys.stderr)
				print("bye")
				""", "one", "two words");
		assertThat(peer.line()).isEqualTo("ready one two words");
		peer.tell("hello \u00fc");
		assertThat(peer.line()).isEqualTo("bye");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(peer::line).withMessageContaining("has ended");
		peer.kill();
		Throwable failure = this.peers.explained(new AssertionError("failed"));
		assertThat(failure.getSuppressed()).hasSize(1);
		assertThat(failure.getSuppressed()[0]).hasMessageContaining("out> ready one two words")
			.hasMessageContaining("in> hello \u00fc")
			.hasMessageContaining("out> bye");
	}

	@Test
	@RequiresPyzmq
	void pyzmqDoesWhatItIsTold() {
		PyzmqPeer pyzmq = this.peers.pyzmq();
		pyzmq.exec("""
				def double(text):
				    return text * 2
				""");
		assertThat(pyzmq.eval("double(" + literal("a\\n\n\r'\u20ac") + ")"))
			.isEqualTo("a\\n\n\r'\u20aca\\n\n\r'\u20ac");
		ZmqMessage message = ZmqMessage.of(new byte[0], new byte[] { 0, 10, -1 }, new byte[0]);
		assertThat(pyzmq.frames(literal(message))).isEqualTo(message);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> pyzmq.eval("1 // 0"))
			.withMessageContaining("ZeroDivisionError");
		assertThat(pyzmq.eval("1 + 1")).isEqualTo("2");
	}

	@Test
	@RequiresPyzmq
	void aSuspendedProcessGoesOnWhenItIsResumed() {
		PyzmqPeer pyzmq = this.peers.pyzmq();
		pyzmq.process().suspend();
		pyzmq.begin("done = True");
		pyzmq.process().resume();
		pyzmq.end();
		assertThat(pyzmq.eval("done")).isEqualTo("True");
	}

}
