package io.github.zmqspring.benchmarks.raw;

import java.util.List;
import java.util.Map;

import io.github.zmqspring.socket.SocketDefaults;
import io.github.zmqspring.socket.SocketOption;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocketType;
import org.zeromq.ZMQ;

import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * The options of a hand-written socket: those that a socket of this library has, or
 * JeroMQ's own.
 *
 * @param defaults what stands in for options that are not set
 * @param set the options that are set, by the names they have in the properties; a type
 * of socket that does not have one goes without
 * @param topics what is subscribed to
 */
public record Options(SocketDefaults defaults, Map<String, String> set, List<String> topics) {

	/** Of JeroMQ's fresh connections some stand still until this time is over. */
	public static final int HANDSHAKE_MILLIS = 500;

	/** The options that this library chooses. */
	public static final Options SAME = new Options(SocketDefaults.RECOMMENDED, Map.of(), List.of());

	/** The options that JeroMQ has by itself. */
	public static final Options JEROMQ = new Options(SocketDefaults.JEROMQ, Map.of(), List.of());

	/**
	 * Return these options with others set.
	 * @param options the options that are set, by the names they have in the properties
	 * @return the new options
	 */
	public Options with(Map<String, String> options) {
		return new Options(this.defaults, options, this.topics);
	}

	/**
	 * Return these options with a topic.
	 * @param topic what is subscribed to
	 * @return the new options
	 */
	public Options topic(String topic) {
		return new Options(this.defaults, this.set, List.of(topic));
	}

	SocketSpec spec(ZmqSocketType type) {
		SocketSpec.Builder builder = SocketSpec.of("raw", type).bind("tcp://127.0.0.1:*").defaults(this.defaults);
		this.topics.forEach(builder::topics);
		this.set.forEach((name, value) -> set(builder, type, option(name), value));
		return builder.build();
	}

	private static SocketOption<?> option(String name) {
		SocketOption<?> option = ZmqOptions.find(name);
		Assert.notNull(option, () -> "No option " + name);
		return option;
	}

	private static <T> void set(SocketSpec.Builder builder, ZmqSocketType type, SocketOption<T> option, String value) {
		if (option.legalFor(type)) {
			builder.option(option, option.parse(value));
		}
	}

	/**
	 * Set what has to be set before the socket is bound.
	 */
	static void beforeBind(ZMQ.Socket socket, SocketSpec spec) {
		socket.setLinger(0);
		// A connect that JeroMQ has forgotten is tried again when the other side gives
		// up.
		socket.setHandshakeIvl(HANDSHAKE_MILLIS);
		spec.topics().forEach(socket::subscribe);
		Integer sendHwm = spec.effective(ZmqOptions.SEND_HWM);
		if (sendHwm != null) {
			socket.setSndHWM(sendHwm);
		}
		Integer receiveHwm = spec.effective(ZmqOptions.RECEIVE_HWM);
		if (receiveHwm != null) {
			socket.setRcvHWM(receiveHwm);
		}
		DataSize receiveBuffer = spec.effective(ZmqOptions.RECEIVE_BUFFER);
		if (receiveBuffer != null) {
			socket.setReceiveBufferSize((int) receiveBuffer.toBytes());
		}
		DataSize maxMessageSize = spec.effective(ZmqOptions.MAX_MESSAGE_SIZE);
		if (maxMessageSize != null) {
			socket.setMaxMsgSize(maxMessageSize.toBytes());
		}
		if (spec.type() == ZmqSocketType.ROUTER && Boolean.TRUE.equals(spec.effective(ZmqOptions.ROUTER_MANDATORY))) {
			socket.setRouterMandatory(true);
		}
		if (Boolean.TRUE.equals(spec.effective(ZmqOptions.XPUB_NO_DROP))) {
			socket.setXpubNoDrop(true);
		}
		if (Boolean.TRUE.equals(spec.effective(ZmqOptions.XPUB_VERBOSE))) {
			socket.setXpubVerbose(true);
		}
		String zapDomain = spec.effective(ZmqOptions.ZAP_DOMAIN);
		if (zapDomain != null) {
			socket.setZapDomain(zapDomain);
		}
	}

	/**
	 * Set what must not be set on a socket that will be bound, before it is connected.
	 */
	static void afterBind(ZMQ.Socket socket, SocketSpec spec) {
		DataSize sendBuffer = spec.effective(ZmqOptions.SEND_BUFFER);
		if (sendBuffer != null) {
			socket.setSendBufferSize((int) sendBuffer.toBytes());
		}
	}

}
