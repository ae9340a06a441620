package io.github.zmqspring.integration;

import java.time.Duration;
import java.util.function.Function;

import io.github.zmqspring.error.ZmqException;
import io.github.zmqspring.message.ZmqHeaders;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.Expression;
import org.springframework.integration.IntegrationPatternType;
import org.springframework.integration.expression.ExpressionUtils;
import org.springframework.integration.handler.AbstractMessageHandler;
import org.springframework.integration.mapping.OutboundMessageMapper;
import org.springframework.integration.support.management.ManageableLifecycle;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.util.Assert;

/**
 * Sends the messages of a channel through a socket, on the caller's thread. For every
 * type that sends, except REQ (whose messages have replies) and REP (which answers). Safe
 * for use by many threads.
 * <p>
 * A payload is converted by the application's converter for ZeroMQ; {@code byte[]},
 * {@link io.github.zmqspring.message.ZmqMessage} and JeroMQ's {@code ZMsg} go as they
 * are. What else the socket needs comes from headers: {@link ZmqHeaders#TOPIC} (unless a
 * topic is set here), {@link ZmqHeaders#ROUTING_ID} and {@link ZmqHeaders#ENVELOPE},
 * {@link ZmqHeaders#GROUP}. Other headers travel if the socket lets them out.
 * <p>
 * If there is no room in time, the sender gets a
 * {@link io.github.zmqspring.error.ZmqQueueFullException}, as the cause of the
 * {@link org.springframework.messaging.MessageHandlingException}.
 */
public class ZmqOutboundChannelAdapter extends AbstractMessageHandler
		implements ManageableLifecycle, DisposableBean, ZmqIntegrationAware {

	private final SocketReference reference;

	private final SocketLease lease;

	private OutboundOptions options = OutboundOptions.DEFAULTS;

	private @Nullable Expression topicExpression;

	private @Nullable ZmqIntegration integration;

	private @Nullable OutboundMessages messages;

	/**
	 * Create an adapter for a socket of the application.
	 * @param socket the name of the socket
	 */
	public ZmqOutboundChannelAdapter(String socket) {
		this(SocketReference.named(socket));
	}

	/**
	 * Create an adapter with a socket of its own. It opens with the other sockets of the
	 * application, and closes with this adapter.
	 * @param socket the socket, with a name that no other has
	 */
	public ZmqOutboundChannelAdapter(SocketSpec socket) {
		this(SocketReference.own(socket));
	}

	private ZmqOutboundChannelAdapter(SocketReference reference) {
		this.reference = reference;
		this.lease = new SocketLease(reference);
	}

	@Override
	public void setZmqIntegration(ZmqIntegration integration) {
		this.integration = integration;
	}

	/**
	 * Set what makes the bytes to send of a message, instead of a conversion.
	 * @param messageMapper gets the whole message
	 * @see ZmqEmbeddedHeadersMessageMapper
	 */
	public void setMessageMapper(OutboundMessageMapper<byte[]> messageMapper) {
		Assert.notNull(messageMapper, "'messageMapper' must not be null");
		this.options = this.options.withMapper(messageMapper);
	}

	/**
	 * Set what converts payloads here, before the conversions of this library.
	 * @param messageConverter its {@code toMessage(..)} makes a {@code byte[]}
	 */
	public void setMessageConverter(MessageConverter messageConverter) {
		Assert.notNull(messageConverter, "'messageConverter' must not be null");
		this.options = this.options.withConverter(messageConverter);
	}

	/**
	 * Set the topic of all messages.
	 * @param topic the topic, sent in UTF-8
	 */
	public void setTopic(String topic) {
		Assert.notNull(topic, "'topic' must not be null");
		setTopicFunction((message) -> topic);
	}

	/**
	 * Set what makes the topic of a message. Without it, that is the header
	 * {@link ZmqHeaders#TOPIC}.
	 * @param topicFunction the function; {@code null} from it is for no topic
	 */
	public void setTopicFunction(Function<Message<?>, @Nullable String> topicFunction) {
		Assert.notNull(topicFunction, "'topicFunction' must not be null");
		this.options = this.options.withTopic(topicFunction);
	}

	/**
	 * Set what makes the topic of a message.
	 * @param topicExpression evaluated on the message
	 */
	public void setTopicExpression(Expression topicExpression) {
		Assert.notNull(topicExpression, "'topicExpression' must not be null");
		this.topicExpression = topicExpression;
	}

	/**
	 * Set whether an empty frame follows the topic, as subscribers of
	 * {@code spring-integration-zeromq} expect it unless they are told not to.
	 * @param wrapTopic {@code false} unless this is called
	 */
	public void setWrapTopic(boolean wrapTopic) {
		this.options = this.options.withWrapTopic(wrapTopic);
	}

	/**
	 * Set the group of all messages (RADIO).
	 * @param group the group
	 */
	public void setGroup(String group) {
		Assert.hasText(group, "'group' must not be empty");
		this.options = this.options.withGroup(group);
	}

	/**
	 * Set how long to wait for room.
	 * @param sendTimeout the time; the socket's send timeout unless this is called
	 */
	public void setSendTimeout(Duration sendTimeout) {
		Assert.isTrue(!sendTimeout.isNegative(), "'sendTimeout' must not be negative");
		this.options = this.options.withTimeout(sendTimeout);
	}

	@Override
	public String getComponentType() {
		return "zmq:outbound-channel-adapter";
	}

	@Override
	public IntegrationPatternType getIntegrationPatternType() {
		return IntegrationPatternType.outbound_channel_adapter;
	}

	@Override
	protected void onInit() {
		super.onInit();
		ZmqIntegration current = Endpoints.required(this.integration, this);
		useTopicExpression();
		String description = Endpoints.describe(this, this.reference);
		ZmqSocket socket = this.lease.begin(current.sockets(), description);
		check(description, socket);
		this.messages = new OutboundMessages(current, socket, this.options);
	}

	private void useTopicExpression() {
		Expression expression = this.topicExpression;
		if (expression != null) {
			EvaluationContext context = ExpressionUtils.createStandardEvaluationContext(getBeanFactory());
			this.options = this.options.withTopic((message) -> expression.getValue(context, message, String.class));
		}
	}

	private void check(String description, ZmqSocket socket) {
		ZmqSocketType type = socket.type();
		try {
			if (!type.canSend() || type == ZmqSocketType.REQ || type == ZmqSocketType.REP) {
				throw this.reference.refused(description, "socket", this.reference.name(), reason(type),
						"Use a socket of another type" + switch (type) {
							case REQ -> ", or an outbound gateway.";
							case REP -> ", or an inbound gateway.";
							default -> ".";
						});
			}
			OutboundMessages.check(description, socket, this.options);
		}
		catch (ZmqException ex) {
			this.lease.end();
			throw ex;
		}
	}

	private static String reason(ZmqSocketType type) {
		return switch (type) {
			case REQ -> "every message of a REQ socket has a reply (RFC 28)";
			case REP -> "a REP socket only answers requests (RFC 28)";
			default -> "a " + type + " socket does not send";
		};
	}

	@Override
	protected void handleMessageInternal(Message<?> message) {
		OutboundMessages current = this.messages;
		Assert.state(current != null, "Not initialised");
		current.send(message);
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
