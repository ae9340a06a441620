package io.github.zmqspring.boot.actuate.endpoint;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import io.github.zmqspring.boot.actuate.ZmqComponents;
import io.github.zmqspring.boot.actuate.ZmqVersion;
import io.github.zmqspring.listener.ZmqListenerContainer;
import io.github.zmqspring.proxy.ZmqProxy;
import io.github.zmqspring.socket.EngineVersion;
import io.github.zmqspring.socket.ZmqContextOptions;
import io.github.zmqspring.socket.ZmqSocket;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Actuator endpoint {@code zmq}: tells everything of the sockets, listeners and proxies,
 * and steers them. Secrets are never told.
 * <p>
 * It only tells unless {@code management.endpoint.zmq.access} is {@code unrestricted}:
 * who may connect a socket to an endpoint of his choice gets its messages.
 */
@Endpoint(id = ZmqEndpoint.ID, defaultAccess = Access.READ_ONLY)
public class ZmqEndpoint {

	/** The id. */
	public static final String ID = "zmq";

	/** How many peers and topics of each socket are listed among all sockets. */
	private static final int OVERVIEW = 50;

	/** How many are listed when it is asked for alone. */
	private static final int CLOSE_UP = 10_000;

	private final ZmqComponents components;

	private final Access access;

	private final EngineVersion engine = EngineVersion.current();

	private final SocketDescriber socketDescriber;

	private final ComponentOperations operations;

	/**
	 * Create an endpoint.
	 * @param components what it tells of
	 * @param access what it says that it may be used for; Boot sees to it
	 */
	public ZmqEndpoint(ZmqComponents components, Access access) {
		this.components = components;
		this.access = access;
		this.socketDescriber = new SocketDescriber(components);
		this.operations = new ComponentOperations(components);
	}

	/**
	 * Describe everything.
	 * @return sockets, listeners and proxies
	 */
	@ReadOperation
	public ZmqDescriptor zmq() {
		return new ZmqDescriptor(Instant.now(), accessName(),
				new ZmqDescriptor.Engine(ZmqVersion.get(), this.engine.jeromq(), this.engine.libzmq(),
						this.engine.zmtp()),
				context(),
				describe(this.components.sockets().sockets(), ZmqSocket::name,
						(socket) -> this.socketDescriber.describe(socket, OVERVIEW)),
				describe(this.components.listenerContainers(), ZmqListenerContainer::getId,
						ComponentDescriber::describe),
				describe(this.components.allProxies(), ZmqProxy::name, ComponentDescriber::describe));
	}

	/**
	 * Describe what has a name.
	 * @param name the name of a socket or proxy, or the id of a listener
	 * @return all that has this name, or {@code null} if nothing has
	 */
	@ReadOperation
	public @Nullable ZmqComponentDescriptor zmqByName(@Selector String name) {
		ZmqSocket socket = this.components.sockets().find(name);
		ZmqListenerContainer listener = this.components.findListener(name);
		ZmqProxy proxy = this.components.findProxy(name);
		if (socket == null && listener == null && proxy == null) {
			return null;
		}
		return new ZmqComponentDescriptor(name, accessName(),
				(socket != null) ? this.socketDescriber.describe(socket, CLOSE_UP) : null,
				(listener != null) ? ComponentDescriber.describe(listener) : null,
				(proxy != null) ? ComponentDescriber.describe(proxy) : null);
	}

	/**
	 * Carry out an operation: {@code start}, {@code stop}, {@code pause} or
	 * {@code resume} a listener or proxy, {@code connect} or {@code disconnect} an
	 * endpoint of a socket, {@code subscribe} or {@code unsubscribe} a topic.
	 * @param name the name of a socket or proxy, or the id of a listener
	 * @param operation what to do
	 * @param kind {@code listener} or {@code proxy}, needed where both have the name
	 * @param endpoint for {@code connect} and {@code disconnect}
	 * @param topic for {@code subscribe} and {@code unsubscribe}, in UTF-8
	 * @return how it is afterwards
	 * @throws org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException
	 * if that is not possible; with the reason
	 */
	@WriteOperation
	public ZmqComponentDescriptor operate(@Selector String name, @Nullable String operation, @Nullable String kind,
			@Nullable String endpoint, @Nullable String topic) {
		this.operations.perform(name, ZmqOperation.of(operation), kind, endpoint, topic);
		ZmqComponentDescriptor afterwards = zmqByName(name);
		if (afterwards == null) {
			throw ComponentOperations.unknown(name);
		}
		return afterwards;
	}

	private String accessName() {
		return this.access.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	private ZmqDescriptor.Context context() {
		ZmqContextOptions options = this.components.sockets().getContext().getOptions();
		return new ZmqDescriptor.Context(this.components.sockets().isRunning(), options.ioThreads(),
				options.maxSockets(), options.linger(), options.ipv6());
	}

	private static <T, D> Map<String, D> describe(List<T> all, Function<T, String> name, Function<T, D> descriptor) {
		Map<String, D> descriptors = new LinkedHashMap<>();
		all.forEach((one) -> descriptors.put(name.apply(one), descriptor.apply(one)));
		return descriptors;
	}

}
