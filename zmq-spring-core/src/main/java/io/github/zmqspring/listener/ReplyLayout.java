package io.github.zmqspring.listener;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.github.zmqspring.error.ZmqException;
import io.github.zmqspring.message.HeaderPolicy;
import io.github.zmqspring.message.MessageDestination;
import io.github.zmqspring.message.MessageOrigin;
import io.github.zmqspring.message.WireFormat;
import io.github.zmqspring.message.ZmqHeaders;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqParts;
import io.github.zmqspring.observation.TraceHeaders;
import io.github.zmqspring.socket.ZmqSocketType;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.converter.SmartMessageConverter;
import org.springframework.util.Assert;

/**
 * Lays the results of handlers out in frames. Pure.
 */
final class ReplyLayout {

	private final SmartMessageConverter converter;

	ReplyLayout(SmartMessageConverter converter) {
		this.converter = converter;
	}

	/**
	 * Lay a result out.
	 * @param result what the handler returned
	 * @param type the type of the socket it is sent through
	 * @param format the layout of that socket
	 * @param request the message that is answered, or {@code null} if the result goes
	 * somewhere else
	 * @return the message to send
	 * @throws MessageConversionException if the result cannot be converted
	 * @throws ZmqException if it is not known which peer or group the result is for
	 */
	ZmqMessage layOut(Object result, ZmqSocketType type, WireFormat format, @Nullable Received request) {
		return layOut(result, type, format, request, Map.of());
	}

	/**
	 * Lay out a result that belongs to a trace.
	 * @param result what the handler returned
	 * @param type the type of the socket it is sent through
	 * @param format the layout of that socket
	 * @param request the message that is answered, or {@code null} if the result goes
	 * somewhere else
	 * @param trace the headers that carry the trace
	 * @return the message to send
	 */
	ZmqMessage layOut(Object result, ZmqSocketType type, WireFormat format, @Nullable Received request,
			Map<String, String> trace) {
		MessageHeaders headers = (result instanceof Message<?> message) ? message.getHeaders() : null;
		ZmqMessage payload = payload((result instanceof Message<?> message) ? message.getPayload() : result);
		ZmqParts parts = ZmqParts.of(payload.withOrigin(origin(type, headers, request)));
		if (request != null && format.isRouted()) {
			parts = parts.withRoutingId(request.parts().routingId()).withEnvelope(request.parts().envelope());
		}
		if (headers != null) {
			parts = override(parts, format, headers);
		}
		if (format.isRouted() && parts.routingId() == null) {
			throw unknownPeer(type, ZmqHeaders.ROUTING_ID);
		}
		return TraceHeaders.encode(format, parts, trace);
	}

	/**
	 * Return what a result is going to be published under.
	 * @param result what the handler returned
	 * @return the topic or group, or {@code null} if there is none
	 */
	static @Nullable String destination(Object result) {
		MessageHeaders headers = (result instanceof Message<?> message) ? message.getHeaders() : null;
		if (headers == null) {
			return null;
		}
		return headers.containsKey(ZmqHeaders.TOPIC)
				? new String(bytes(headers, ZmqHeaders.TOPIC), StandardCharsets.UTF_8)
				: headers.get(ZmqHeaders.GROUP, String.class);
	}

	private ZmqMessage payload(Object result) {
		if (result instanceof ZmqMessage message) {
			return message;
		}
		if (result instanceof byte[] frame) {
			return ZmqMessage.of(frame);
		}
		Message<?> converted = this.converter.toMessage(result, null);
		Object content = (converted != null) ? converted.getPayload() : null;
		if (content instanceof ZmqMessage message) {
			return message;
		}
		if (content instanceof byte[] frame) {
			return ZmqMessage.of(frame);
		}
		throw new MessageConversionException("No converter takes a result of type " + result.getClass().getTypeName());
	}

	private static @Nullable MessageOrigin origin(ZmqSocketType type, @Nullable MessageHeaders headers,
			@Nullable Received request) {
		if (type.routesByNumber()) {
			if (headers != null && headers.get(ZmqHeaders.ROUTING_ID) instanceof Number id) {
				return new MessageDestination(id.intValue(), null);
			}
			MessageOrigin sender = (request != null) ? request.raw().origin() : null;
			if (sender == null || sender.routingId() == 0) {
				throw unknownPeer(type, ZmqHeaders.ROUTING_ID);
			}
			return sender;
		}
		if (type == ZmqSocketType.RADIO) {
			if (headers == null || !(headers.get(ZmqHeaders.GROUP) instanceof String group)) {
				throw unknownPeer(type, ZmqHeaders.GROUP);
			}
			return new MessageDestination(0, group);
		}
		return null;
	}

	private static ZmqException unknownPeer(ZmqSocketType type, String header) {
		return new ZmqException(
				"A result sent through a " + type + " socket must be a Message with the header " + header);
	}

	private static ZmqParts override(ZmqParts parts, WireFormat format, MessageHeaders headers) {
		ZmqParts changed = parts;
		if (format.isRouted() && headers.containsKey(ZmqHeaders.ROUTING_ID)) {
			changed = changed.withRoutingId(bytes(headers, ZmqHeaders.ROUTING_ID));
		}
		if (format.hasEnvelope() && headers.get(ZmqHeaders.ENVELOPE) instanceof List<?> frames) {
			changed = changed.withEnvelope(frames.isEmpty() ? null : ZmqMessage.of(frames.toArray(new byte[0][])));
		}
		if (format.hasTopic() && headers.containsKey(ZmqHeaders.TOPIC)) {
			changed = changed.withTopic(bytes(headers, ZmqHeaders.TOPIC));
		}
		HeaderPolicy policy = format.headers();
		return (policy != null) ? changed.withHeaders(policy.outbound(headers)) : changed;
	}

	private static byte[] bytes(MessageHeaders headers, String name) {
		Object value = headers.get(name);
		if (value instanceof byte[] bytes) {
			return bytes;
		}
		Assert.isInstanceOf(String.class, value, () -> "Header " + name + " must be a byte[] or a String: ");
		return String.valueOf(value).getBytes(StandardCharsets.UTF_8);
	}

}
