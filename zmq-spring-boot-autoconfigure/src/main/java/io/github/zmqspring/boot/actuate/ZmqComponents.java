package io.github.zmqspring.boot.actuate;

import java.util.List;

import io.github.zmqspring.listener.ZmqListenerContainer;
import io.github.zmqspring.listener.ZmqListenerRegistry;
import io.github.zmqspring.proxy.ZmqProxy;
import io.github.zmqspring.proxy.ZmqProxyRegistry;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.template.RequestCounters;
import io.github.zmqspring.template.ZmqPendingRequests;
import io.github.zmqspring.template.ZmqTemplate;
import org.jspecify.annotations.Nullable;

/**
 * What an application has of this library, as far as it has it: the registries of
 * sockets, listeners and proxies, and the template.
 *
 * @param sockets the sockets
 * @param listeners the listeners, or {@code null} if the application has none
 * @param proxies the proxies, or {@code null} if the application has none
 * @param template the template, or {@code null} if the application has none
 */
public record ZmqComponents(ZmqSocketRegistry sockets, @Nullable ZmqListenerRegistry listeners,
		@Nullable ZmqProxyRegistry proxies, @Nullable ZmqTemplate template) {

	/**
	 * Return all listeners.
	 * @return the containers in the order of their registration
	 */
	public List<ZmqListenerContainer> listenerContainers() {
		return (this.listeners != null) ? this.listeners.containers() : List.of();
	}

	/**
	 * Return a listener, if there is one.
	 * @param id its id
	 * @return its container or {@code null}
	 */
	public @Nullable ZmqListenerContainer findListener(String id) {
		return (this.listeners != null) ? this.listeners.find(id) : null;
	}

	/**
	 * Return the listener that reads a socket.
	 * @param socket the socket
	 * @return its container or {@code null}
	 */
	public @Nullable ZmqListenerContainer findListener(ZmqSocket socket) {
		return listenerContainers().stream()
			.filter((container) -> container.getSocket() == socket)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return all proxies.
	 * @return the proxies in the order of their registration
	 */
	public List<ZmqProxy> allProxies() {
		return (this.proxies != null) ? this.proxies.proxies() : List.of();
	}

	/**
	 * Return a proxy, if there is one.
	 * @param name its name
	 * @return the proxy or {@code null}
	 */
	public @Nullable ZmqProxy findProxy(String name) {
		return (this.proxies != null) ? this.proxies.find(name) : null;
	}

	/**
	 * Return the proxies that a socket belongs to.
	 * @param socket the socket
	 * @return the proxies, maybe none
	 */
	public List<ZmqProxy> proxiesOf(ZmqSocket socket) {
		return allProxies().stream().filter((proxy) -> uses(proxy, socket.name())).toList();
	}

	private static boolean uses(ZmqProxy proxy, String socket) {
		boolean captures = proxy.spec().capture() != null && proxy.spec().capture().name().equals(socket);
		return captures || proxy.spec().frontend().name().equals(socket)
				|| proxy.spec().backend().name().equals(socket);
	}

	/**
	 * Return whether the template could make requests through a socket.
	 * @param socket the socket
	 * @return whether there is a template and the type of the socket fits
	 */
	public boolean mayMakeRequests(ZmqSocket socket) {
		return this.template != null && switch (socket.type()) {
			case DEALER, REQ, CLIENT -> true;
			default -> false;
		};
	}

	/**
	 * Return what has become of the requests that the template makes through a socket.
	 * @param socket the socket
	 * @return the counters, or {@code null} if it cannot make any
	 */
	public @Nullable RequestCounters requestCounters(ZmqSocket socket) {
		boolean present = this.sockets.find(socket.name()) == socket;
		return (this.template != null && present && mayMakeRequests(socket))
				? this.template.requestCounters(socket.name()) : null;
	}

	/**
	 * Return which requests of a socket wait.
	 * @param socket the socket
	 * @return what is pending, or {@code null} if the template has not used the socket
	 */
	public @Nullable ZmqPendingRequests pendingRequests(ZmqSocket socket) {
		return (this.template != null) ? this.template.pendingRequests().get(socket.name()) : null;
	}

}
