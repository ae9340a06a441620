package io.github.zmqspring.boot.test;

import java.util.Arrays;

import io.github.zmqspring.message.ZmqMessage;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/**
 * Entry point of the assertions of this library. It has AssertJ's own ones too, so that
 * one static import is enough.
 */
public class ZmqAssertions extends Assertions {

	/**
	 * For subclasses with further assertions.
	 */
	protected ZmqAssertions() {
	}

	/**
	 * Begin an assertion on what a peer has received.
	 * @param actual the peer
	 * @return assertions that wait for messages on their way
	 */
	public static ZmqTestPeerAssert assertThat(@Nullable ZmqTestPeer actual) {
		return new ZmqTestPeerAssert(actual);
	}

	/**
	 * Begin an assertion on what a socket of the application has sent and received.
	 * @param actual the recording
	 * @return assertions that wait for messages on their way
	 */
	public static ZmqRecordingAssert assertThat(@Nullable ZmqRecording actual) {
		return new ZmqRecordingAssert(actual);
	}

	/**
	 * Begin an assertion on the frames of a message.
	 * @param actual the message
	 * @return assertions on its frames
	 */
	public static ZmqMessageAssert assertThat(@Nullable ZmqMessage actual) {
		return new ZmqMessageAssert(actual);
	}

	static ZmqMessage[] messages(String[] payloads) {
		return Arrays.stream(payloads).map(ZmqMessage::ofStrings).toArray(ZmqMessage[]::new);
	}

}
