package io.github.zmqspring.boot.actuate.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.github.zmqspring.boot.actuate.ZmqComponents;
import io.github.zmqspring.listener.ZmqListenerContainer;
import io.github.zmqspring.proxy.ZmqProxy;
import io.github.zmqspring.socket.ZmqRegistryListener;
import io.github.zmqspring.socket.ZmqSocket;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Binds the meters of all sockets, listeners, requests and proxies, of those too that
 * come and go while the application runs. Meters read the counters that are there anyway:
 * a message costs nothing more.
 *
 * @see ZmqMeter
 */
public class ZmqMetrics implements MeterBinder {

	private final ZmqComponents components;

	/**
	 * Create a binder.
	 * @param components what is measured
	 */
	public ZmqMetrics(ZmqComponents components) {
		this.components = components;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.components.sockets()
			.addRegistryListener(new Groups<ZmqSocket>((socket) -> List.of(SocketMeters.of(registry, socket),
					RequestMeters.of(registry, socket, this.components))));
		if (this.components.listeners() != null) {
			this.components.listeners()
				.addRegistryListener(new Groups<ZmqListenerContainer>(
						(container) -> List.of(ComponentMeters.of(registry, container))));
		}
		if (this.components.proxies() != null) {
			this.components.proxies()
				.addRegistryListener(new Groups<ZmqProxy>((proxy) -> List.of(ComponentMeters.of(registry, proxy))));
		}
	}

	/**
	 * The meters of what is in a registry.
	 */
	private static final class Groups<T> implements ZmqRegistryListener<T> {

		private final Function<T, List<MeterGroup<?>>> factory;

		private final Map<T, List<MeterGroup<?>>> groups = new ConcurrentHashMap<>();

		Groups(Function<T, List<MeterGroup<?>>> factory) {
			this.factory = factory;
		}

		@Override
		public void added(T added) {
			this.groups.computeIfAbsent(added, (key) -> new ArrayList<>(this.factory.apply(key)));
		}

		@Override
		public void removed(T removed) {
			List<MeterGroup<?>> leaving = this.groups.remove(removed);
			if (leaving != null) {
				leaving.forEach(MeterGroup::remove);
			}
		}

	}

}
