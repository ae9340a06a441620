package io.github.zmqspring.socket;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;

import org.springframework.util.Assert;

/**
 * The key of a socket option: its name, the type of its values and the types of sockets
 * that have it. All of them are constants of {@link ZmqOptions}.
 *
 * @param <T> the type of the value; a time is a {@link java.time.Duration} and a size a
 * {@link org.springframework.util.unit.DataSize}, never a bare number
 */
public final class SocketOption<T> {

	private final String name;

	private final Class<T> type;

	private final Set<ZmqSocketType> socketTypes;

	private final String description;

	private final boolean secret;

	private final OptionCheck<T> check;

	private final Phase phase;

	private final @Nullable Applier<T> applier;

	private final @Nullable ChannelApplier<T> channelApplier;

	private SocketOption(Definition<T> definition) {
		this.name = definition.name;
		this.type = definition.type;
		this.socketTypes = definition.socketTypes;
		this.description = definition.description;
		this.secret = definition.secret;
		this.check = definition.check;
		this.phase = definition.phase;
		this.applier = definition.applier;
		this.channelApplier = definition.channelApplier;
	}

	/**
	 * Return the name.
	 * @return the name of the property in kebab-case, for instance {@code receive-hwm}
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the type of the value.
	 * @return the type
	 */
	public Class<T> type() {
		return this.type;
	}

	/**
	 * Return whether a type of socket has this option.
	 * @param socketType the type of socket
	 * @return whether the option means something for it
	 */
	public boolean legalFor(ZmqSocketType socketType) {
		return this.socketTypes.contains(socketType);
	}

	/**
	 * Return the types of sockets that have this option.
	 * @return the types, unmodifiable
	 */
	public Set<ZmqSocketType> socketTypes() {
		return this.socketTypes;
	}

	/**
	 * Return what the option does.
	 * @return a sentence for a human reader
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Return whether the value must never be printed.
	 * @return whether this is a password or a secret key
	 */
	public boolean isSecret() {
		return this.secret;
	}

	/**
	 * Read a value from text, as it stands in a configuration file or an annotation.
	 * @param text a duration such as {@code 500ms} (a bare number is milliseconds), a
	 * size such as {@code 64KB} (a bare number is bytes), {@code true} or {@code false},
	 * a number, a key in Z85; where the option is bytes, UTF-8 or hexadecimal digits
	 * behind {@code 0x}
	 * @return the value, which is not checked
	 * @throws IllegalArgumentException if the text is no such value, or there is no text
	 * for values of this type; its message says why and does not repeat the text
	 */
	public T parse(String text) {
		Assert.notNull(text, "'text' must not be null");
		return this.type.cast(OptionParser.parse(this.type, text));
	}

	/**
	 * Return the name.
	 */
	@Override
	public String toString() {
		return this.name;
	}

	Phase phase() {
		return this.phase;
	}

	@Nullable Refusal check(T value) {
		return this.check.check(value);
	}

	boolean apply(ZMQ.Socket socket, T value) {
		Assert.state(this.applier != null, () -> "Option " + this.name + " is not set on a socket");
		return this.applier.apply(socket, value);
	}

	void apply(SocketChannel channel, T value) throws IOException {
		Assert.state(this.channelApplier != null, () -> "Option " + this.name + " is not set on a channel");
		this.channelApplier.apply(channel, value);
	}

	static <T> Definition<T> define(String name, Class<T> type, String description) {
		return new Definition<>(name, type, description);
	}

	/**
	 * When an option is passed on.
	 */
	enum Phase {

		/** On the JeroMQ socket before it is bound: what nearly all options need. */
		BEFORE_BIND,

		/** On the JeroMQ socket after it is bound and before it is connected. */
		AFTER_BIND,

		/** On each TCP connection, in the event hook. */
		CHANNEL,

		/** Never: the option is read by this library. */
		LIBRARY

	}

	/**
	 * Why a value cannot be honoured, and what to do about it.
	 *
	 * @param reason why
	 * @param action what to do
	 */
	record Refusal(String reason, String action) {

	}

	@FunctionalInterface
	interface OptionCheck<T> {

		@Nullable Refusal check(T value);

	}

	@FunctionalInterface
	interface Applier<T> {

		/** Pass the value to JeroMQ, and its answer back: whether it took the value. */
		boolean apply(ZMQ.Socket socket, T value);

	}

	@FunctionalInterface
	interface ChannelApplier<T> {

		void apply(SocketChannel channel, T value) throws IOException;

	}

	/**
	 * Collects what makes an option.
	 */
	static final class Definition<T> {

		private final String name;

		private final Class<T> type;

		private final String description;

		private Set<ZmqSocketType> socketTypes = Collections.unmodifiableSet(EnumSet.allOf(ZmqSocketType.class));

		private boolean secret;

		private OptionCheck<T> check = (value) -> null;

		private Phase phase = Phase.LIBRARY;

		private @Nullable Applier<T> applier;

		private @Nullable ChannelApplier<T> channelApplier;

		private Definition(String name, Class<T> type, String description) {
			this.name = name;
			this.type = type;
			this.description = description;
		}

		Definition<T> types(ZmqSocketType... types) {
			return types((type) -> Stream.of(types).anyMatch(type::equals));
		}

		Definition<T> types(Predicate<ZmqSocketType> types) {
			EnumSet<ZmqSocketType> chosen = EnumSet.allOf(ZmqSocketType.class);
			chosen.removeIf(types.negate());
			this.socketTypes = Collections.unmodifiableSet(chosen);
			return this;
		}

		Definition<T> secret() {
			this.secret = true;
			return this;
		}

		Definition<T> check(OptionCheck<? super T> newCheck) {
			this.check = newCheck::check;
			return this;
		}

		SocketOption<T> library() {
			return new SocketOption<>(this);
		}

		SocketOption<T> beforeBind(Applier<T> newApplier) {
			this.phase = Phase.BEFORE_BIND;
			this.applier = newApplier;
			return new SocketOption<>(this);
		}

		SocketOption<T> afterBind(Applier<T> newApplier) {
			this.phase = Phase.AFTER_BIND;
			this.applier = newApplier;
			return new SocketOption<>(this);
		}

		SocketOption<T> channel(ChannelApplier<T> newApplier) {
			this.phase = Phase.CHANNEL;
			this.channelApplier = newApplier;
			return new SocketOption<>(this);
		}

	}

}
