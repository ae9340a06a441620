package io.github.zmqspring.integration;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.github.zmqspring.error.ZmqException;
import io.github.zmqspring.message.ZmqParts;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.template.ZmqSendSpec;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.integration.handler.AbstractReplyProducingMessageHandler;
import org.springframework.integration.support.management.ManageableLifecycle;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.util.Assert;

/**
 * Sends the messages of a channel as requests and their replies on to the next. For
 * DEALER, which has any number of requests in flight, and for REQ and CLIENT, which have
 * one. Timeouts, tries and late replies are those of
 * {@link io.github.zmqspring.template.ZmqOperations}: without a reply in any try the
 * sender gets a {@link io.github.zmqspring.error.ZmqRequestTimeoutException}, as the
 * cause of the {@link org.springframework.messaging.MessageHandlingException}.
 * <p>
 * By default the thread that brings the request waits for the reply. With
 * {@link #setAsync(boolean) async} nobody waits; the flow then goes on on the thread that
 * brings all replies of the socket, unless a {@link #setReplyExecutor reply executor} is
 * set. A flow that blocks, or makes requests through the same socket, needs one.
 */
public class ZmqOutboundGateway extends AbstractReplyProducingMessageHandler
		implements ManageableLifecycle, DisposableBean, ZmqIntegrationAware {

	private final SocketReference reference;

	private final SocketLease lease;

	private InboundOptions replies = InboundOptions.DEFAULTS;

	private OutboundOptions requests = OutboundOptions.DEFAULTS;

	private @Nullable Integer tries;

	private @Nullable Executor replyExecutor;

	private @Nullable ZmqIntegration integration;

	private @Nullable OutboundMessages outbound;

	private @Nullable InboundMessages inbound;

	/**
	 * Create a gateway for a socket of the application. Give requests a socket of their
	 * own: a listener cannot read it.
	 * @param socket the name of the socket
	 */
	public ZmqOutboundGateway(String socket) {
		this(SocketReference.named(socket));
	}

	/**
	 * Create a gateway with a socket of its own. It opens with the other sockets of the
	 * application, and closes with this gateway.
	 * @param socket the socket, with a name that no other has
	 */
	public ZmqOutboundGateway(SocketSpec socket) {
		this(SocketReference.own(socket));
	}

	private ZmqOutboundGateway(SocketReference reference) {
		this.reference = reference;
		this.lease = new SocketLease(reference);
	}

	@Override
	public void setZmqIntegration(ZmqIntegration integration) {
		this.integration = integration;
	}

	/**
	 * Set what the payloads of replies are converted to, by the application's converter
	 * for ZeroMQ.
	 * @param replyType for instance {@code String}; unless this is called {@code byte[]},
	 * or {@link io.github.zmqspring.message.ZmqMessage} if there are several frames
	 */
	public void setReplyType(Class<?> replyType) {
		Assert.notNull(replyType, "'replyType' must not be null");
		this.replies = this.replies.withPayloadType(replyType);
	}

	/**
	 * Set what converts the payloads of requests here, before the conversions of this
	 * library.
	 * @param messageConverter its {@code toMessage(..)} makes a {@code byte[]}
	 */
	public void setMessageConverter(MessageConverter messageConverter) {
		Assert.notNull(messageConverter, "'messageConverter' must not be null");
		this.requests = this.requests.withConverter(messageConverter);
	}

	/**
	 * Set how long each try waits for the reply.
	 * @param timeout the time; the socket's or the template's unless this is called
	 */
	public void setTimeout(Duration timeout) {
		Assert.isTrue(timeout.toNanos() > 0, "'timeout' must be positive");
		this.requests = this.requests.withTimeout(timeout);
	}

	/**
	 * Set how often a request is sent at most. Its peer may get it that often.
	 * @param tries the number; the socket's or the template's unless this is called
	 */
	public void setTries(int tries) {
		Assert.isTrue(tries > 0, "'tries' must be positive");
		this.tries = tries;
	}

	/**
	 * Set where the flow goes on with {@link #setAsync(boolean) asynchronous} replies.
	 * @param replyExecutor the executor
	 */
	public void setReplyExecutor(Executor replyExecutor) {
		Assert.notNull(replyExecutor, "'replyExecutor' must not be null");
		this.replyExecutor = replyExecutor;
	}

	@Override
	public String getComponentType() {
		return "zmq:outbound-gateway";
	}

	@Override
	protected void doInit() {
		ZmqIntegration current = Endpoints.required(this.integration, this);
		String description = Endpoints.describe(this, this.reference);
		ZmqSocket socket = this.lease.begin(current.sockets(), description);
		ZmqSocketType type = socket.type();
		if (type != ZmqSocketType.DEALER && type != ZmqSocketType.REQ && type != ZmqSocketType.CLIENT) {
			this.lease.end();
			throw this.reference.refused(description, "socket", this.reference.name(),
					"a " + type + " socket makes no requests", "Use a DEALER, REQ or CLIENT socket.");
		}
		if (this.replyExecutor != null && !isAsync()) {
			this.lease.end();
			throw this.reference.refused(description, "replyExecutor", "set",
					"without 'async' the flow goes on where it came from", "Set 'async', or remove it.");
		}
		this.outbound = new OutboundMessages(current, socket, this.requests);
		this.inbound = new InboundMessages(socket, current.converter(), this.replies);
	}

	@Override
	protected Object handleRequestMessage(Message<?> request) {
		OutboundMessages sender = this.outbound;
		InboundMessages receiver = this.inbound;
		if (sender == null || receiver == null) {
			throw new ZmqException(Endpoints.describe(this, this.reference) + " is not initialised");
		}
		ZmqSendSpec prepared = sender.prepare(request);
		if (this.tries != null) {
			prepared.tries(this.tries);
		}
		if (!isAsync()) {
			return receiver.toMessage(prepared.request(ZmqParts.class));
		}
		CompletableFuture<ZmqParts> reply = prepared.requestAsync(ZmqParts.class);
		return (this.replyExecutor != null) ? ReplyFuture.of(reply, receiver::toMessage, this.replyExecutor)
				: reply.thenApply(receiver::toMessage);
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
