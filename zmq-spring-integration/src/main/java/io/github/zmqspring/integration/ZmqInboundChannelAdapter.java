package io.github.zmqspring.integration;

import io.github.zmqspring.listener.ListenerExecutionFailedException;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqParts;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import org.jspecify.annotations.Nullable;

import org.springframework.integration.core.Pausable;
import org.springframework.integration.endpoint.MessageProducerSupport;
import org.springframework.integration.mapping.InboundMessageMapper;
import org.springframework.integration.support.management.IntegrationManagedResource;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.util.Assert;

/**
 * Sends what a socket receives to a channel, as it comes. For every type that receives,
 * except REQ. The flow runs on the thread that reads the socket (or on one of
 * {@link #setConcurrency(int) several workers}); while it is busy the socket is not read,
 * and the high-water mark does its work at the peers.
 * <p>
 * The payload is a {@code byte[]}, or a {@link ZmqMessage} if there are several frames,
 * unless a {@link #setPayloadType type} is set. A message that cannot be read, or whose
 * flow fails, goes to the error channel, without one to the log; the adapter goes on. On
 * a REP socket, a peer gets an empty reply when the flow has handled its request.
 * <p>
 * The adapter is a listener of the application: it has counters in the
 * {@link io.github.zmqspring.listener.ZmqListenerRegistry} under the name of this bean,
 * and what is set there for all listeners (retries, stop timeout, recoverer) holds for
 * it.
 */
@IntegrationManagedResource
public class ZmqInboundChannelAdapter extends MessageProducerSupport implements ZmqIntegrationAware, Pausable {

	private final SocketReference reference;

	private final InboundListener listener;

	private InboundOptions options = InboundOptions.DEFAULTS;

	private int concurrency = 1;

	private @Nullable ZmqIntegration integration;

	private @Nullable InboundMessages messages;

	/**
	 * Create an adapter for a socket of the application.
	 * @param socket the name of the socket
	 */
	public ZmqInboundChannelAdapter(String socket) {
		this(SocketReference.named(socket));
	}

	/**
	 * Create an adapter with a socket of its own, which opens and closes with it.
	 * @param socket the socket, with a name that no other has
	 */
	public ZmqInboundChannelAdapter(SocketSpec socket) {
		this(SocketReference.own(socket));
	}

	private ZmqInboundChannelAdapter(SocketReference reference) {
		this.reference = reference;
		this.listener = new InboundListener(reference);
	}

	@Override
	public void setZmqIntegration(ZmqIntegration integration) {
		this.integration = integration;
	}

	/**
	 * Set what payloads are converted to, by the application's converter for ZeroMQ.
	 * @param payloadType for instance {@code String}, or {@link ZmqMessage} for all
	 * frames; unless this is called {@code byte[]}, or {@link ZmqMessage} if there are
	 * several frames
	 */
	public void setPayloadType(Class<?> payloadType) {
		Assert.notNull(payloadType, "'payloadType' must not be null");
		this.options = this.options.withPayloadType(payloadType);
	}

	/**
	 * Set what makes messages of payloads, instead of a conversion.
	 * @param messageMapper gets the single frame of the payload, and the headers
	 * @see ZmqEmbeddedHeadersMessageMapper
	 */
	public void setMessageMapper(InboundMessageMapper<byte[]> messageMapper) {
		Assert.notNull(messageMapper, "'messageMapper' must not be null");
		this.options = this.options.withMapper(messageMapper);
	}

	/**
	 * Set whether an empty frame between topic and payload is dropped. Publishers of
	 * {@code spring-integration-zeromq} send it, unless they are told not to.
	 * @param unwrapTopic {@code false} unless this is called
	 */
	public void setUnwrapTopic(boolean unwrapTopic) {
		this.options = this.options.withUnwrapTopic(unwrapTopic);
	}

	/**
	 * Set how many messages are in the flow at the same time.
	 * @param concurrency 1 (the default) to keep their order on the thread that reads the
	 * socket, more to hand them to so many workers
	 */
	public void setConcurrency(int concurrency) {
		Assert.isTrue(concurrency > 0, "'concurrency' must be positive");
		this.concurrency = concurrency;
	}

	@Override
	public String getComponentType() {
		return "zmq:inbound-channel-adapter";
	}

	@Override
	protected void onInit() {
		super.onInit();
		ZmqIntegration current = Endpoints.required(this.integration, this);
		ZmqSocket socket = this.listener.register(current.listeners(), this,
				(builder) -> builder.concurrency(this.concurrency)
					.errorHandler(this::onFailure)
					.partsListener(this::onMessage));
		check(socket);
		this.messages = new InboundMessages(socket, current.converter(), this.options);
	}

	private void check(ZmqSocket socket) {
		ZmqSocketType type = socket.type();
		if (type == ZmqSocketType.REQ) {
			throw refused("socket", this.reference.name(), "a REQ socket receives replies only",
					"Use an outbound gateway.");
		}
		if (this.options.unwrapTopic() && !type.hasTopics()) {
			throw refused("unwrapTopic", true, "a " + type + " socket has no topics", "Remove it.");
		}
		if (this.options.mapper() != null && this.options.payloadType() != null) {
			throw refused("payloadType", this.options.payloadType(), "there is a mapper, too", "Remove one of them.");
		}
	}

	private RuntimeException refused(String property, @Nullable Object value, String reason, String action) {
		this.listener.end();
		return this.reference.refused(Endpoints.describe(this, this.reference), property, value, reason, action);
	}

	private @Nullable Object onMessage(ZmqParts parts) {
		InboundMessages current = this.messages;
		Assert.state(current != null, "Not initialised");
		Message<?> message;
		try {
			message = current.toMessage(parts);
		}
		catch (MessageConversionException ex) {
			if (sendErrorMessageIfNecessary(ex.getFailedMessage(), ex)) {
				return null;
			}
			throw ex;
		}
		sendMessage(message);
		return null;
	}

	/**
	 * What failed on the way to this adapter, or in its flow if it has no error channel.
	 */
	private @Nullable Object onFailure(ZmqMessage received, ListenerExecutionFailedException failure) {
		if (failure.getParts() != null || !sendErrorMessageIfNecessary(null, failure)) {
			throw failure;
		}
		return null;
	}

	@Override
	protected void doStart() {
		this.listener.start();
	}

	@Override
	protected void doStop() {
		super.doStop();
		this.listener.stop();
	}

	@Override
	public void destroy() {
		super.destroy();
		this.listener.end();
	}

	/**
	 * Send nothing to the channel any more. Messages wait at the socket, up to the
	 * high-water mark, and then at the peers.
	 */
	@Override
	public void pause() {
		this.listener.pause();
	}

	@Override
	public void resume() {
		this.listener.resume();
	}

	@Override
	public boolean isPaused() {
		return this.listener.isPaused();
	}

}
