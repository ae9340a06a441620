package io.github.zmqspring.listener;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.github.zmqspring.annotation.EnableZmq;
import io.github.zmqspring.message.ZmqJsonMessageConverter;
import io.github.zmqspring.message.ZmqMessageConverters;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.TestSockets;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

/**
 * An application with {@code @EnableZmq} for a test, and plain JeroMQ sockets that talk
 * to it.
 */
public final class Listeners implements AfterEachCallback {

	public static final String ANY_PORT = "tcp://127.0.0.1:*";

	private final TestSockets sockets = new TestSockets();

	private final AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();

	private final Map<String, Object> properties = new LinkedHashMap<>();

	private final ZmqListenerContainerFactory factory = new ZmqListenerContainerFactory();

	private final ZContext peers = new ZContext();

	private final List<ZMQ.Socket> opened = new ArrayList<>();

	public Listeners() {
		this.factory.setMessageConverter(
				ZmqMessageConverters.create(new ZmqJsonMessageConverter(JsonMapper.builder().build())));
		this.application.registerBean(ZmqSocketRegistry.class, this.sockets::registry);
		this.application.registerBean(ZmqListenerConfigUtils.CONTAINER_FACTORY_BEAN_NAME,
				ZmqListenerContainerFactory.class, () -> this.factory);
		this.application.register(Application.class);
		this.application.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", this.properties));
	}

	public Listeners property(String name, Object value) {
		this.properties.put(name, value);
		return this;
	}

	public Listeners socket(SocketSpec.Builder spec) {
		this.sockets.open(spec);
		return this;
	}

	/**
	 * A socket that is bound to its name, without TCP: of the fresh TCP connections of a
	 * SUB one in a hundred loses its subscriptions in JeroMQ.
	 */
	public Listeners socket(String name, ZmqSocketType type) {
		return socket(SocketSpec.of(name, type).bind("inproc://" + name));
	}

	public Listeners factory(Consumer<ZmqListenerContainerFactory> settings) {
		settings.accept(this.factory);
		return this;
	}

	public <T> Listeners bean(String name, Class<T> type, T bean) {
		this.application.registerBean(name, type, () -> bean);
		return this;
	}

	public Listeners configuration(Class<?>... classes) {
		this.application.register(classes);
		return this;
	}

	/** Start, with the beans given. */
	public Listeners start(Object... beans) {
		for (Object bean : beans) {
			register(bean);
		}
		this.application.refresh();
		return this;
	}

	@SuppressWarnings("unchecked")
	private <T> void register(T bean) {
		this.application.registerBean((Class<T>) bean.getClass(), () -> bean);
	}

	public AnnotationConfigApplicationContext application() {
		return this.application;
	}

	public ZmqListenerRegistry registry() {
		return this.application.getBean(ZmqListenerRegistry.class);
	}

	public ZmqListenerContainer container(String id) {
		return registry().get(id);
	}

	public ListenerCounters counters(String id) {
		return container(id).getCounters();
	}

	public ZmqSocket socket(String name) {
		return this.sockets.registry().get(name);
	}

	public TestSockets sockets() {
		return this.sockets;
	}

	/** A plain JeroMQ socket connected to one of the application's. */
	public ZMQ.Socket peer(SocketType type, String socketName) {
		String endpoint = TestSockets.endpoint(socket(socketName));
		ZMQ.Socket peer = endpoint.startsWith("inproc") ? configured(this.sockets.context().engine().createSocket(type))
				: peer(type);
		peer.connect(endpoint);
		return peer;
	}

	/** A plain JeroMQ socket for TCP, in a context of its own. */
	public ZMQ.Socket peer(SocketType type) {
		return configured(this.peers.createSocket(type));
	}

	private ZMQ.Socket configured(ZMQ.Socket peer) {
		this.opened.add(peer);
		peer.setReceiveTimeOut(30_000);
		peer.setSendTimeOut(30_000);
		peer.setLinger(200);
		// a few fresh connections in a hundred stall in JeroMQ until this time is over
		peer.setHandshakeIvl(500);
		return peer;
	}

	public void stopListener(String id) {
		container(id).stop(Duration.ofSeconds(10));
	}

	@Override
	public void afterEach(ExtensionContext context) {
		this.opened.forEach(ZMQ.Socket::close);
		this.application.close();
		this.peers.close();
		this.sockets.afterEach(context);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableZmq
	static class Application {

	}

}
