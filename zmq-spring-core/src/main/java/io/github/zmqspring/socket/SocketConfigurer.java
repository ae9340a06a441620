package io.github.zmqspring.socket;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.socket.SocketOption.Phase;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import zmq.util.Errno;

import org.springframework.util.Assert;

/**
 * Passes the options of a specification on to JeroMQ, set ones and defaults alike.
 */
final class SocketConfigurer {

	private static final Errno errno = new Errno();

	private SocketConfigurer() {
	}

	/**
	 * Set what must be set before the socket is bound, and call the customizer.
	 * @throws ZmqConfigurationException if JeroMQ refuses an option; it names the
	 * property
	 */
	static void applyBeforeBind(ZMQ.Socket socket, SocketSpec spec) {
		ZmqSocketType type = spec.type();
		if (type.announcedType() != type.engineType()) {
			boolean taken = socket.base().setSocketOpt(zmq.ZMQ.ZMQ_AS_TYPE, type.announcedType().type());
			Assert.state(taken, () -> "JeroMQ does not announce a " + type);
		}
		apply(socket, spec, Phase.BEFORE_BIND);
		Consumer<ZMQ.Socket> customizer = spec.customizer();
		if (customizer != null) {
			customizer.accept(socket);
		}
	}

	/**
	 * Set what must be set after the socket is bound, before it is connected. May be
	 * repeated.
	 * @throws ZmqConfigurationException if JeroMQ refuses an option; it names the
	 * property
	 */
	static void applyAfterBind(ZMQ.Socket socket, SocketSpec spec) {
		apply(socket, spec, Phase.AFTER_BIND);
	}

	/**
	 * Undo what hinders a bind, for a socket that is bound again while it is open; call
	 * {@link #applyAfterBind} afterwards.
	 */
	static void prepareForBind(ZMQ.Socket socket) {
		// JeroMQ passes it to the server channel, which does not have it, and throws.
		socket.setSendBufferSize(0);
	}

	/**
	 * Set what must be set on each TCP connection.
	 * @throws IOException if the operating system refuses an option, or if the connection
	 * is closed already
	 */
	static void applyToChannel(SocketChannel channel, SocketSpec spec) throws IOException {
		for (SocketOption<?> option : ZmqOptions.all()) {
			if (option.phase() == Phase.CHANNEL) {
				applyOne(channel, spec, option);
			}
		}
	}

	private static <T> void applyOne(SocketChannel channel, SocketSpec spec, SocketOption<T> option)
			throws IOException {
		T value = spec.effective(option);
		if (value != null) {
			option.apply(channel, value);
		}
	}

	private static void apply(ZMQ.Socket socket, SocketSpec spec, Phase phase) {
		for (SocketOption<?> option : ZmqOptions.all()) {
			if (option.phase() == phase) {
				applyOne(socket, spec, option);
			}
		}
	}

	private static <T> void applyOne(ZMQ.Socket socket, SocketSpec spec, SocketOption<T> option) {
		T value = spec.effective(option);
		if (value == null) {
			return;
		}
		// JeroMQ's setters take an EINVAL that an earlier call left on this thread for
		// their own failure.
		errno.set(0);
		try {
			if (!option.apply(socket, value)) {
				throw refused(spec, option, value, null);
			}
		}
		catch (IllegalArgumentException | IllegalStateException | UnsupportedOperationException ex) {
			throw refused(spec, option, value, ex);
		}
	}

	private static ZmqConfigurationException refused(SocketSpec spec, SocketOption<?> option, Object value,
			@Nullable RuntimeException cause) {
		// JeroMQ's message may repeat the value.
		String message = (cause != null && !option.isSecret()) ? cause.getMessage() : null;
		String reason = "JeroMQ refuses it" + ((message != null) ? ": " + message : "");
		return new ZmqConfigurationException(SocketSpecValidator.subject(spec.name(), spec.source()), spec.name(),
				option.name(), SocketOptions.printable(option, value), reason, "Set another value, or none.",
				option.isSecret() ? null : cause);
	}

}
