package io.github.zmqspring.boot.test;

import io.github.zmqspring.message.ZmqMessage;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on what a socket of the application has sent and received. They wait for
 * messages that are on their way, as long as {@code test.zmq.timeout} says. Messages are
 * compared frame by frame as they travel, routing ids and envelopes included.
 */
public final class ZmqRecordingAssert extends AbstractAssert<ZmqRecordingAssert, ZmqRecording> {

	ZmqRecordingAssert(@Nullable ZmqRecording actual) {
		super(actual, ZmqRecordingAssert.class);
	}

	/**
	 * Verify that a message was sent, before or after others or not.
	 * @param frames its frames in UTF-8
	 * @return this assertion
	 */
	public ZmqRecordingAssert sent(String... frames) {
		return verify(sentChecks().has(ZmqMessage.ofStrings(frames)));
	}

	/**
	 * Verify that these messages were sent and no others, in this order.
	 * @param messages the messages
	 * @return this assertion
	 */
	public ZmqRecordingAssert sentExactly(ZmqMessage... messages) {
		return verify(sentChecks().hasExactly(messages));
	}

	/**
	 * Verify that these messages of one frame were sent and no others, in this order.
	 * @param messages the messages in UTF-8
	 * @return this assertion
	 */
	public ZmqRecordingAssert sentExactly(String... messages) {
		return sentExactly(ZmqAssertions.messages(messages));
	}

	/**
	 * Verify that so many messages were sent and no more.
	 * @param count how many
	 * @return this assertion
	 */
	public ZmqRecordingAssert sentCount(int count) {
		return verify(sentChecks().hasCount(count));
	}

	/**
	 * Verify that nothing was sent until now.
	 * @return this assertion
	 */
	public ZmqRecordingAssert sentNothing() {
		return verify(sentChecks().hasNothing());
	}

	/**
	 * Verify that a message was received, before or after others or not.
	 * @param frames its frames in UTF-8
	 * @return this assertion
	 */
	public ZmqRecordingAssert received(String... frames) {
		return verify(receivedChecks().has(ZmqMessage.ofStrings(frames)));
	}

	/**
	 * Verify that these messages were received and no others, in this order.
	 * @param messages the messages
	 * @return this assertion
	 */
	public ZmqRecordingAssert receivedExactly(ZmqMessage... messages) {
		return verify(receivedChecks().hasExactly(messages));
	}

	/**
	 * Verify that these messages of one frame were received and no others, in this order.
	 * @param messages the messages in UTF-8
	 * @return this assertion
	 */
	public ZmqRecordingAssert receivedExactly(String... messages) {
		return receivedExactly(ZmqAssertions.messages(messages));
	}

	/**
	 * Verify that so many messages were received and no more.
	 * @param count how many
	 * @return this assertion
	 */
	public ZmqRecordingAssert receivedCount(int count) {
		return verify(receivedChecks().hasCount(count));
	}

	/**
	 * Verify that nothing was received until now.
	 * @return this assertion
	 */
	public ZmqRecordingAssert receivedNothing() {
		return verify(receivedChecks().hasNothing());
	}

	private LogChecks sentChecks() {
		isNotNull();
		return new LogChecks("Socket '" + this.actual.socketName() + "' has sent", this.actual.sentLog(),
				(message) -> message, this.actual.patience());
	}

	private LogChecks receivedChecks() {
		isNotNull();
		return new LogChecks("Socket '" + this.actual.socketName() + "' has received", this.actual.receivedLog(),
				(message) -> message, this.actual.patience());
	}

	private ZmqRecordingAssert verify(@Nullable String problem) {
		if (problem != null) {
			failWithMessage("%s", problem);
		}
		return this;
	}

}
