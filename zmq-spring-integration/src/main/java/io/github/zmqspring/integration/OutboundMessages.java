package io.github.zmqspring.integration;

import java.time.Duration;
import java.util.List;

import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.message.ZmqHeaders;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqMessageConverters;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.template.ZmqOperations;
import io.github.zmqspring.template.ZmqSendSpec;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMsg;

import org.springframework.integration.mapping.OutboundMessageMapper;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.converter.SmartMessageConverter;
import org.springframework.util.Assert;

/**
 * Turns the messages of a flow into what a socket sends. Thread-safe.
 */
final class OutboundMessages {

	private final ZmqOperations operations;

	private final ZmqSocket socket;

	private final ZmqSocketType type;

	private final OutboundOptions options;

	/** Non-null if payloads are converted here and not by the operations. */
	private final @Nullable SmartMessageConverter converter;

	/** Whether a message is its payload. */
	private final boolean bare;

	OutboundMessages(ZmqIntegration integration, ZmqSocket socket, OutboundOptions options) {
		this.operations = integration.operations();
		this.socket = socket;
		this.type = socket.type();
		this.options = options;
		this.converter = (options.converter() != null) ? ZmqMessageConverters.complete(options.converter())
				: options.wrapTopic() ? integration.converter() : null;
		this.bare = !this.type.hasTopics() && !this.type.isRouted() && !this.type.routesByNumber()
				&& this.type != ZmqSocketType.RADIO && socket.spec().headers() == null && options.timeout() == null;
	}

	/**
	 * Refuse what the socket has no place for.
	 * @param description who wants it
	 * @param socket the socket
	 * @param options what is wanted
	 */
	static void check(String description, ZmqSocket socket, OutboundOptions options) {
		ZmqSocketType type = socket.type();
		if (options.topic() != null && !type.hasTopics()) {
			throw refused(description, socket, "topic", "a " + type + " socket has no topics");
		}
		if (options.wrapTopic() && !type.hasTopics()) {
			throw refused(description, socket, "wrapTopic", "a " + type + " socket has no topics");
		}
		if (options.group() != null && type != ZmqSocketType.RADIO) {
			throw refused(description, socket, "group", "a " + type + " socket has no groups");
		}
		if (options.converter() != null && options.mapper() != null) {
			throw refused(description, socket, "messageConverter", "there is a mapper, too");
		}
	}

	private static ZmqConfigurationException refused(String description, ZmqSocket socket, String property,
			String reason) {
		return new ZmqConfigurationException(description, socket.name(), property, "set", reason, "Remove it.");
	}

	/**
	 * Send a message, waiting for room as long as the options or the socket say.
	 * @param message the message
	 */
	void send(Message<?> message) {
		if (this.bare) {
			this.operations.send(this.socket.name(), body(message));
		}
		else {
			prepare(message).send();
		}
	}

	/**
	 * Prepare a message with everything the socket has a place for.
	 * @param message the message
	 * @return what sends it
	 */
	ZmqSendSpec prepare(Message<?> message) {
		ZmqSendSpec spec = this.operations.to(this.socket.name());
		Object body = body(message);
		if (this.type.hasTopics()) {
			body = addTopic(message, body, spec);
		}
		spec.body(body);
		if (this.socket.spec().headers() != null) {
			spec.headers(message.getHeaders());
		}
		if (this.type.isRouted() || this.type.routesByNumber()) {
			addPeer(message, spec);
		}
		if (this.type == ZmqSocketType.RADIO) {
			addGroup(message, spec);
		}
		Duration timeout = this.options.timeout();
		return (timeout != null) ? spec.timeout(timeout) : spec;
	}

	private Object body(Message<?> message) {
		Object payload = message.getPayload();
		if (payload instanceof ZMsg frames) {
			return ZmqMessage.of(frames.stream().map((frame) -> frame.getData()).toArray(byte[][]::new));
		}
		OutboundMessageMapper<byte[]> mapper = this.options.mapper();
		if (mapper != null) {
			byte[] mapped = mapper.fromMessage(message);
			if (mapped == null) {
				throw new MessageConversionException(message, "The mapper made no bytes");
			}
			return mapped;
		}
		boolean frames = payload instanceof byte[] || payload instanceof ZmqMessage;
		return (this.converter != null && !frames) ? convert(message, this.converter) : payload;
	}

	private static Object convert(Message<?> message, SmartMessageConverter converter) {
		Message<?> converted = converter.toMessage(message.getPayload(), message.getHeaders());
		if (converted == null) {
			throw new MessageConversionException(message,
					"The converter takes no " + message.getPayload().getClass().getTypeName());
		}
		return converted.getPayload();
	}

	private Object addTopic(Message<?> message, Object body, ZmqSendSpec spec) {
		Object topic = this.options.topicOf(message);
		if (topic instanceof byte[] bytes) {
			spec.topic(bytes);
		}
		else if (topic != null) {
			spec.topic(topic.toString());
		}
		return (topic != null && this.options.wrapTopic()) ? wrapped(message, body) : body;
	}

	/** An empty frame in front, as {@code spring-integration-zeromq} sends it. */
	private ZmqMessage wrapped(Message<?> message, Object body) {
		if (body instanceof ZmqMessage frames) {
			return frames.push(new byte[0]);
		}
		if (body instanceof byte[] frame) {
			return ZmqMessage.of(new byte[0], frame);
		}
		throw new MessageConversionException(message,
				"The converter made a " + body.getClass().getTypeName() + ", and not bytes");
	}

	private void addPeer(Message<?> message, ZmqSendSpec spec) {
		Object routingId = message.getHeaders().get(ZmqHeaders.ROUTING_ID);
		if (routingId instanceof byte[] bytes) {
			spec.routingId(bytes);
		}
		else if (routingId instanceof String text) {
			spec.routingId(text);
		}
		else if (routingId instanceof Number number) {
			spec.routingId(number.intValue());
		}
		if (message.getHeaders().get(ZmqHeaders.ENVELOPE) instanceof List<?> frames && !frames.isEmpty()
				&& this.socket.spec().wireFormat().hasEnvelope()) {
			spec.envelope(ZmqMessage.of(frames.toArray(new byte[0][])));
		}
	}

	private void addGroup(Message<?> message, ZmqSendSpec spec) {
		Object group = (this.options.group() != null) ? this.options.group()
				: message.getHeaders().get(ZmqHeaders.GROUP);
		Assert.isTrue(group != null, () -> "A message for a RADIO socket needs the header " + ZmqHeaders.GROUP
				+ ", or the endpoint a group");
		spec.group(group.toString());
	}

}
