package io.github.zmqspring.integration;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqParts;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;

import org.springframework.integration.acks.AcknowledgmentCallback;

/**
 * What becomes of a polled message when its flow has ended. Acts once. Thread-safe.
 */
final class SourceAcknowledgment implements AcknowledgmentCallback {

	private final ZmqSocket socket;

	private final ZmqMessage raw;

	private final ZmqParts parts;

	private final Consumer<ZmqMessage> requeue;

	private final AtomicBoolean acknowledged = new AtomicBoolean();

	private volatile boolean autoAck = true;

	SourceAcknowledgment(ZmqSocket socket, ZmqMessage raw, ZmqParts parts, Consumer<ZmqMessage> requeue) {
		this.socket = socket;
		this.raw = raw;
		this.parts = parts;
		this.requeue = requeue;
	}

	@Override
	public void acknowledge(Status status) {
		if (!this.acknowledged.compareAndSet(false, true)) {
			return;
		}
		if (status == Status.REQUEUE) {
			this.requeue.accept(this.raw);
		}
		else if (status == Status.ACCEPT && this.socket.type() == ZmqSocketType.REP) {
			ZmqParts reply = ZmqParts.of(ZmqMessage.of(new byte[0]))
				.withRoutingId(this.parts.routingId())
				.withEnvelope(this.parts.envelope());
			this.socket.send(this.socket.spec().wireFormat().encode(reply));
		}
	}

	@Override
	public boolean isAcknowledged() {
		return this.acknowledged.get();
	}

	@Override
	public void noAutoAck() {
		this.autoAck = false;
	}

	@Override
	public boolean isAutoAck() {
		return this.autoAck;
	}

}
