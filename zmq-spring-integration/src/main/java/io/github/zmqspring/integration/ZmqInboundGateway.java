package io.github.zmqspring.integration;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.zmqspring.listener.ListenerExecutionFailedException;
import io.github.zmqspring.message.HeaderPolicy;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqParts;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import org.jspecify.annotations.Nullable;

import org.springframework.integration.MessageTimeoutException;
import org.springframework.integration.context.IntegrationContextUtils;
import org.springframework.integration.core.MessagingTemplate;
import org.springframework.integration.core.Pausable;
import org.springframework.integration.gateway.MessagingGatewaySupport;
import org.springframework.integration.support.management.IntegrationManagedResource;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.util.Assert;

/**
 * Sends the requests that a socket receives into a flow, and the flow's replies back to
 * those who asked. For REP, ROUTER, SERVER, PEER, STREAM, DEALER, PAIR, CLIENT and
 * CHANNEL. Foreign peers need to know nothing of it: the messages are plain.
 * <p>
 * A reply goes to the peer that sent its request, whatever its headers say; only headers
 * that the socket lets out travel. A request whose flow fails, or gives no reply in time,
 * is not answered: the error channel may make an answer of it, and otherwise it is logged
 * and counted. A REP's peer then waits until its own timeout (RFC 28).
 * <p>
 * By default one request is in the flow at a time, on the thread that reads the socket;
 * see {@link #setConcurrency(int)} and {@link #setAsync(boolean)}.
 */
@IntegrationManagedResource
public class ZmqInboundGateway extends MessagingGatewaySupport implements ZmqIntegrationAware, Pausable {

	private final SocketReference reference;

	private final InboundListener listener;

	private InboundOptions options = InboundOptions.DEFAULTS;

	private int concurrency = 1;

	private boolean async;

	private Duration asyncTimeout = Duration.ofMillis(IntegrationContextUtils.DEFAULT_TIMEOUT);

	private @Nullable ZmqIntegration integration;

	private @Nullable InboundMessages messages;

	/**
	 * Create a gateway for a socket of the application.
	 * @param socket the name of the socket
	 */
	public ZmqInboundGateway(String socket) {
		this(SocketReference.named(socket));
	}

	/**
	 * Create a gateway with a socket of its own, which opens and closes with it.
	 * @param socket the socket, with a name that no other has
	 */
	public ZmqInboundGateway(SocketSpec socket) {
		this(SocketReference.own(socket));
	}

	private ZmqInboundGateway(SocketReference reference) {
		this.reference = reference;
		this.listener = new InboundListener(reference);
		setErrorOnTimeout(true);
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
	 * Set how many requests are in the flow at the same time.
	 * @param concurrency 1 (the default) for the thread that reads the socket, more for
	 * so many workers; with {@link #setAsync(boolean)} how many replies may be
	 * outstanding
	 */
	public void setConcurrency(int concurrency) {
		Assert.isTrue(concurrency > 0, "'concurrency' must be positive");
		this.concurrency = concurrency;
	}

	/**
	 * Set whether no thread waits for the reply of the flow: for flows that change
	 * threads.
	 * @param async {@code false} unless this is called
	 */
	public void setAsync(boolean async) {
		this.async = async;
	}

	@Override
	public void setReplyTimeout(long replyTimeout) {
		super.setReplyTimeout(replyTimeout);
		this.asyncTimeout = Duration.ofMillis(replyTimeout);
	}

	@Override
	public String getComponentType() {
		return "zmq:inbound-gateway";
	}

	@Override
	protected void onInit() {
		super.onInit();
		ZmqIntegration current = Endpoints.required(this.integration, this);
		ZmqSocket socket = this.listener.register(current.listeners(), this,
				(builder) -> builder.concurrency(this.concurrency)
					.errorHandler(this::onFailure)
					.partsListener(this::onRequest));
		ZmqSocketType type = socket.type();
		if (!canReply(type)) {
			this.listener.end();
			throw this.reference.refused(Endpoints.describe(this, this.reference), "socket", this.reference.name(),
					"a " + type + " socket has no way back",
					"Use an inbound channel adapter, or a socket of another type.");
		}
		this.messages = new InboundMessages(socket, current.converter(), this.options);
	}

	private static boolean canReply(ZmqSocketType type) {
		return switch (type) {
			case DEALER, PAIR, CLIENT, CHANNEL -> true;
			default -> type.repliesToSender();
		};
	}

	private @Nullable Object onRequest(ZmqParts parts) {
		InboundMessages current = this.messages;
		Assert.state(current != null, "Not initialised");
		Message<?> request;
		try {
			request = current.toMessage(parts);
		}
		catch (MessageConversionException ex) {
			return unreadable(ex);
		}
		return this.async ? later(request) : reply(sendAndReceiveMessage(request));
	}

	private @Nullable Object unreadable(MessageConversionException ex) {
		MessageChannel errors = getErrorChannel();
		if (errors == null) {
			throw ex;
		}
		// The error channel may answer at once. Nobody waits for it: a peer must not be
		// able
		// to hold up the others with nonsense.
		MessagingTemplate template = new MessagingTemplate(errors);
		template.setReceiveTimeout(0);
		Message<?> answer = template.sendAndReceive(buildErrorMessage(ex.getFailedMessage(), ex));
		if (answer == null) {
			throw ex;
		}
		return reply(answer);
	}

	private Object reply(@Nullable Message<?> reply) {
		if (reply == null) {
			throw new MessageTimeoutException("The flow gave no reply within the reply timeout");
		}
		ZmqSocket socket = this.listener.socket();
		HeaderPolicy policy = socket.spec().wireFormat().headers();
		if (policy == null) {
			return reply.getPayload();
		}
		Map<String, String> allowed = policy.outbound(reply.getHeaders());
		return new GenericMessage<>(reply.getPayload(), Map.copyOf(allowed));
	}

	private CompletableFuture<Object> later(Message<?> request) {
		return sendAndReceiveMessageReactive(request).timeout(this.asyncTimeout).toFuture().thenApply(this::reply);
	}

	/** What failed on the way to this gateway. */
	private @Nullable Object onFailure(ZmqMessage received, ListenerExecutionFailedException failure) {
		MessageChannel errors = getErrorChannel();
		if (failure.getParts() != null || errors == null) {
			throw failure;
		}
		errors.send(buildErrorMessage(null, failure));
		return null;
	}

	@Override
	protected void doStart() {
		super.doStart();
		this.listener.start();
	}

	@Override
	protected void doStop() {
		this.listener.stop();
		super.doStop();
	}

	@Override
	public void destroy() {
		super.destroy();
		this.listener.end();
	}

	/**
	 * Send no requests into the flow any more; they wait at the socket, up to the
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
