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

	private final SocketLease lease;

	private final ConcurrentLinkedDeque<ZmqMessage> requeued = new ConcurrentLinkedDeque<>();

	private InboundOptions options = InboundOptions.DEFAULTS;

	private Duration receiveTimeout = Duration.ZERO;

	private @Nullable ZmqIntegration integration;

	private @Nullable ZmqSocket socket;

	private @Nullable InboundMessages messages;

	/**
	 * Create a source for a socket of the application.
	 * @param socket the name of the socket
	 */
	public ZmqMessageSource(String socket) {
		this(SocketReference.named(socket));
	}

	/**
	 * Create a source with a socket of its own. It opens with the other sockets of the
	 * application, and closes with the poller of this source.
	 * @param socket the socket, with a name that no other has
	 */
	public ZmqMessageSource(SocketSpec socket) {
		this(SocketReference.own(socket));
	}

	private ZmqMessageSource(SocketReference reference) {
		this.reference = reference;
		this.lease = new SocketLease(reference);
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
		ZmqSocket found = this.lease.begin(current.sockets(), description);
		ZmqSocketType type = found.type();
		if (!type.canReceive() || type == ZmqSocketType.REQ || type == ZmqSocketType.XPUB) {
			this.lease.end();
			throw this.reference.refused(description, "socket", this.reference.name(), reason(type),
					"Use " + ((type == ZmqSocketType.REQ) ? "an outbound gateway." : (type == ZmqSocketType.XPUB)
							? "an inbound channel adapter." : "a socket of another type."));
		}
		this.socket = found;
		this.messages = new InboundMessages(found, current.converter(), this.options);
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
		ZmqSocket current = this.socket;
		InboundMessages converter = this.messages;
		if (current == null || converter == null) {
			throw new ZmqException(Endpoints.describe(this, this.reference) + " is not initialised");
		}
		ZmqMessage again = this.requeued.pollFirst();
		ZmqMessage raw = (again != null) ? again : current.receive(this.receiveTimeout);
		if (raw == null) {
			return null;
		}
		WireFormat format = current.spec().wireFormat();
		ZmqParts parts = format.decode(raw);
		return getMessageBuilderFactory().fromMessage(converter.toMessage(parts))
			.setHeader(IntegrationMessageHeaderAccessor.ACKNOWLEDGMENT_CALLBACK,
					new SourceAcknowledgment(current, raw, parts, this.requeued::addFirst));
	}

	@Override
	public void start() {
		this.lease.start();
	}

	@Override
	public void stop() {
		this.lease.stop();
	}

	@Override
	public boolean isRunning() {
		return this.lease.isRunning();
	}

	@Override
	public void destroy() {
		super.destroy();
		this.lease.end();
	}

}
