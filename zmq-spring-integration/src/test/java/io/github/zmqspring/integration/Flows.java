package io.github.zmqspring.integration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.github.zmqspring.annotation.EnableZmq;
import io.github.zmqspring.listener.ListenerCounters;
import io.github.zmqspring.listener.ZmqListenerRegistry;
import io.github.zmqspring.message.ZmqJsonMessageConverter;
import io.github.zmqspring.message.ZmqMessageConverters;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.StartupFailurePolicy;
import io.github.zmqspring.socket.ZmqContext;
import io.github.zmqspring.socket.ZmqContextOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.socket.status.ZmqPeer;
import io.github.zmqspring.template.ZmqOperations;
import io.github.zmqspring.template.ZmqRequestOptions;
import io.github.zmqspring.template.ZmqTemplate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.support.MessageBuilder;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.SubscribableChannel;
import org.springframework.messaging.converter.SmartMessageConverter;

/**
 * An application with Spring Integration and ZeroMQ for a test, without Spring Boot, and
 * plain JeroMQ sockets that talk to it.
 */
public final class Flows implements AfterEachCallback {

	public static final Duration SOON = Duration.ofSeconds(30);

	static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

	private static final SmartMessageConverter CONVERTER = ZmqMessageConverters
		.create(new ZmqJsonMessageConverter(JsonMapper.builder().build()));

	private final AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();

	private final ZContext peers = new ZContext();

	private final List<ZMQ.Socket> opened = new ArrayList<>();

	private final List<SocketSpec> specs = new ArrayList<>();

	public Flows() {
		ZmqContext context = new ZmqContext(new ZmqContextOptions(1, 1000, Duration.ofMillis(200), false, "flow-"));
		this.application.registerBean(ZmqSocketRegistry.class,
				() -> new ZmqSocketRegistry(context, StartupFailurePolicy.FAIL, List.of(), (event) -> {
				}));
		this.application.register(Application.class);
	}

	/** A declared socket on any port. */
	public Flows bound(String name, ZmqSocketType type) {
		return socket(SocketSpec.of(name, type).bind("tcp://127.0.0.1:*"));
	}

	public Flows socket(SocketSpec.Builder spec) {
		this.specs.add(spec.build());
		return this;
	}

	public Flows flow(String name, IntegrationFlow flow) {
		this.application.registerBean(name, IntegrationFlow.class, () -> flow);
		return this;
	}

	public <T> Flows bean(String name, Class<T> type, T bean) {
		this.application.registerBean(name, type, () -> bean);
		return this;
	}

	public Flows configuration(Class<?>... classes) {
		this.application.register(classes);
		return this;
	}

	public Flows channel(String name) {
		this.application.registerBean(name, DirectChannel.class);
		return this;
	}

	public Flows start() {
		this.application.addBeanFactoryPostProcessor(
				(factory) -> this.specs.forEach(factory.getBean(ZmqSocketRegistry.class)::register));
		this.application.refresh();
		return this;
	}

	public AnnotationConfigApplicationContext application() {
		return this.application;
	}

	public <T> T bean(Class<T> type) {
		return this.application.getBean(type);
	}

	public ZmqSocket socket(String name) {
		return bean(ZmqSocketRegistry.class).get(name);
	}

	public ListenerCounters counters(String listener) {
		return bean(ZmqListenerRegistry.class).get(listener).getCounters();
	}

	/** Collect what is sent to a channel. */
	public BlockingQueue<Message<?>> received(String channel) {
		BlockingQueue<Message<?>> messages = new LinkedBlockingQueue<>();
		this.application.getBean(channel, SubscribableChannel.class).subscribe(messages::add);
		return messages;
	}

	public static Message<?> next(BlockingQueue<Message<?>> messages) throws InterruptedException {
		Message<?> message = messages.poll(SOON.toSeconds(), TimeUnit.SECONDS);
		if (message == null) {
			throw new AssertionError("No message came");
		}
		return message;
	}

	public boolean send(String channel, Object payload) {
		return send(channel, MessageBuilder.withPayload(payload).build());
	}

	public boolean send(String channel, Message<?> message) {
		return this.application.getBean(channel, MessageChannel.class).send(message);
	}

	/**
	 * A plain JeroMQ socket connected to one of the application's, whose handshake is
	 * over. What is sent to a peer before that is lost with its first connection, if this
	 * one stalls.
	 */
	public ZMQ.Socket peer(SocketType type, String socketName) {
		Set<String> before = readyPeers(socketName);
		ZMQ.Socket peer = peer(type);
		peer.connect(endpoint(socketName));
		// not by their number: another one may be about to leave
		Awaitility.await("the handshake of a peer of " + socketName)
			.atMost(SOON)
			.until(() -> !before.containsAll(readyPeers(socketName)));
		return peer;
	}

	/** The addresses of the peers whose handshake is over. */
	private Set<String> readyPeers(String socketName) {
		return socket(socketName).inspection()
			.peers()
			.live()
			.stream()
			.filter((peer) -> peer.state() == ZmqPeer.State.READY)
			.map(ZmqPeer::address)
			.collect(Collectors.toSet());
	}

	/**
	 * Wait until so many peers of a socket have finished their handshake.
	 */
	public void awaitPeers(String socketName, int count) {
		Awaitility.await("the handshakes of peers of " + socketName)
			.atMost(SOON)
			.until(() -> socket(socketName).inspection().peers().count() >= count);
	}

	public ZMQ.Socket peer(SocketType type) {
		ZMQ.Socket peer = this.peers.createSocket(type);
		peer.setReceiveTimeOut((int) SOON.toMillis());
		peer.setSendTimeOut((int) SOON.toMillis());
		peer.setLinger(200);
		// a few fresh connections in a hundred stall in JeroMQ until this time is over
		peer.setHandshakeIvl(500);
		return peer;
	}

	public String endpoint(String socketName) {
		return socket(socketName).boundEndpoints().get(0).toString();
	}

	/**
	 * A plain JeroMQ subscriber to everything, within the process: of the fresh TCP
	 * connections of a SUB one in a hundred loses its subscriptions in JeroMQ.
	 */
	public ZMQ.Socket subscriber(String socketName) {
		ZMQ.Socket subscriber = bean(ZmqSocketRegistry.class).getContext().engine().createSocket(SocketType.SUB);
		this.opened.add(subscriber);
		subscriber.setReceiveTimeOut((int) SOON.toMillis());
		subscriber.subscribe("");
		subscriber.connect(endpoint(socketName));
		if (!socket(socketName).control().awaitSubscribers("", 1, SOON)) {
			throw new AssertionError("The subscription did not arrive");
		}
		return subscriber;
	}

	@Override
	public void afterEach(ExtensionContext context) {
		this.opened.forEach(ZMQ.Socket::close);
		this.application.close();
		this.peers.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableZmq
	@EnableIntegration
	static class Application {

		@Bean
		ZmqTemplate zmqTemplate(ZmqSocketRegistry sockets) {
			return new ZmqTemplate(sockets, CONVERTER, new ZmqRequestOptions(REQUEST_TIMEOUT, 1));
		}

		@Bean
		ZmqIntegration zmqIntegration(ZmqSocketRegistry sockets, ZmqListenerRegistry listeners,
				ZmqOperations operations) {
			return ZmqIntegration.of(sockets, listeners, operations, CONVERTER);
		}

		@Bean
		static ZmqIntegrationBeanPostProcessor zmqIntegrationBeanPostProcessor(
				ObjectProvider<ZmqIntegration> integration) {
			return new ZmqIntegrationBeanPostProcessor(integration);
		}

	}

}
