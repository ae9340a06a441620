package io.github.zmqspring.boot.actuate.health;

import java.util.ArrayList;
import java.util.List;

import io.github.zmqspring.boot.actuate.ZmqComponents;
import io.github.zmqspring.listener.ZmqListenerContainer;
import io.github.zmqspring.listener.ZmqListenerLag;
import io.github.zmqspring.listener.ZmqListenerLag.LagAction;
import io.github.zmqspring.listener.ZmqListenerStatus;
import io.github.zmqspring.proxy.ZmqProxy;
import io.github.zmqspring.socket.ZmqEndpoint;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.status.PeerShortage;
import io.github.zmqspring.socket.status.ZmqSocketStatus;
import io.github.zmqspring.socket.status.ZmqSocketStatus.State;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Health of one socket and of who reads it. Nothing is sent or awaited: everything it
 * says is known already. A socket that waits for its peers is up; ZeroMQ expects peers to
 * come and go.
 */
class ZmqSocketHealthIndicator extends AbstractHealthIndicator {

	private final ZmqSocket socket;

	private final ZmqComponents components;

	ZmqSocketHealthIndicator(ZmqSocket socket, ZmqComponents components) {
		super("Health of socket '" + socket.name() + "' cannot be told");
		this.socket = socket;
		this.components = components;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		ZmqListenerContainer listener = this.components.findListener(this.socket);
		ZmqSocketStatus status = this.socket.inspection().status();
		describe(builder, status, listener);
		if (status.state() == State.CLOSED && isClosedOnPurpose(listener)) {
			builder.unknown().withDetail("reason", "it is closed, and was not meant to be open");
			return;
		}
		List<String> reasons = new ArrayList<>();
		addSocketReasons(status, reasons);
		if (listener != null) {
			addListenerReasons(listener, reasons);
		}
		if (reasons.isEmpty()) {
			builder.up();
		}
		else {
			builder.down().withDetail("reason", String.join("; ", reasons));
		}
	}

	private void describe(Health.Builder builder, ZmqSocketStatus status, @Nullable ZmqListenerContainer listener) {
		builder.withDetail("type", this.socket.type().name())
			.withDetail("state", status.state().name())
			.withDetail("bound", this.socket.boundEndpoints().stream().map(ZmqEndpoint::toString).toList())
			.withDetail("connected", this.socket.spec().connects().stream().map(ZmqEndpoint::toString).toList())
			.withDetail("peers", status.peers().count());
		if (status.shortage() != null) {
			builder.withDetail("minPeers", status.shortage().required());
		}
		if (listener != null) {
			builder.withDetail("listener", listener.getId())
				.withDetail("listenerState", listener.getStatus().state().name());
		}
	}

	/** A socket of a listener's or proxy's own is open while that runs. */
	private boolean isClosedOnPurpose(@Nullable ZmqListenerContainer listener) {
		boolean waitsForProxy = this.components.proxiesOf(this.socket)
			.stream()
			.anyMatch((proxy) -> proxy.state() == ZmqProxy.State.STOPPED);
		boolean waitsForListener = listener != null && listener.getEndpoint().ownSocket() != null
				&& !listener.isRunning();
		return waitsForProxy || waitsForListener || !this.socket.spec().autoStartup()
				|| !this.components.sockets().isRunning();
	}

	private void addSocketReasons(ZmqSocketStatus status, List<String> reasons) {
		Throwable failure = status.failure();
		if (status.state() != State.OPEN) {
			reasons.add((failure != null) ? String.valueOf(failure.getMessage()) : "the socket is closed");
		}
		if (!this.socket.inspection().isAdmitting()) {
			reasons.add("nobody decides about new peers, so that none is let in: the ZAP handler of the JeroMQ context "
					+ "was closed by other code, which may have bound its own; restart the socket without that");
		}
		if (status.peers().count() == 0) {
			status.peers()
				.refusals()
				.forEach((endpoint, cause) -> reasons.add("the handshake with the peer at " + endpoint + " fails ("
						+ cause + "), and there is no other peer"));
		}
		PeerShortage shortage = status.shortage();
		if (shortage != null && shortage.isOverdue()) {
			reasons.add("there are " + shortage.present() + " peers, fewer than the " + shortage.required()
					+ " of min-peers, for longer than " + shortage.grace());
		}
	}

	private static void addListenerReasons(ZmqListenerContainer listener, List<String> reasons) {
		ZmqListenerStatus status = listener.getStatus();
		Throwable failure = status.failure();
		if (status.state() == ZmqListenerStatus.State.FAILED) {
			reasons.add("listener '" + listener.getId() + "' no longer reads the socket"
					+ ((failure != null) ? ": " + failure.getMessage() : ""));
		}
		ZmqListenerLag lag = status.lag();
		if (lag != null && lag.exceeded() && lag.action() == LagAction.DOWN) {
			reasons.add("listener '" + listener.getId() + "' lags " + lag.last() + " behind, more than the "
					+ lag.limit() + " of max-lag");
		}
	}

}
