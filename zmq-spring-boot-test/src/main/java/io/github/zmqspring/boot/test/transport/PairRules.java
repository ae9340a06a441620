package io.github.zmqspring.boot.test.transport;

import java.util.Arrays;

import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.security.CurveKey;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqEndpoint;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocketType;
import org.jspecify.annotations.Nullable;

/**
 * What the handshake of two real sockets would refuse. There is none in-process, and
 * JeroMQ would connect anything with anything.
 */
final class PairRules {

	private enum Mechanism {

		NULL, PLAIN, CURVE

	}

	private PairRules() {
	}

	/**
	 * Refuse a socket that needs bytes on a wire.
	 */
	static void requireMessages(SocketSpec spec, String property, ZmqEndpoint endpoint) {
		boolean raw = Boolean.TRUE.equals(spec.effective(ZmqOptions.ROUTER_RAW));
		if (raw || spec.type() == ZmqSocketType.STREAM) {
			throw ZmqConfigurationException.forSocket(spec.name(), property, endpoint,
					"the test transport carries messages, and a " + spec.type() + (raw ? " with router-raw" : "")
							+ " needs the bytes of a TCP connection",
					"Test it over TCP: @AutoConfigureZmqTestTransport(enabled = false) and a port of *.");
		}
	}

	/**
	 * Refuse two sockets whose types cannot talk to each other.
	 * @param opening the one that opens now, which is to blame
	 * @param property how it got there: {@code bind} or {@code connect}
	 * @param endpoint where they meet
	 * @param other the one that is there
	 */
	static void requireLegalPeers(SocketSpec opening, String property, ZmqEndpoint endpoint, SocketSpec other) {
		if (!opening.type().legalPeers().contains(other.type())) {
			throw refused(opening, property, endpoint, other,
					"a " + opening.type() + " cannot talk to a " + other.type(), "Change one of the types.");
		}
	}

	/**
	 * Refuse two sockets whose security does not fit.
	 */
	static void requireSameSecurity(SocketSpec opening, String property, ZmqEndpoint endpoint, SocketSpec other) {
		Mechanism mechanism = mechanism(opening);
		if (mechanism != mechanism(other)) {
			throw refused(opening, property, endpoint, other,
					"one uses " + mechanism + " and the other " + mechanism(other), "Give both the same mechanism.");
		}
		if (mechanism != Mechanism.NULL && isServer(opening) == isServer(other)) {
			throw refused(opening, property, endpoint, other, "of two " + mechanism + " sockets one is the server",
					"Make one of them the server and the other the client.");
		}
		if (mechanism == Mechanism.CURVE && !knows(opening, other)) {
			throw refused(opening, property, endpoint, other,
					"the client's curve-server-key is not the server's public key", "Give the client the right key.");
		}
	}

	private static Mechanism mechanism(SocketSpec spec) {
		if (isTrue(spec.effective(ZmqOptions.CURVE_SERVER)) || spec.effective(ZmqOptions.CURVE_SERVER_KEY) != null) {
			return Mechanism.CURVE;
		}
		boolean plain = isTrue(spec.effective(ZmqOptions.PLAIN_SERVER))
				|| spec.effective(ZmqOptions.PLAIN_USERNAME) != null;
		return plain ? Mechanism.PLAIN : Mechanism.NULL;
	}

	private static boolean isServer(SocketSpec spec) {
		return isTrue(spec.effective(ZmqOptions.CURVE_SERVER)) || isTrue(spec.effective(ZmqOptions.PLAIN_SERVER));
	}

	private static boolean knows(SocketSpec one, SocketSpec another) {
		SocketSpec server = isServer(one) ? one : another;
		SocketSpec client = (server == one) ? another : one;
		CurveKey known = client.effective(ZmqOptions.CURVE_SERVER_KEY);
		CurveKey real = server.effective(ZmqOptions.CURVE_PUBLIC_KEY);
		return known == null || real == null || Arrays.equals(known.bytes(), real.bytes());
	}

	private static boolean isTrue(@Nullable Boolean value) {
		return Boolean.TRUE.equals(value);
	}

	private static ZmqConfigurationException refused(SocketSpec opening, String property, ZmqEndpoint endpoint,
			SocketSpec other, String reason, String action) {
		return ZmqConfigurationException.forSocket(opening.name(), property, endpoint,
				"it meets socket '" + other.name() + "' there, and " + reason, action);
	}

}
