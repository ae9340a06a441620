package io.github.zmqspring.socket;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.security.ZapDecision;
import io.github.zmqspring.security.ZapHandler;
import io.github.zmqspring.security.ZapStatus;
import io.github.zmqspring.security.ZmqAuthenticator;
import io.github.zmqspring.socket.event.ZmqEvents;
import io.github.zmqspring.socket.event.ZmqPeerDeniedEvent;
import io.github.zmqspring.socket.status.AuthenticationTotals;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;

/**
 * Sees to it that a socket lets in only whom its authenticator lets in: the socket does
 * not open without, and takes no connection while nobody decides. Thread-safe.
 */
final class Admission {

	private static final Log logger = LogFactory.getLog(Admission.class);

	private final ZmqContext context;

	private final LongAdder accepted = new LongAdder();

	private final LongAdder denied = new LongAdder();

	private final LongAdder failed = new LongAdder();

	/** Decides while a socket with an authenticator is open. */
	private volatile @Nullable ZapHandler handler;

	Admission(ZmqContext context) {
		this.context = context;
	}

	/**
	 * Prepare a socket that is about to be bound and connected.
	 * @param socket the socket, with its options
	 * @param spec what it is
	 * @throws ZmqConfigurationException if it has a mechanism but nobody who decides
	 */
	void opening(ZMQ.Socket socket, SocketSpec spec) {
		ZmqAuthenticator authenticator = spec.authenticator();
		if (authenticator == null) {
			requireOpenToAll(socket, spec);
			return;
		}
		ZapHandler running = handler(spec);
		running.register(spec.name(), authenticator, (decision) -> decided(spec.name(), decision));
		String domain = Objects.requireNonNullElse(spec.effective(ZmqOptions.ZAP_DOMAIN), "");
		socket.setZapDomain(ZapHandler.domain(domain, spec.name()));
		this.handler = running;
	}

	/** Looks at the socket itself, for a customizer may have made it a server. */
	private static void requireOpenToAll(ZMQ.Socket socket, SocketSpec spec) {
		if (socket.getPlainServer() || socket.getCurveServer()) {
			SocketOption<Boolean> role = socket.getPlainServer() ? ZmqOptions.PLAIN_SERVER : ZmqOptions.CURVE_SERVER;
			throw new ZmqConfigurationException(SocketSpecValidator.subject(spec.name(), spec.source()), spec.name(),
					role.name(), true, "nobody decides which clients may enter, and JeroMQ would let in all",
					"Say who may enter, with an authenticator.");
		}
	}

	private ZapHandler handler(SocketSpec spec) {
		try {
			return this.context.zapHandler();
		}
		catch (IllegalStateException ex) {
			throw new ZmqConfigurationException(SocketSpecValidator.subject(spec.name(), spec.source()), spec.name(),
					"authenticator", null, String.valueOf(ex.getMessage()),
					"Close the other handler; this library needs its own.", ex);
		}
	}

	/**
	 * The socket is closed and its ports are free. Not before: who is refused gives up
	 * for good, and who finds the port closed comes again.
	 */
	void closed(SocketSpec spec) {
		ZapHandler current = this.handler;
		if (current != null) {
			current.unregister(spec.name());
		}
	}

	/**
	 * A connection has come up. JeroMQ asks the handler later, and lets everybody in if
	 * there is none.
	 * @param channel the connection, closed if nobody could decide about it
	 * @param spec what the socket is
	 * @return whether it may stay
	 * @throws IOException if it cannot be closed
	 */
	boolean check(SocketChannel channel, SocketSpec spec) throws IOException {
		if (isDeciding(spec)) {
			return true;
		}
		channel.close();
		return false;
	}

	/**
	 * Return whether new peers are decided about, if they have to be.
	 * @param spec what the socket is
	 * @return {@code false} if nobody is let in until the socket is opened again
	 */
	boolean isDeciding(SocketSpec spec) {
		ZapHandler current = this.handler;
		return spec.authenticator() == null || (current != null && current.isAlive());
	}

	private void decided(String socketName, ZapDecision decision) {
		switch (decision.status()) {
			case ACCEPTED -> this.accepted.increment();
			case DENIED -> this.denied.increment();
			default -> this.failed.increment();
		}
		if (decision.status() == ZapStatus.ACCEPTED) {
			return;
		}
		if (logger.isDebugEnabled()) {
			logger.debug("Refused, because " + decision.reason() + ": " + decision.request());
		}
		ZmqEvents events = this.context.events();
		if (events.isHeard()) {
			events.publish(new ZmqPeerDeniedEvent(socketName, Instant.now(), decision.request().mechanism(),
					decision.request().address(), decision.request().principal(), decision.status(),
					Objects.requireNonNullElse(decision.reason(), "")));
		}
	}

	AuthenticationTotals totals() {
		return new AuthenticationTotals(this.accepted.sum(), this.denied.sum(), this.failed.sum());
	}

}
