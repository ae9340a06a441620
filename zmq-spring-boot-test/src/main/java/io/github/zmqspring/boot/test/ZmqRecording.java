package io.github.zmqspring.boot.test;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.ZmqTap;

/**
 * What one socket of the application has sent and received, frame by frame, in order:
 * routing ids and envelopes are in it, as they travel. Thread-safe. See
 * {@link ZmqAssertions#assertThat(ZmqRecording)}.
 */
public final class ZmqRecording {

	private final String socketName;

	private final Duration patience;

	private final MessageLog sent;

	private final MessageLog received;

	ZmqRecording(String socketName, int limit, Duration patience) {
		this.socketName = socketName;
		this.patience = patience;
		this.sent = new MessageLog(limit);
		this.received = new MessageLog(limit);
	}

	/**
	 * Return whose messages these are.
	 * @return the name of the socket
	 */
	public String socketName() {
		return this.socketName;
	}

	/**
	 * Return what JeroMQ has taken for sending.
	 * @return the messages so far, a snapshot
	 */
	public List<ZmqMessage> sent() {
		return this.sent.messages();
	}

	/**
	 * Return what was taken from JeroMQ. A message is in here before its listener gets
	 * it.
	 * @return the messages so far, a snapshot
	 */
	public List<ZmqMessage> received() {
		return this.received.messages();
	}

	/**
	 * Return how many messages had to go because the recording was full
	 * ({@code test.zmq.recorder.limit}).
	 * @return a number of messages of both directions
	 */
	public long dropped() {
		return this.sent.dropped() + this.received.dropped();
	}

	MessageLog sentLog() {
		return this.sent;
	}

	MessageLog receivedLog() {
		return this.received;
	}

	Duration patience() {
		return this.patience;
	}

	void clear() {
		this.sent.clear();
		this.received.clear();
	}

	ZmqTap tap() {
		return new ZmqTap() {

			@Override
			public void sending(ZmqMessage message, BooleanSupplier attempt) {
				ZmqRecording.this.sent.addIf(attempt, message);
			}

			@Override
			public void received(ZmqMessage message) {
				ZmqRecording.this.received.add(message);
			}

		};
	}

	@Override
	public String toString() {
		return "recording of socket '" + this.socketName + "'";
	}

}
