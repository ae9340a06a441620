package io.github.zmqspring.benchmarks.peer;

import java.util.function.Function;

import io.github.zmqspring.benchmarks.flow.End;
import io.github.zmqspring.benchmarks.flow.Wiring;
import io.github.zmqspring.benchmarks.harness.Arrivals.Counter;
import org.zeromq.SocketType;
import org.zeromq.ZContext;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.zeromq.inbound.ZeroMqMessageProducer;
import org.springframework.integration.zeromq.outbound.ZeroMqMessageHandler;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.support.GenericMessage;

/**
 * An application with one of Spring Integration's ZeroMQ adapters, which have their
 * default settings.
 */
public final class SpringIntegration implements End.Sender {

	private final ZContext engine = new ZContext();

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(
			Application.class);

	private final int size;

	private SpringIntegration(int size) {
		this.size = size;
	}

	/**
	 * Describe an inbound adapter on a PULL.
	 * @param handler gets a counter, returns what is called for each message
	 * @return what starts it
	 */
	public static Wiring.Receivers pull(Function<Counter, MessageHandler> handler) {
		return (place, arrivals) -> {
			SpringIntegration application = new SpringIntegration(0);
			DirectChannel channel = new DirectChannel();
			channel.subscribe(handler.apply(arrivals.counter()));
			ZeroMqMessageProducer producer = new ZeroMqMessageProducer(application.engine, SocketType.PULL);
			producer.setConnectUrl(place.endpoint());
			producer.setOutputChannel(channel);
			application.register(ZeroMqMessageProducer.class, producer);
			producer.start();
			return application;
		};
	}

	/**
	 * Describe an outbound adapter on a PUSH.
	 * @param size the size of a message, in bytes
	 * @return what starts it
	 */
	public static Wiring.Senders push(int size) {
		return (place) -> {
			SpringIntegration application = new SpringIntegration(size);
			ZeroMqMessageHandler handler = new ZeroMqMessageHandler(application.engine, place.endpoint(),
					SocketType.PUSH);
			application.register(ZeroMqMessageHandler.class, handler);
			handler.start();
			return application;
		};
	}

	private <T> void register(Class<T> type, T adapter) {
		this.context.registerBean(type, () -> adapter);
		this.context.getBean(type);
	}

	@Override
	public String endpoint() {
		return "";
	}

	/**
	 * Send messages, each after the other has been sent: the adapter does not tell when
	 * its queue is full.
	 */
	@Override
	public void send(long messages) {
		ZeroMqMessageHandler handler = this.context.getBean(ZeroMqMessageHandler.class);
		for (long i = 0; i < messages; i++) {
			handler.handleMessage(new GenericMessage<>(new byte[this.size])).block();
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
