package io.github.zmqspring.listener;

import java.lang.reflect.Method;
import java.util.List;

import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.message.HeaderPolicy;
import io.github.zmqspring.socket.ZmqSocketType;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Refuses listeners that cannot be honoured. What {@link EndpointBuilder} can judge it
 * has judged.
 */
final class EndpointRules {

	private final ZmqListenerEndpoint endpoint;

	private final ZmqSocketType type;

	EndpointRules(ZmqListenerEndpoint endpoint, ZmqSocketType type) {
		this.endpoint = endpoint;
		this.type = type;
	}

	ZmqConfigurationException refused(String property, @Nullable Object value, String reason, String action) {
		return new ZmqConfigurationException(this.endpoint.description(), this.endpoint.socketName(), property, value,
				reason, action);
	}

	void checkSocket() {
		if (!this.type.canReceive()) {
			boolean own = this.endpoint.ownSocket() != null;
			throw refused(own ? "type" : "socket", own ? this.type : this.endpoint.socketName(),
					"a " + this.type + " socket does not receive", "Use a socket of another type.");
		}
		if (this.endpoint.batchSize() != null && this.type == ZmqSocketType.REP) {
			throw refused("batchSize", this.endpoint.batchSize(),
					"each message on a REP socket wants a reply, and a batch gives none",
					"Handle the messages one by one, or use type router.");
		}
	}

	/**
	 * Somebody must tell how old messages are.
	 * @param headers the socket's, or {@code null}
	 */
	void checkLag(@Nullable HeaderPolicy headers) {
		if (this.endpoint.maxLag() == null || this.endpoint.timestamp() != null) {
			return;
		}
		String header = ZmqTimestampExtractor.SENT_AT;
		if (headers == null || !headers.allowsInbound(header)) {
			throw refused("maxLag", this.endpoint.maxLag(),
					"nothing tells when a message was sent: the socket lets in no header '" + header + "'",
					"Let the socket have headers, or set timestamp to a ZmqTimestampExtractor.");
		}
	}

	void checkHandler(EndpointHandler handler) {
		boolean batch = this.endpoint.batchSize() != null;
		if (handler instanceof EndpointHandler.Batches && !batch) {
			throw refused("batchSize", null, "the handler takes batches", "Set how many messages a batch has.");
		}
		boolean takesOne = handler instanceof EndpointHandler.Payloads || handler instanceof EndpointHandler.Parts;
		if (batch && takesOne) {
			throw refused("batchSize", this.endpoint.batchSize(), "the handler takes one message",
					"Use a batch listener or a method with a List.");
		}
		if (batch && handler instanceof EndpointHandler.Methods methods && methods.methods().size() > 1) {
			throw refused("batchSize", this.endpoint.batchSize(),
					"a batch cannot be spread over several methods by their payloads", "Use a single method.");
		}
	}

	void checkResult(Method method, ResultType result, @Nullable String sendTo) {
		if (sendTo != null && !result.possible() && !result.asynchronous()) {
			throw refused("@SendTo", sendTo, print(method) + " returns nothing", "Return the result, or remove it.");
		}
		if (sendTo != null) {
			return;
		}
		if (result.possible() && this.endpoint.batchSize() != null) {
			throw refused("batchSize", this.endpoint.batchSize(),
					print(method) + " returns a result, and a batch has no sender to reply to",
					"Return nothing, or name a socket with @SendTo.");
		}
		if (result.possible() && !ReplySender.canReply(this.type)) {
			throw refused("return value", method.getReturnType().getSimpleName(),
					print(method) + " returns a result, and a " + this.type + " socket has no way back",
					"Return nothing, or name a socket with @SendTo.");
		}
		if (result.multiple() && this.type == ZmqSocketType.REP) {
			throw refused("return value", method.getReturnType().getSimpleName(),
					"a REP socket sends one reply to each request (RFC 28)",
					"Return a single value, or use type router.");
		}
	}

	void checkBatchParameter(Method method) {
		Class<?>[] parameters = method.getParameterTypes();
		boolean suspending = parameters.length == 2 && parameters[1].getName().equals("kotlin.coroutines.Continuation");
		boolean list = (parameters.length == 1 || suspending) && parameters[0].isAssignableFrom(List.class)
				&& parameters[0] != Object.class;
		if (!list) {
			throw refused("batchSize", this.endpoint.batchSize(),
					print(method) + " must have a List of payloads or messages as its only parameter",
					"Declare for instance List<String>, or List<Message<String>> for the headers.");
		}
	}

	static String print(Method method) {
		return ClassUtils.getShortName(method.getDeclaringClass()) + "." + method.getName();
	}

}
