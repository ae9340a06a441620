package io.github.zmqspring.proxy;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.ZmqSocketType;
import org.jspecify.annotations.Nullable;

import static io.github.zmqspring.socket.ZmqSocketType.CHANNEL;
import static io.github.zmqspring.socket.ZmqSocketType.DEALER;
import static io.github.zmqspring.socket.ZmqSocketType.DISH;
import static io.github.zmqspring.socket.ZmqSocketType.GATHER;
import static io.github.zmqspring.socket.ZmqSocketType.PAIR;
import static io.github.zmqspring.socket.ZmqSocketType.PUB;
import static io.github.zmqspring.socket.ZmqSocketType.PULL;
import static io.github.zmqspring.socket.ZmqSocketType.PUSH;
import static io.github.zmqspring.socket.ZmqSocketType.RADIO;
import static io.github.zmqspring.socket.ZmqSocketType.REP;
import static io.github.zmqspring.socket.ZmqSocketType.ROUTER;
import static io.github.zmqspring.socket.ZmqSocketType.SCATTER;
import static io.github.zmqspring.socket.ZmqSocketType.STREAM;
import static io.github.zmqspring.socket.ZmqSocketType.SUB;
import static io.github.zmqspring.socket.ZmqSocketType.XPUB;
import static io.github.zmqspring.socket.ZmqSocketType.XSUB;

/**
 * Which socket types a proxy may join, and which way messages go between them. The Guide
 * calls other pairs "strange": messages would be sent that nobody could route or receive.
 */
final class ProxyPairs {

	/** Their messages begin with a routing id, which must come back with the reply. */
	private static final Set<ZmqSocketType> ADDRESSED = EnumSet.of(ROUTER, REP, STREAM);

	/** These carry a foreign envelope there and back. */
	private static final Set<ZmqSocketType> CARRIERS = EnumSet.of(DEALER, PAIR);

	private static final Set<ZmqSocketType> SOURCES = EnumSet.of(PULL, SUB, XSUB, DEALER, PAIR);

	private static final Set<ZmqSocketType> SINKS = EnumSet.of(PUSH, PUB, XPUB, DEALER, PAIR);

	private static final Set<ZmqSocketType> SINGLE_FRAME_SOURCES = EnumSet.of(GATHER, DISH, CHANNEL);

	private static final Set<ZmqSocketType> SINGLE_FRAME_SINKS = EnumSet.of(SCATTER, CHANNEL);

	private static final Set<ZmqSocketType> CAPTURES = EnumSet.of(PUB, PUSH, PAIR, DEALER);

	private ProxyPairs() {
	}

	/**
	 * Return whether what one socket receives is sent by the other.
	 * @param from the type of the receiving socket
	 * @param to the type of the sending socket
	 * @return whether messages go that way
	 */
	static boolean forwards(ZmqSocketType from, ZmqSocketType to) {
		if (from == XPUB) {
			return to == XSUB;
		}
		if (ADDRESSED.contains(from)) {
			return CARRIERS.contains(to);
		}
		if (ADDRESSED.contains(to)) {
			return CARRIERS.contains(from);
		}
		if (SINGLE_FRAME_SOURCES.contains(from)) {
			return SINKS.contains(to) || SINGLE_FRAME_SINKS.contains(to) || (from == DISH && to == RADIO);
		}
		return SOURCES.contains(from) && SINKS.contains(to);
	}

	/**
	 * Return whether the first frame of a message decides which peer gets it.
	 * @param type the type of the sending socket
	 * @return whether it routes, and therefore never makes its sender wait
	 */
	static boolean isAddressed(ZmqSocketType type) {
		return ADDRESSED.contains(type);
	}

	/**
	 * What becomes of the subscriptions that an XPUB receives and nobody upstream wants.
	 * @param subscription the subscription
	 */
	static void ignore(ZmqMessage subscription) {
	}

	static void check(String proxy, @Nullable ZmqProxyKind kind, ZmqSocketType frontend, ZmqSocketType backend) {
		if (kind != null) {
			if (!kind.allowsFrontend(frontend)) {
				throw refused(proxy, "frontend.type", frontend, "the frontend of a " + kind + " is "
						+ kind.legalFrontends() + ", its backend is " + kind.legalBackends(), adviceFor(kind));
			}
			if (!kind.allowsBackend(backend)) {
				throw refused(proxy, "backend.type", backend, "the backend of a " + kind + " is " + kind.legalBackends()
						+ ", its frontend is " + kind.legalFrontends(), adviceFor(kind));
			}
		}
		if (!forwards(frontend, backend) && !forwards(backend, frontend)) {
			throw refused(
					proxy, "backend.type", backend, "nothing that a " + frontend
							+ " frontend receives can be sent by a " + backend + " backend, nor the other way round",
					adviceFor(frontend));
		}
	}

	static void checkCapture(String proxy, ZmqSocketType type) {
		if (!CAPTURES.contains(type)) {
			throw refused(proxy, "capture.type", type, "a capture socket sends copies to whoever listens",
					"Use " + list(CAPTURES));
		}
	}

	static ZmqConfigurationException refused(String proxy, String property, @Nullable Object value, String reason,
			String action) {
		return new ZmqConfigurationException("proxy '" + proxy + "'", null, property, value, reason, action);
	}

	private static String adviceFor(ZmqProxyKind kind) {
		return "Use one of these types, or leave the kind out to join two sockets of any pair that works";
	}

	private static String adviceFor(ZmqSocketType frontend) {
		Set<ZmqSocketType> partners = Arrays.stream(ZmqSocketType.values())
			.filter((type) -> forwards(frontend, type) || forwards(type, frontend))
			.collect(Collectors.toCollection(() -> EnumSet.noneOf(ZmqSocketType.class)));
		return partners.isEmpty()
				? "A " + frontend + " cannot be part of a proxy; the usual pairs (frontend/backend) are ROUTER/DEALER, "
						+ "XSUB/XPUB and PULL/PUSH"
				: "Legal with a " + frontend + " frontend: " + list(partners)
						+ ". The usual pairs (frontend/backend) are ROUTER/DEALER, XSUB/XPUB and PULL/PUSH";
	}

	static String list(Collection<ZmqSocketType> types) {
		return types.stream().map(Enum::name).collect(Collectors.joining(" or "));
	}

}
