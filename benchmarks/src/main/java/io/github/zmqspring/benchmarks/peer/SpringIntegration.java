package io.github.zmqspring.benchmarks.peer;

import java.time.Duration;
import java.util.function.Function;

import io.github.zmqspring.benchmarks.flow.End;
import io.github.zmqspring.benchmarks.flow.Wiring;
import io.github.zmqspring.benchmarks.harness.Arrivals.Counter;
import io.github.zmqspring.benchmarks.raw.Options;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.handler.ReactiveMessageHandlerAdapter;
import org.springframework.integration.zeromq.inbound.ZeroMqMessageProducer;
import org.springframework.integration.zeromq.outbound.ZeroMqMessageHandler;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.support.GenericMessage;

/**
 * An application with one of Spring Integration's ZeroMQ adapters.
 */
public final class SpringIntegration implements End.Sender {

	private final ZContext engine = new ZContext();

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(
			Application.class);

	private final int size;

	/** Whether each message is waited for. */
	private final boolean waiting;

	private SpringIntegration(int size, boolean waiting) {
		this.size = size;
		this.waiting = waiting;
	}

	/**
	 * Describe an inbound adapter on a PULL.
	 * @param consumeDelay how long it leaves an empty socket alone; 1 s unless set
	 * @param handler gets a counter, returns what is called for each message
	 * @return what starts it
	 */
	public static Wiring.Receivers pull(Duration consumeDelay, Function<Counter, MessageHandler> handler) {
		return (place, arrivals) -> {
			SpringIntegration application = new SpringIntegration(0, false);
			DirectChannel channel = new DirectChannel();
			channel.subscribe(handler.apply(arrivals.counter()));
			ZeroMqMessageProducer producer = new ZeroMqMessageProducer(application.engine, SocketType.PULL);
			producer.setConnectUrl(place.endpoint());
			producer.setConsumeDelay(consumeDelay);
			producer.setSocketConfigurer(SpringIntegration::configure);
			producer.setOutputChannel(channel);
			application.register(ZeroMqMessageProducer.class, producer);
			producer.start();
			return application;
		};
	}

	/**
	 * Describe an outbound adapter on a PUSH.
	 * @param size the size of a message, in bytes
	 * @param waiting whether each message is waited for, as somebody must who does not
	 * want a queue without a limit; a flow does not
	 * @return what starts it
	 */
	public static Wiring.Senders push(int size, boolean waiting) {
		return (place) -> {
			SpringIntegration application = new SpringIntegration(size, waiting);
			ZeroMqMessageHandler handler = new ZeroMqMessageHandler(application.engine, place.endpoint(),
					SocketType.PUSH);
			handler.setSocketConfigurer(SpringIntegration::configure);
			application.register(ZeroMqMessageHandler.class, handler);
			handler.start();
			return application;
		};
	}

	private static void configure(ZMQ.Socket socket) {
		socket.setHandshakeIvl(Options.HANDSHAKE_MILLIS);
	}

	private <T> void register(Class<T> type, T adapter) {
		this.context.registerBean(type, () -> adapter);
		this.context.getBean(type);
	}

	@Override
	public String endpoint() {
		return "";
	}

	@Override
	public void send(long messages) {
		ZeroMqMessageHandler handler = this.context.getBean(ZeroMqMessageHandler.class);
		ReactiveMessageHandlerAdapter inFlow = new ReactiveMessageHandlerAdapter(handler);
		for (long i = 0; i < messages; i++) {
			Message<?> message = new GenericMessage<>(new byte[this.size]);
			if (this.waiting) {
				handler.handleMessage(message).block();
			}
			else {
				inFlow.handleMessage(message);
			}
		}
	}

	@Override
	public void awaitSubscribers(int count) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void close() {
		this.context.close();
		this.engine.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableIntegration
	static class Application {

	}

}
