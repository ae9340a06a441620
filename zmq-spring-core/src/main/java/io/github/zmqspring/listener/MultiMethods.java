package io.github.zmqspring.listener;

import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.zmqspring.listener.MultiMethodInvoker.Typed;
import io.github.zmqspring.message.PayloadMatcher;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.support.MessageHeaderAccessor;

/**
 * Collects the methods of a listener that has several, and refuses those that cannot be
 * told apart.
 */
final class MultiMethods {

	private final EndpointRules rules;

	private final @Nullable PayloadMatcher matcher;

	private final List<Typed> typed = new ArrayList<>();

	private @Nullable Invoker frames;

	private @Nullable Invoker single;

	private @Nullable Invoker fallback;

	MultiMethods(EndpointRules rules, @Nullable PayloadMatcher matcher) {
		this.rules = rules;
		this.matcher = matcher;
	}

	void add(ListenerMethod method, boolean isDefault, Invoker invoker) {
		if (isDefault) {
			requireFirst(this.fallback, method, "there is another default method");
			this.fallback = invoker;
			return;
		}
		ResolvableType payload = payload(method);
		if (payload == null) {
			throw ambiguous(method, "it has no payload to be chosen by");
		}
		PayloadKind kind = PayloadKind.of(payload);
		if (kind == null) {
			addTyped(method, payload, invoker);
		}
		else if (kind.takesAllFrames()) {
			requireFirst(this.frames, method, "there is another method that takes all frames");
			this.frames = invoker;
		}
		else {
			requireFirst(this.single, method,
					"there is another method of byte[], ByteBuffer or String, and bytes do not tell");
			this.single = invoker;
		}
	}

	private void addTyped(ListenerMethod method, ResolvableType payload, Invoker invoker) {
		Type type = payload.getType();
		for (Typed other : this.typed) {
			if (other.type().equals(type)) {
				throw ambiguous(method, "there is another method of the same type");
			}
		}
		if (this.matcher == null) {
			throw ambiguous(method, "without a JSON converter nothing tells what fits " + type.getTypeName());
		}
		Class<?> raw = payload.resolve(Object.class);
		boolean fitsAll = raw == Object.class || Map.class.isAssignableFrom(raw)
				|| raw.getName().equals("tools.jackson.databind.JsonNode");
		if (fitsAll) {
			throw ambiguous(method, "every JSON object fits " + type.getTypeName());
		}
		this.typed.add(new Typed(type, invoker));
	}

	private void requireFirst(@Nullable Invoker other, ListenerMethod method, String reason) {
		if (other != null) {
			throw ambiguous(method, reason);
		}
	}

	private RuntimeException ambiguous(ListenerMethod method, String reason) {
		return this.rules.refused("@ZmqHandler", EndpointRules.print(method.getMethod()), reason,
				"Change its parameter, or make one method the default.");
	}

	/** The type of the payload, seen through a message around it. */
	private static @Nullable ResolvableType payload(ListenerMethod method) {
		for (MethodParameter parameter : method.getMethodParameters()) {
			ResolvableType type = ResolvableType.forMethodParameter(parameter);
			Class<?> raw = type.resolve(Object.class);
			if (Message.class.isAssignableFrom(raw)) {
				return type.as(Message.class).getGeneric(0);
			}
			if (isPayload(parameter) && !raw.getName().equals("kotlin.coroutines.Continuation")
					&& !MessageHeaders.class.isAssignableFrom(raw)
					&& !MessageHeaderAccessor.class.isAssignableFrom(raw)) {
				return type;
			}
		}
		return null;
	}

	/** Annotations for validation stand beside a payload, all others instead of it. */
	private static boolean isPayload(MethodParameter parameter) {
		if (parameter.hasParameterAnnotation(Payload.class)) {
			return true;
		}
		for (Annotation annotation : parameter.getParameterAnnotations()) {
			if (!annotation.annotationType().getSimpleName().startsWith("Valid")) {
				return false;
			}
		}
		return true;
	}

	Invoker build() {
		return new MultiMethodInvoker(this.typed, this.matcher, this.frames, this.single, this.fallback);
	}

}
