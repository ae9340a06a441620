package io.github.zmqspring.boot.actuate.metrics;

import java.util.function.Function;

import io.github.zmqspring.listener.ZmqListenerContainer;
import io.github.zmqspring.listener.ZmqListenerLag;
import io.github.zmqspring.listener.ZmqListenerStatus;
import io.github.zmqspring.proxy.ZmqProxy;
import io.github.zmqspring.proxy.ZmqProxyStatistics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/**
 * The meters of listeners and of proxies.
 */
final class ComponentMeters {

	private static final double NANOS_PER_SECOND = 1e9;

	private ComponentMeters() {
	}

	static MeterGroup<?> of(MeterRegistry registry, ZmqListenerContainer container) {
		Tags tags = Tags.of("listener", container.getId(), "socket", container.getSocket().name(), "type",
				container.getSocket().type().name());
		return new MeterGroup<>(registry, tags, container)
			.add(ZmqMeter.LISTENER_RUNNING, (listener) -> listener.isRunning() ? 1 : 0)
			.add(ZmqMeter.LISTENER_PAUSED, (listener) -> listener.isPaused() ? 1 : 0)
			.add(ZmqMeter.LISTENER_FAILED,
					(listener) -> (listener.getStatus().state() == ZmqListenerStatus.State.FAILED) ? 1 : 0)
			.add(ZmqMeter.LISTENER_LAG, ComponentMeters::lag)
			.add(ZmqMeter.LISTENER_WAITING, (listener) -> listener.getStatus().handOver().waiting())
			.add(ZmqMeter.LISTENER_IN_FLIGHT, (listener) -> listener.getCounters().inFlight())
			.add(ZmqMeter.LISTENER_RECEIVED, (listener) -> listener.getCounters().received())
			.add(ZmqMeter.LISTENER_UNHANDLED, (listener) -> listener.getCounters().handlerFailures(), "reason",
					"failed")
			.add(ZmqMeter.LISTENER_UNHANDLED, (listener) -> listener.getCounters().unreadable(), "reason", "unreadable")
			.add(ZmqMeter.LISTENER_RETRIES, (listener) -> listener.getCounters().retried())
			.add(ZmqMeter.LISTENER_UNHANDLED, (listener) -> listener.getCounters().filtered(), "reason", "filtered")
			.add(ZmqMeter.LISTENER_UNHANDLED, (listener) -> listener.getCounters().abandoned(), "reason", "abandoned")
			.add(ZmqMeter.LISTENER_REPLIES, (listener) -> listener.getCounters().replied(), "outcome", "sent")
			.add(ZmqMeter.LISTENER_REPLIES, (listener) -> listener.getCounters().undeliverableReplies(), "outcome",
					"undeliverable");
	}

	private static double lag(ZmqListenerContainer listener) {
		ZmqListenerLag lag = listener.getStatus().lag();
		return (lag != null) ? lag.last().toNanos() / NANOS_PER_SECOND : Double.NaN;
	}

	static MeterGroup<?> of(MeterRegistry registry, ZmqProxy proxy) {
		MeterGroup<ZmqProxy> group = new MeterGroup<>(registry, Tags.of("proxy", proxy.name()), proxy)
			.add(ZmqMeter.PROXY_RUNNING, (present) -> isRunning(present.state()) ? 1 : 0)
			.add(ZmqMeter.PROXY_PAUSED, (present) -> (present.state() == ZmqProxy.State.PAUSED) ? 1 : 0)
			.add(ZmqMeter.PROXY_CAPTURED, (present) -> present.statistics().captured(), "outcome", "taken")
			.add(ZmqMeter.PROXY_CAPTURED, (present) -> present.statistics().captureDropped(), "outcome", "dropped");
		add(group, "frontend-to-backend", ZmqProxyStatistics::frontendToBackend);
		add(group, "backend-to-frontend", ZmqProxyStatistics::backendToFrontend);
		return group;
	}

	private static boolean isRunning(ZmqProxy.State state) {
		return state == ZmqProxy.State.RUNNING || state == ZmqProxy.State.PAUSED;
	}

	private static void add(MeterGroup<ZmqProxy> group, String direction,
			Function<ZmqProxyStatistics, ZmqProxyStatistics.Direction> of) {
		group.add(ZmqMeter.PROXY_FORWARDED, (proxy) -> of.apply(proxy.statistics()).messages(), "direction", direction)
			.add(ZmqMeter.PROXY_FORWARDED_BYTES, (proxy) -> of.apply(proxy.statistics()).bytes(), "direction",
					direction)
			.add(ZmqMeter.PROXY_DROPPED, (proxy) -> of.apply(proxy.statistics()).full(), "direction", direction,
					"reason", "full")
			.add(ZmqMeter.PROXY_DROPPED, (proxy) -> of.apply(proxy.statistics()).unroutable(), "direction", direction,
					"reason", "unroutable")
			.add(ZmqMeter.PROXY_DROPPED, (proxy) -> of.apply(proxy.statistics()).undelivered(), "direction", direction,
					"reason", "undelivered");
	}

}
