package io.github.zmqspring.socket;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The options that were set on a socket, with their values. Immutable; arrays are copied
 * on the way in and out. Values are checked by {@link SocketSpec.Builder#build()}, not
 * here.
 */
public final class SocketOptions {

	private static final SocketOptions NONE = new SocketOptions(Map.of());

	private final Map<SocketOption<?>, Object> values;

	private SocketOptions(Map<SocketOption<?>, Object> values) {
		this.values = Collections.unmodifiableMap(values);
	}

	/**
	 * Return the options of a socket on which none was set.
	 * @return empty options
	 */
	public static SocketOptions none() {
		return NONE;
	}

	/**
	 * Return the value of an option.
	 * @param <T> the type of the value
	 * @param option the option
	 * @return the value, or {@code null} if it was not set
	 */
	public <T> @Nullable T get(SocketOption<T> option) {
		Object value = this.values.get(option);
		return (value != null) ? option.type().cast(copy(value)) : null;
	}

	/**
	 * Return whether an option was set.
	 * @param option the option
	 * @return whether it has a value
	 */
	public boolean isSet(SocketOption<?> option) {
		return this.values.containsKey(option);
	}

	/**
	 * Return these options and one more.
	 * @param <T> the type of the value
	 * @param option the option
	 * @param value the value; {@code null} to unset the option
	 * @return the new options
	 * @throws IllegalArgumentException if the value is not of the option's type
	 */
	public <T> SocketOptions with(SocketOption<T> option, @Nullable T value) {
		Assert.notNull(option, "'option' must not be null");
		Map<SocketOption<?>, Object> copy = new LinkedHashMap<>(this.values);
		if (value == null) {
			copy.remove(option);
		}
		else {
			Assert.isInstanceOf(option.type(), value, () -> "Option " + option + ": ");
			copy.put(option, copy(value));
		}
		return copy.isEmpty() ? NONE : new SocketOptions(copy);
	}

	/**
	 * Return all of them.
	 * @return options and values in the order they were set, unmodifiable; do not modify
	 * an array in it, and do not print it: it contains secrets
	 */
	public Map<SocketOption<?>, Object> asMap() {
		return this.values;
	}

	/**
	 * Return names and values, without the values that are secret.
	 */
	@Override
	public String toString() {
		return this.values.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + "=" + printable(entry.getKey(), entry.getValue()))
			.collect(Collectors.joining(", ", "{", "}"));
	}

	/**
	 * Return what may be told about a value.
	 * @param option the option
	 * @param value its value
	 * @return a text for logs and errors
	 */
	static String printable(SocketOption<?> option, Object value) {
		if (option.isSecret()) {
			return "(secret)";
		}
		return (value instanceof byte[] bytes) ? SocketSpecBuilder.printable(bytes) : String.valueOf(value);
	}

	private static Object copy(Object value) {
		return (value instanceof byte[] bytes) ? bytes.clone() : value;
	}

}
