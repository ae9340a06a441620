package io.github.zmqspring.interop;

import java.time.Duration;

import io.github.zmqspring.error.ZmqUnroutableException;
import io.github.zmqspring.message.WireFormat;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqParts;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One end of a conversation: sends and receives payloads, and does around them what RFC
 * 28 asks of the application that uses this type of socket with that peer. Answers go to
 * whom the last message came from.
 */
interface Speaker {

	Duration PATIENCE = Duration.ofSeconds(60);

	String OUR_ID = "OURS";

	String THEIR_ID = "THEIRS";

	void send(ZmqMessage payload);

	ZmqMessage receive();

	/** A socket of ours. Our REP lays its messages out with its wire format. */
	final class Ours implements Speaker {

		private final ZmqSocket socket;

		private final Dress dress;

		private ZmqParts request;

		Ours(ZmqSocket socket, ZmqSocketType peer) {
			this.socket = socket;
			this.dress = new Dress(socket.type(), peer, THEIR_ID);
		}

		@Override
		public void send(ZmqMessage payload) {
			if (this.socket.type() == ZmqSocketType.REP) {
				WireFormat format = this.socket.spec().wireFormat();
				this.socket.send(format.encode(new ZmqParts(this.request.routingId(), this.request.envelope(), null,
						this.request.headers(), payload)));
				return;
			}
			ZmqMessage message = this.dress.on(payload);
			if (this.socket.type() == ZmqSocketType.ROUTER) {
				// known once the handshake is over, which no event tells
				await().pollDelay(Duration.ZERO)
					.atMost(PATIENCE)
					.ignoreException(ZmqUnroutableException.class)
					.until(() -> {
						this.socket.send(message);
						return true;
					});
				return;
			}
			this.socket.send(message);
		}

		@Override
		public ZmqMessage receive() {
			ZmqMessage message = this.socket.receive(PATIENCE);
			assertThat(message).isNotNull();
			if (this.socket.type() == ZmqSocketType.REP) {
				this.request = this.socket.spec().wireFormat().decode(message);
				return this.request.payload();
			}
			return this.dress.off(message);
		}

	}

	/** A socket of pyzmq. */
	final class Theirs implements Speaker {

		private final PyzmqSocket socket;

		private final Dress dress;

		Theirs(PyzmqSocket socket, ZmqSocketType type, ZmqSocketType peer) {
			this.socket = socket;
			this.dress = new Dress(type, peer, OUR_ID);
		}

		@Override
		public void send(ZmqMessage payload) {
			this.socket.send(this.dress.on(payload));
		}

		@Override
		public ZmqMessage receive() {
			return this.dress.off(this.socket.receive());
		}

	}

	/** The frames that an application has to put around a payload and to take off. */
	final class Dress {

		private final boolean routed;

		private final boolean delimited;

		private byte[] routingId;

		Dress(ZmqSocketType type, ZmqSocketType peer, String peerId) {
			this.routed = type == ZmqSocketType.ROUTER;
			this.delimited = (this.routed && peer == ZmqSocketType.REQ)
					|| (type == ZmqSocketType.DEALER && peer == ZmqSocketType.REP);
			this.routingId = peerId.getBytes();
		}

		ZmqMessage on(ZmqMessage payload) {
			ZmqMessage message = this.delimited ? payload.push(new byte[0]) : payload;
			return this.routed ? message.push(this.routingId) : message;
		}

		ZmqMessage off(ZmqMessage message) {
			ZmqMessage rest = message;
			if (this.routed) {
				this.routingId = rest.first();
				rest = rest.pop();
			}
			if (this.delimited) {
				assertThat(rest.first()).isEmpty();
				rest = rest.pop();
			}
			return rest;
		}

	}

}
