package io.github.zmqspring.boot.actuate.endpoint;

import io.github.zmqspring.boot.actuate.endpoint.ZmqListenerDescriptor.Lag;
import io.github.zmqspring.boot.actuate.endpoint.ZmqSocketDescriptor.Depth;
import io.github.zmqspring.listener.ListenerCounters;
import io.github.zmqspring.listener.ZmqListenerContainer;
import io.github.zmqspring.listener.ZmqListenerEndpoint;
import io.github.zmqspring.listener.ZmqListenerLag;
import io.github.zmqspring.listener.ZmqListenerStatus;
import io.github.zmqspring.proxy.ZmqProxy;
import io.github.zmqspring.proxy.ZmqProxySpec;
import io.github.zmqspring.proxy.ZmqProxyStatistics;
import org.jspecify.annotations.Nullable;

/**
 * Describes listeners and proxies.
 */
final class ComponentDescriber {

	private ComponentDescriber() {
	}

	static ZmqListenerDescriptor describe(ZmqListenerContainer container) {
		ZmqListenerEndpoint endpoint = container.getEndpoint();
		ZmqListenerStatus status = container.getStatus();
		Throwable failure = status.failure();
		return new ZmqListenerDescriptor(endpoint.description(), container.getSocket().name(),
				container.getTargets().stream().sorted().toList(), endpoint.group(), status.state(),
				(failure != null) ? String.valueOf(failure.getMessage()) : null, container.isAutoStartup(),
				status.concurrency(), endpoint.batchSize(),
				new Depth(status.handOver().waiting(), status.handOver().limit()), status.inFlight(),
				status.outstandingResults(), lag(status.lag()), counters(container.getCounters()));
	}

	private static @Nullable Lag lag(@Nullable ZmqListenerLag lag) {
		return (lag != null) ? new Lag(lag.last(), lag.limit(), lag.action(), lag.exceeded()) : null;
	}

	private static ZmqListenerDescriptor.Counters counters(ListenerCounters counters) {
		return new ZmqListenerDescriptor.Counters(counters.received(), counters.filtered(), counters.failed(),
				counters.unreadable(), counters.retried(), counters.abandoned(), counters.replied(),
				counters.undeliverableReplies());
	}

	static ZmqProxyDescriptor describe(ZmqProxy proxy) {
		ZmqProxySpec spec = proxy.spec();
		ZmqProxyStatistics statistics = proxy.statistics();
		return new ZmqProxyDescriptor(proxy.state(), spec.frontend().name(), spec.backend().name(),
				(spec.capture() != null) ? spec.capture().name() : null, spec.autoStartup(), statistics.since(),
				direction(statistics.frontendToBackend()), direction(statistics.backendToFrontend()),
				statistics.captured(), statistics.captureDropped());
	}

	private static ZmqProxyDescriptor.Direction direction(ZmqProxyStatistics.Direction direction) {
		return new ZmqProxyDescriptor.Direction(direction.messages(), direction.bytes(), direction.full(),
				direction.unroutable(), direction.undelivered());
	}

}
