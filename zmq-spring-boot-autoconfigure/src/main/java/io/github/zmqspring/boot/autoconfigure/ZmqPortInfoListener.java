package io.github.zmqspring.boot.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.zmqspring.socket.ZmqEndpoint;
import io.github.zmqspring.socket.ZmqEndpointBoundEvent;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqTransport;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;

/**
 * Sets {@code local.zmq.<name>.port} to the first TCP port that a socket has bound, and
 * {@code local.zmq.<name>.ports[i]} to each of them. A listener's own socket has the
 * listener's id as its name. The properties are visible in parent contexts too, as Boot's
 * {@code local.server.port} is.
 */
class ZmqPortInfoListener implements ApplicationListener<ZmqEndpointBoundEvent> {

	private static final String PROPERTY_SOURCE = "zmq.ports";

	private final ConfigurableApplicationContext context;

	ZmqPortInfoListener(ConfigurableApplicationContext context) {
		this.context = context;
	}

	@Override
	public void onApplicationEvent(ZmqEndpointBoundEvent event) {
		ZmqSocket socket = ((ZmqSocketRegistry) event.getSource()).find(event.getSocketName());
		if (socket == null) {
			return;
		}
		List<Integer> ports = socket.boundEndpoints()
			.stream()
			.filter((endpoint) -> endpoint.transport() == ZmqTransport.TCP)
			.map(ZmqEndpoint::port)
			.toList();
		if (!ports.isEmpty()) {
			publish(this.context, "local.zmq." + event.getSocketName(), ports);
		}
	}

	private static void publish(@Nullable ApplicationContext context, String prefix, List<Integer> ports) {
		if (context instanceof ConfigurableApplicationContext configurable) {
			Map<String, Object> properties = properties(configurable.getEnvironment());
			properties.put(prefix + ".port", ports.get(0));
			for (int i = 0; i < ports.size(); i++) {
				properties.put(prefix + ".ports[" + i + "]", ports.get(i));
			}
			publish(configurable.getParent(), prefix, ports);
		}
	}

	/**
	 * Sockets may be bound by several threads, when binding is tried again.
	 */
	@SuppressWarnings("unchecked")
	private static synchronized Map<String, Object> properties(ConfigurableEnvironment environment) {
		MutablePropertySources sources = environment.getPropertySources();
		PropertySource<?> source = sources.get(PROPERTY_SOURCE);
		if (source == null) {
			source = new MapPropertySource(PROPERTY_SOURCE, new ConcurrentHashMap<>());
			sources.addFirst(source);
		}
		return (Map<String, Object>) source.getSource();
	}

}
