package io.github.zmqspring.proxy;

import java.util.EnumSet;
import java.util.Set;

import io.github.zmqspring.socket.ZmqSocketType;

/**
 * The three devices of Guide chapter 2 ("ZeroMQ's Built-In Proxy Function"), each with
 * the socket types it is made of.
 */
public enum ZmqProxyKind {

	/**
	 * Request-reply broker: clients (REQ, DEALER) at the frontend, workers (REP, DEALER,
	 * ROUTER) at the backend, requests shared out in turn, each reply back to its client.
	 */
	QUEUE(EnumSet.of(ZmqSocketType.ROUTER, ZmqSocketType.REP), EnumSet.of(ZmqSocketType.DEALER), ZmqSocketType.ROUTER,
			ZmqSocketType.DEALER),

	/**
	 * Publish-subscribe broker: publishers at the frontend, subscribers at the backend;
	 * subscriptions travel upstream. With SUB or PUB they do not: the SUB's own topics
	 * decide.
	 */
	FORWARDER(EnumSet.of(ZmqSocketType.XSUB, ZmqSocketType.SUB), EnumSet.of(ZmqSocketType.XPUB, ZmqSocketType.PUB),
			ZmqSocketType.XSUB, ZmqSocketType.XPUB),

	/** Pipeline: PUSH peers at the frontend, PULL peers at the backend. */
	STREAMER(EnumSet.of(ZmqSocketType.PULL), EnumSet.of(ZmqSocketType.PUSH), ZmqSocketType.PULL, ZmqSocketType.PUSH);

	private final Set<ZmqSocketType> frontendTypes;

	private final Set<ZmqSocketType> backendTypes;

	private final ZmqSocketType frontendType;

	private final ZmqSocketType backendType;

	ZmqProxyKind(Set<ZmqSocketType> frontendTypes, Set<ZmqSocketType> backendTypes, ZmqSocketType frontendType,
			ZmqSocketType backendType) {
		this.frontendTypes = frontendTypes;
		this.backendTypes = backendTypes;
		this.frontendType = frontendType;
		this.backendType = backendType;
	}

	/**
	 * Return the type of a frontend that states none.
	 * @return ROUTER, XSUB or PULL
	 */
	public ZmqSocketType frontendType() {
		return this.frontendType;
	}

	/**
	 * Return the type of a backend that states none.
	 * @return DEALER, XPUB or PUSH
	 */
	public ZmqSocketType backendType() {
		return this.backendType;
	}

	boolean allowsFrontend(ZmqSocketType type) {
		return this.frontendTypes.contains(type);
	}

	boolean allowsBackend(ZmqSocketType type) {
		return this.backendTypes.contains(type);
	}

	String legalFrontends() {
		return ProxyPairs.list(this.frontendTypes);
	}

	String legalBackends() {
		return ProxyPairs.list(this.backendTypes);
	}

}
