package io.github.zmqspring.listener;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

import io.github.zmqspring.message.PayloadMatcher;
import io.github.zmqspring.message.ZmqMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.converter.MessageConversionException;

/**
 * Chooses among several methods by the payload. The rule is documented at
 * {@code @ZmqHandler}; here it is assumed that the methods can be told apart.
 */
final class MultiMethodInvoker implements Invoker {

	/**
	 * A method for payloads of a type that needs a converter.
	 */
	record Typed(Type type, Invoker invoker) {

	}

	private final List<Typed> typed;

	private final @Nullable PayloadMatcher matcher;

	private final @Nullable Invoker frames;

	private final @Nullable Invoker single;

	private final @Nullable Invoker fallback;

	/**
	 * Create an invoker.
	 * @param typed the methods for JSON
	 * @param matcher tells which of them; needed if there are any
	 * @param frames the method that takes all frames
	 * @param single the method that takes a frame of anything
	 * @param fallback the default
	 */
	MultiMethodInvoker(List<Typed> typed, @Nullable PayloadMatcher matcher, @Nullable Invoker frames,
			@Nullable Invoker single, @Nullable Invoker fallback) {
		this.typed = List.copyOf(typed);
		this.matcher = matcher;
		this.frames = frames;
		this.single = single;
		this.fallback = fallback;
	}

	@Override
	public Invoker select(Received received) {
		Invoker chosen = choose(received.payload());
		if (chosen == null) {
			throw new UnreadableMessageException(
					new MessageConversionException("None of the listener's methods takes the payload, or several do"));
		}
		return chosen;
	}

	private @Nullable Invoker choose(ZmqMessage payload) {
		if (payload.size() > 1) {
			return (this.frames != null) ? this.frames : this.fallback;
		}
		Invoker fitting = fitting(payload.first());
		if (fitting != null) {
			return fitting;
		}
		if (this.single != null) {
			return this.single;
		}
		return (this.frames != null) ? this.frames : this.fallback;
	}

	private @Nullable Invoker fitting(byte[] frame) {
		List<Invoker> complete = fitting(frame, true);
		if (complete.isEmpty()) {
			complete = fitting(frame, false);
		}
		return (complete.size() == 1) ? complete.get(0) : null;
	}

	private List<Invoker> fitting(byte[] frame, boolean complete) {
		PayloadMatcher required = this.matcher;
		List<Invoker> fitting = new ArrayList<>();
		for (Typed candidate : this.typed) {
			if (required != null && required.matches(frame, candidate.type(), complete)) {
				fitting.add(candidate.invoker());
			}
		}
		return fitting;
	}

	@Override
	public @Nullable Object invoke(Received received) throws Throwable {
		return select(received).invoke(received);
	}

	@Override
	public @Nullable String sendTo() {
		return null;
	}

	@Override
	public ResultType resultType() {
		return ResultType.ANY;
	}

}
