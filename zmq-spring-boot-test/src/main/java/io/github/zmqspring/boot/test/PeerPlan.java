package io.github.zmqspring.boot.test;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqEndpoint;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;

/**
 * What the peer of a socket is: its type, and where it binds or connects.
 */
final class PeerPlan {

	private PeerPlan() {
	}

	/**
	 * Return the type that usually talks to a type.
	 */
	static ZmqSocketType typeFor(ZmqSocketType type) {
		return switch (type) {
			case PUB, XPUB -> ZmqSocketType.SUB;
			case SUB, XSUB -> ZmqSocketType.PUB;
			case PUSH -> ZmqSocketType.PULL;
			case PULL -> ZmqSocketType.PUSH;
			case REQ, DEALER -> ZmqSocketType.REP;
			case REP -> ZmqSocketType.REQ;
			case ROUTER -> ZmqSocketType.DEALER;
			case CLIENT -> ZmqSocketType.SERVER;
			case SERVER -> ZmqSocketType.CLIENT;
			case RADIO -> ZmqSocketType.DISH;
			case DISH -> ZmqSocketType.RADIO;
			case SCATTER -> ZmqSocketType.GATHER;
			case GATHER -> ZmqSocketType.SCATTER;
			case PAIR, PEER, CHANNEL -> type;
			case STREAM ->
				throw new IllegalArgumentException("A STREAM socket talks to no ZeroMQ peer: use ZmqTestPeers.raw");
		};
	}

	/**
	 * Bring the peer together with the socket: connect where it has bound, otherwise bind
	 * where it connects.
	 */
	static void meet(ZmqSocket application, SocketSpec.Builder peer) {
		if (application.spec().binds().isEmpty()) {
			peer.bind(texts(application.spec().connects()));
			return;
		}
		if (application.boundEndpoints().isEmpty()) {
			throw new IllegalStateException("Socket '" + application.name() + "' has not bound its endpoints yet");
		}
		peer.connect(connectable(application.boundEndpoints().get(0)));
	}

	/** A wildcard host can be bound, not connected. */
	static String connectable(ZmqEndpoint bound) {
		String host = bound.host();
		boolean wildcard = host != null && (host.equals("*") || host.equals("0.0.0.0") || host.equals("::"));
		return wildcard ? "tcp://127.0.0.1:" + bound.port() : bound.toString();
	}

	private static String[] texts(List<ZmqEndpoint> endpoints) {
		return endpoints.stream().map(ZmqEndpoint::toString).toArray(String[]::new);
	}

	static List<String> topics(SocketSpec spec) {
		return spec.topics().stream().map((topic) -> new String(topic, StandardCharsets.UTF_8)).toList();
	}

}
