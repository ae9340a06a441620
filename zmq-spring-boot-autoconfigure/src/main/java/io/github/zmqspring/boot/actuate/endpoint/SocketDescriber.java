package io.github.zmqspring.boot.actuate.endpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.zmqspring.boot.actuate.ZmqComponents;
import io.github.zmqspring.boot.actuate.endpoint.ZmqSocketDescriptor.Binding;
import io.github.zmqspring.boot.actuate.endpoint.ZmqSocketDescriptor.Counters;
import io.github.zmqspring.boot.actuate.endpoint.ZmqSocketDescriptor.Decisions;
import io.github.zmqspring.boot.actuate.endpoint.ZmqSocketDescriptor.Queues;
import io.github.zmqspring.boot.actuate.endpoint.ZmqSocketDescriptor.Requests;
import io.github.zmqspring.boot.actuate.endpoint.ZmqSocketDescriptor.Security;
import io.github.zmqspring.boot.actuate.endpoint.ZmqSocketDescriptor.Subscriptions;
import io.github.zmqspring.listener.ZmqListenerContainer;
import io.github.zmqspring.proxy.ZmqProxy;
import io.github.zmqspring.socket.SocketCounters;
import io.github.zmqspring.socket.SocketOption;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqEndpoint;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.socket.status.AuthenticationTotals;
import io.github.zmqspring.socket.status.ZmqSocketStatus;
import io.github.zmqspring.socket.status.ZmqSubscriptions;
import io.github.zmqspring.template.RequestCounters;
import io.github.zmqspring.template.ZmqPendingRequests;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SanitizableData;

/**
 * Describes sockets.
 */
class SocketDescriber {

	private final ZmqComponents components;

	SocketDescriber(ZmqComponents components) {
		this.components = components;
	}

	/**
	 * Describe a socket.
	 * @param socket the socket
	 * @param most how many peers and topics to list at most
	 */
	ZmqSocketDescriptor describe(ZmqSocket socket, int most) {
		SocketSpec spec = socket.spec();
		ZmqSocketStatus status = socket.inspection().status();
		Throwable failure = status.failure();
		ZmqListenerContainer listener = this.components.findListener(socket);
		return new ZmqSocketDescriptor(spec.type(), status.state(),
				(failure != null) ? String.valueOf(failure.getMessage()) : null, spec.source(), spec.autoStartup(),
				(listener != null) ? listener.getId() : null,
				this.components.proxiesOf(socket).stream().map(ZmqProxy::name).toList(), bindings(socket),
				spec.connects().stream().map(ZmqEndpoint::toString).toList(),
				spec.topics().stream().map(Texts::printable).toList(), spec.groups(), spec.headers() != null,
				options(spec), security(socket), PeerDescriber.describe(status, most),
				new Queues(PeerDescriber.depth(status.queues().inbound()),
						PeerDescriber.depth(status.queues().outbound())),
				counters(socket.counters()), socket.inspection().lastActivity(), subscriptions(socket, most),
				requests(socket));
	}

	private static List<Binding> bindings(ZmqSocket socket) {
		List<ZmqEndpoint> declared = socket.spec().binds();
		List<ZmqEndpoint> resolved = socket.boundEndpoints();
		List<Binding> bindings = new ArrayList<>();
		for (int i = 0; i < declared.size(); i++) {
			bindings.add(
					new Binding(declared.get(i).toString(), (i < resolved.size()) ? resolved.get(i).toString() : null));
		}
		return bindings;
	}

	private static Map<String, String> options(SocketSpec spec) {
		Map<String, String> options = new LinkedHashMap<>();
		spec.options().asMap().forEach((option, value) -> {
			if (!value.equals(spec.defaults().get(option, spec.type()))) {
				options.put(option.name(), printable(option, value));
			}
		});
		return options;
	}

	private static String printable(SocketOption<?> option, Object value) {
		if (option.isSecret()) {
			return SanitizableData.SANITIZED_VALUE;
		}
		return (value instanceof byte[] bytes) ? Texts.printable(bytes) : String.valueOf(value);
	}

	private static Security security(ZmqSocket socket) {
		SocketSpec spec = socket.spec();
		boolean curve = spec.options().isSet(ZmqOptions.CURVE_SERVER)
				|| spec.options().isSet(ZmqOptions.CURVE_SERVER_KEY);
		boolean plain = spec.options().isSet(ZmqOptions.PLAIN_USERNAME)
				|| Boolean.TRUE.equals(spec.options().get(ZmqOptions.PLAIN_SERVER));
		boolean server = Boolean.TRUE.equals(spec.options().get(ZmqOptions.CURVE_SERVER))
				|| Boolean.TRUE.equals(spec.options().get(ZmqOptions.PLAIN_SERVER));
		String domain = spec.effective(ZmqOptions.ZAP_DOMAIN);
		return new Security(curve ? "CURVE" : plain ? "PLAIN" : "NULL", server,
				(domain != null && !domain.isEmpty()) ? domain : null, decisions(socket));
	}

	private static @Nullable Decisions decisions(ZmqSocket socket) {
		if (socket.spec().authenticator() == null) {
			return null;
		}
		AuthenticationTotals totals = socket.inspection().authentication();
		return new Decisions(totals.accepted(), totals.denied(), totals.failed());
	}

	private static Counters counters(SocketCounters counters) {
		return new Counters(counters.sent(), counters.sentBytes(), counters.received(), counters.receivedBytes(),
				counters.dropped(), counters.rejectedFull(), counters.rejectedNoPeer(), counters.unroutable(),
				counters.unsent(), counters.undelivered());
	}

	private static @Nullable Subscriptions subscriptions(ZmqSocket socket, int most) {
		if (socket.type() != ZmqSocketType.PUB && socket.type() != ZmqSocketType.XPUB) {
			return null;
		}
		ZmqSubscriptions subscriptions = socket.inspection().subscriptions(most);
		if (!subscriptions.known()) {
			return null;
		}
		Map<String, Integer> topics = new TreeMap<>();
		subscriptions.topics().forEach((topic) -> topics.put(Texts.printable(topic.topic()), topic.peers()));
		return new Subscriptions(topics, subscriptions.truncated());
	}

	private @Nullable Requests requests(ZmqSocket socket) {
		boolean readByOthers = this.components.findListener(socket) != null
				|| !this.components.proxiesOf(socket).isEmpty();
		RequestCounters counters = this.components.requestCounters(socket);
		if (counters == null || readByOthers) {
			return null;
		}
		ZmqPendingRequests pending = (counters.inFlight() > 0) ? this.components.pendingRequests(socket) : null;
		return new Requests(counters.sent(), counters.replied(), counters.timedOut(), counters.failed(),
				counters.retried(), counters.lateReplies(), counters.reopened(), counters.inFlight(),
				(pending != null) ? pending.oldest() : null);
	}

}
