package io.github.zmqspring.integration;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;

import io.github.zmqspring.error.ZmqException;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqParts;
import io.github.zmqspring.message.WireFormat;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import org.jspecify.annotations.Nullable;

import org.springframework.integration.IntegrationMessageHeaderAccessor;
import org.springframework.integration.endpoint.AbstractMessageSource;
import org.springframework.integration.support.management.ManageableLifecycle;
import org.springframework.util.Assert;

/**
 * Receives from a socket when it is polled. For every type that receives, except REQ and
 * XPUB. Where messages need not be polled, {@link ZmqInboundChannelAdapter} has them
 * sooner.
 * <p>
 * Each message carries an acknowledgment callback, called by the poller when its flow has
 * ended. ZeroMQ itself acknowledges nothing, so it acts in this process: {@code ACCEPT}
 * ends the matter, and a REP's peer gets an empty reply; {@code REJECT} drops the
 * message; {@code REQUEUE} puts it in front of those to come. What was put back is lost
 * when the application ends.
 */
public class ZmqMessageSource extends AbstractMessageSource<Object>
		implements ManageableLifecycle, ZmqIntegrationAware {

	private final SocketReference reference;

	private final ConcurrentLinkedDeque<ZmqMessage> requeued = new ConcurrentLinkedDeque<>();

	private InboundOptions options = InboundOptions.DEFAULTS;

	private Duration receiveTimeout = Duration.ZERO;

	private @Nullable ZmqIntegration integration;

	private @Nullable SocketLease lease;

	private @Nullable InboundMessages messages;

	private volatile boolean running;

	/**
	 * Create a source for a socket of the application.
	 * @param socket the name of the socket
	 */
	public ZmqMessageSource(String socket) {
		this.reference = SocketReference.named(socket);
	}

	/**
	 * Create a source with a socket of its own. It opens with the other sockets of the
	 * application, and closes with the poller of this source.
	 * @param socket the socket, with a name that no other has
	 */
	public ZmqMessageSource(SocketSpec socket) {
		this.reference = SocketReference.own(socket);
	}

	@Override
	public void setZmqIntegration(ZmqIntegration integration) {
		this.integration = integration;
	}

	/**
	 * Set what payloads are converted to, by the application's converter for ZeroMQ.
	 * @param payloadType for instance {@code String}; unless this is called
	 * {@code byte[]}, or {@link ZmqMessage} if there are several frames
	 */
	public void setPayloadType(Class<?> payloadType) {
		Assert.notNull(payloadType, "'payloadType' must not be null");
		this.options = this.options.withPayloadType(payloadType);
	}

	/**
	 * Set how long a poll waits for a message.
	 * @param receiveTimeout the time; zero, not to wait, unless this is called
	 */
	public void setReceiveTimeout(Duration receiveTimeout) {
		Assert.isTrue(!receiveTimeout.isNegative(), "'receiveTimeout' must not be negative");
		this.receiveTimeout = receiveTimeout;
	}

	@Override
	public String getComponentType() {
		return "zmq:inbound-channel-adapter";
	}

	@Override
	protected void onInit() {
		ZmqIntegration current = Endpoints.required(this.integration, this);
		String description = Endpoints.describe(this, this.reference);
		SocketLease leased = this.reference.lease(current, description);
		ZmqSocketType type = leased.socket().type();
		if (!type.canReceive() || type == ZmqSocketType.REQ || type == ZmqSocketType.XPUB) {
			leased.end();
			throw this.reference.refused(description, "socket", this.reference.name(), reason(type),
					"Use " + ((type == ZmqSocketType.REQ) ? "an outbound gateway." : (type == ZmqSocketType.XPUB)
							? "an inbound channel adapter." : "a socket of another type."));
		}
		this.lease = leased;
		this.messages = new InboundMessages(leased.socket(), current.converter(), this.options);
	}

	private static String reason(ZmqSocketType type) {
		return switch (type) {
			case REQ -> "a REQ socket receives replies only";
			case XPUB -> "what an XPUB socket receives are subscriptions";
			default -> "a " + type + " socket does not receive";
		};
	}

	/**
	 * {@inheritDoc} {@code null} while this source is stopped.
	 */
	@Override
	protected @Nullable Object doReceive() {
		SocketLease current = this.lease;
		InboundMessages converter = this.messages;
		if (current == null || converter == null) {
			throw new ZmqException(Endpoints.describe(this, this.reference) + " is not initialised");
		}
		ZmqSocket socket = current.socket();
		ZmqMessage again = this.requeued.pollFirst();
		ZmqMessage raw = (again != null) ? again : socket.receive(this.receiveTimeout);
		if (raw == null) {
			return null;
		}
		WireFormat format = socket.spec().wireFormat();
		ZmqParts parts = format.decode(raw);
		return getMessageBuilderFactory().fromMessage(converter.toMessage(parts))
			.setHeader(IntegrationMessageHeaderAccessor.ACKNOWLEDGMENT_CALLBACK,
					new SourceAcknowledgment(socket, raw, parts, this.requeued::addFirst));
	}

	@Override
	public void start() {
		SocketLease current = this.lease;
		if (!this.running && current != null) {
			current.open();
			this.running = true;
		}
	}

	@Override
	public void stop() {
		SocketLease current = this.lease;
		if (this.running && current != null) {
			this.running = false;
			current.close();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public void destroy() {
		super.destroy();
		SocketLease current = this.lease;
		if (current != null) {
			current.end();
		}
	}

}
