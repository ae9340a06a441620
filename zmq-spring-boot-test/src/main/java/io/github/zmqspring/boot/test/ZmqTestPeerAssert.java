package io.github.zmqspring.boot.test;

import io.github.zmqspring.message.ZmqMessage;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on what a {@link ZmqTestPeer} has received. They wait for messages that are
 * on their way, as long as {@code test.zmq.timeout} says.
 */
public final class ZmqTestPeerAssert extends AbstractAssert<ZmqTestPeerAssert, ZmqTestPeer> {

	ZmqTestPeerAssert(@Nullable ZmqTestPeer actual) {
		super(actual, ZmqTestPeerAssert.class);
	}

	/**
	 * Verify that a message was received, before or after others or not.
	 * @param frames the frames of its payload in UTF-8
	 * @return this assertion
	 */
	public ZmqTestPeerAssert received(String... frames) {
		return received(ZmqMessage.ofStrings(frames));
	}

	/**
	 * Verify that a message was received, before or after others or not.
	 * @param message its payload
	 * @return this assertion
	 */
	public ZmqTestPeerAssert received(ZmqMessage message) {
		return verify(checks().has(message));
	}

	/**
	 * Verify that these messages were received and no others, in this order. Each is one
	 * frame.
	 * @param messages their payloads in UTF-8
	 * @return this assertion
	 */
	public ZmqTestPeerAssert receivedExactly(String... messages) {
		return receivedExactly(ZmqAssertions.messages(messages));
	}

	/**
	 * Verify that these messages were received and no others, in this order.
	 * @param messages their payloads
	 * @return this assertion
	 */
	public ZmqTestPeerAssert receivedExactly(ZmqMessage... messages) {
		return verify(checks().hasExactly(messages));
	}

	/**
	 * Verify that these messages were received and no others, in any order. Each is one
	 * frame.
	 * @param messages their payloads in UTF-8
	 * @return this assertion
	 */
	public ZmqTestPeerAssert receivedExactlyInAnyOrder(String... messages) {
		return verify(checks().hasExactlyInAnyOrder(ZmqAssertions.messages(messages)));
	}

	/**
	 * Verify that so many messages were received and no more.
	 * @param count how many
	 * @return this assertion
	 */
	public ZmqTestPeerAssert receivedCount(int count) {
		return verify(checks().hasCount(count));
	}

	/**
	 * Verify that nothing was received until now. It does not wait: let something arrive
	 * first that was sent later.
	 * @return this assertion
	 */
	public ZmqTestPeerAssert receivedNothing() {
		return verify(checks().hasNothing());
	}

	/**
	 * Verify that the peer is connected, now or soon.
	 * @return this assertion
	 */
	public ZmqTestPeerAssert isConnected() {
		isNotNull();
		boolean connected = this.actual.socket().control().awaitPeers(1, this.actual.patience());
		return verify(connected ? null : this.actual + " is not connected");
	}

	/**
	 * Verify that the peer has lost its connections, now or soon.
	 * @return this assertion
	 */
	public ZmqTestPeerAssert isDisconnected() {
		isNotNull();
		boolean gone = this.actual.socket().control().awaitPeersAtMost(0, this.actual.patience());
		return verify(gone ? null : this.actual + " is still connected");
	}

	private LogChecks checks() {
		isNotNull();
		return new LogChecks(this.actual + " has received", this.actual.log(), this.actual.view()::show,
				this.actual.patience());
	}

	private ZmqTestPeerAssert verify(@Nullable String problem) {
		if (problem != null) {
			failWithMessage("%s", problem);
		}
		return this;
	}

}
