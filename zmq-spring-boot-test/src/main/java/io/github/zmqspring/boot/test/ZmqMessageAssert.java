package io.github.zmqspring.boot.test;

import io.github.zmqspring.message.ZmqMessage;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the frames of a {@link ZmqMessage}.
 */
public final class ZmqMessageAssert extends AbstractAssert<ZmqMessageAssert, ZmqMessage> {

	ZmqMessageAssert(@Nullable ZmqMessage actual) {
		super(actual, ZmqMessageAssert.class);
	}

	/**
	 * Verify all frames.
	 * @param frames the frames in UTF-8
	 * @return this assertion
	 */
	public ZmqMessageAssert hasFrames(String... frames) {
		isNotNull();
		ZmqMessage wanted = ZmqMessage.ofStrings(frames);
		if (!this.actual.equals(wanted)) {
			failWithActualExpectedAndMessage(this.actual, wanted, "The message is %s and not %s", this.actual, wanted);
		}
		return this;
	}

	/**
	 * Verify one frame.
	 * @param index which one, from 0
	 * @param text its text in UTF-8
	 * @return this assertion
	 */
	public ZmqMessageAssert hasFrame(int index, String text) {
		isNotNull();
		if (index >= this.actual.size() || !this.actual.frameAsString(index).equals(text)) {
			failWithMessage("Frame %s of %s is not '%s'", index, this.actual, text);
		}
		return this;
	}

	/**
	 * Verify the number of frames.
	 * @param frames how many
	 * @return this assertion
	 */
	public ZmqMessageAssert hasSize(int frames) {
		isNotNull();
		if (this.actual.size() != frames) {
			failWithMessage("%s has %s frames and not %s", this.actual, this.actual.size(), frames);
		}
		return this;
	}

}
