package io.github.zmqspring.integration.legacy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;

import org.awaitility.Awaitility;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.support.MessageBuilder;
import org.springframework.integration.zeromq.ZeroMqHeaders;
import org.springframework.integration.zeromq.ZeroMqProxy;
import org.springframework.integration.zeromq.dsl.ZeroMq;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;

/**
 * A program with {@code spring-integration-zeromq}. It prints {@code ready}, then a line
 * for each message that it receives, and sends each line that it reads. Its arguments say
 * what it is:
 *
 * <pre>
 * receive TYPE URL [UNWRAP]
 * send TYPE URL [TOPIC WRAP]
 * queue URL
 * publish-subscribe URL
 * proxy TYPE
 * </pre>
 */
public final class LegacyPeer {

	private static final Duration POLL = Duration.ofMillis(10);

	private static final int HANDSHAKE_MILLIS = 500;

	private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

	private final ZContext zmq = new ZContext();

	private final AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext(
			Integration.class);

	private LegacyPeer() {
	}

	/**
	 * Run until there is nothing more to read.
	 * @param arguments what to be
	 * @throws IOException if that fails
	 */
	public static void main(String[] arguments) throws IOException {
		LegacyPeer peer = new LegacyPeer();
		switch (arguments[0]) {
			case "receive" -> peer.receive(arguments);
			case "send" -> peer.send(arguments);
			case "queue" -> peer.channel(false, arguments[1]);
			case "publish-subscribe" -> peer.channel(true, arguments[1]);
			case "proxy" -> peer.proxy(ZeroMqProxy.Type.valueOf(arguments[1]));
			default -> throw new IllegalArgumentException(arguments[0]);
		}
		// it would not end by itself
		Runtime.getRuntime().halt(0);
	}

	private void receive(String[] arguments) throws IOException {
		var adapter = ZeroMq.inboundChannelAdapter(this.zmq, SocketType.valueOf(arguments[1]))
			.connectUrl(arguments[2])
			.socketConfigurer(LegacyPeer::configure)
			.consumeDelay(POLL);
		if (arguments.length > 3) {
			adapter.unwrapTopic(Boolean.parseBoolean(arguments[3]));
		}
		register("receiver", IntegrationFlow.from(adapter).handle(this::print).get());
		sendLines((line) -> {
			throw new IllegalStateException("This peer only receives");
		});
	}

	private void send(String[] arguments) throws IOException {
		var adapter = ZeroMq.outboundChannelAdapter(this.zmq, arguments[2], SocketType.valueOf(arguments[1]))
			.socketConfigurer(LegacyPeer::configure);
		if (arguments.length > 3) {
			adapter.topic(arguments[3]).wrapTopic(Boolean.parseBoolean(arguments[4]));
		}
		register("sender", IntegrationFlow.from("lines").handle(adapter).get());
		sendLines((line) -> MessageBuilder.withPayload(line).build());
	}

	private void channel(boolean publishSubscribe, String url) throws IOException {
		var channel = publishSubscribe ? ZeroMq.pubSubZeroMqChannel(this.zmq) : ZeroMq.zeroMqChannel(this.zmq);
		register("channel",
				IntegrationFlow.from("lines")
					.channel(channel.connectUrl(url)
						.sendSocketConfigurer(LegacyPeer::configure)
						.subscribeSocketConfigurer(LegacyPeer::configure)
						.consumeDelay(POLL))
					.handle(this::print)
					.get());
		sendLines((line) -> MessageBuilder.withPayload(line).setHeader("source", "legacy").build());
	}

	private void proxy(ZeroMqProxy.Type type) throws IOException {
		ZeroMqProxy proxy = new ZeroMqProxy(this.zmq, type);
		this.application.registerBean("proxy", ZeroMqProxy.class, () -> proxy);
		this.application.getBean("proxy");
		proxy.start();
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> proxy.getFrontendPort() > 0 && proxy.getBackendPort() > 0);
		this.out.println("ports " + proxy.getFrontendPort() + " " + proxy.getBackendPort());
		sendLines((line) -> {
			throw new IllegalStateException("This peer is a proxy");
		});
	}

	/** Of JeroMQ's fresh connections some stand still until this time is over. */
	private static void configure(ZMQ.Socket socket) {
		socket.setHandshakeIvl(HANDSHAKE_MILLIS);
	}

	private void register(String name, IntegrationFlow flow) {
		this.application.getBean(org.springframework.integration.dsl.context.IntegrationFlowContext.class)
			.registration(flow)
			.id(name)
			.register();
	}

	private void print(Message<?> message) {
		Object payload = message.getPayload();
		String text = (payload instanceof byte[] bytes) ? new String(bytes, StandardCharsets.UTF_8)
				: payload.toString();
		this.out.println("message " + text + " topic " + message.getHeaders().get(ZeroMqHeaders.TOPIC) + " source "
				+ message.getHeaders().get("source"));
	}

	private void sendLines(Function<String, Message<?>> toMessage) throws IOException {
		this.out.println("ready");
		BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		String line;
		while ((line = lines.readLine()) != null) {
			this.application.getBean("lines", MessageChannel.class).send(toMessage.apply(line));
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableIntegration
	static class Integration {

	}

}
