package io.github.zmqspring.guide;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.guide.Guide.App;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.messaging.handler.annotation.SendTo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Guide chapter 2, "Signaling Between Threads" and "Node Coordination". Rows R34 and R35.
 */
@Timeout(600)
@ExtendWith(OutputCaptureExtension.class)
class CoordinationTests {

	private static final int SUBSCRIBERS = 10;

	private static final int UPDATES = 1_000_000;

	@RegisterExtension
	final Guide guide = new Guide();

	@Test
	void r34_threeStepsSignalEachOtherOverPairs(CapturedOutput output) throws Exception {
		App app = this.guide.app(Relay.class)
			.set("zmq.sockets.step3.type=pair", "zmq.sockets.step3.bind=inproc://step3",
					"zmq.sockets.to-step3.type=pair", "zmq.sockets.to-step3.connect=inproc://step3",
					"zmq.sockets.step2.type=pair", "zmq.sockets.step2.bind=inproc://step2",
					"zmq.sockets.to-step2.type=pair", "zmq.sockets.to-step2.connect=inproc://step2")
			.start();
		app.zmq().send("to-step2", "READY");
		assertThat(app.bean(Relay.class).successful.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(output).contains("Test successful!");
	}

	@Test
	void r34_bothEndsOfAPairTalkAndAThirdIsNotServed() {
		App app = this.guide.start("zmq.sockets.one.type=pair", "zmq.sockets.one.bind=inproc://pair",
				"zmq.sockets.other.type=pair", "zmq.sockets.other.connect=inproc://pair");
		app.zmq().send("other", "ping");
		assertThat(app.zmq().receive("one", Guide.PATIENCE, String.class)).isEqualTo("ping");
		app.sockets().register(SocketSpec.of("third", ZmqSocketType.PAIR).connect("inproc://pair").build());
		app.zmq().trySend("third", "may I join?");
		app.zmq().send("other", "ping again");
		assertThat(app.zmq().receive("one", Guide.PATIENCE, String.class)).isEqualTo("ping again");
		app.zmq().send("one", "pong");
		assertThat(app.zmq().receive("other", Guide.PATIENCE, String.class)).isEqualTo("pong");
		assertThat(app.zmq().receive("one", Duration.ZERO, String.class)).isNull();
		assertThat(app.zmq().receive("third", Duration.ZERO, String.class)).isNull();
	}

	@Test
	void r35_tenSubscribersThatSynchronizeFirstReceiveAMillionUpdatesEach(CapturedOutput output) throws Exception {
		App publisher = this.guide.app(Synchronization.class)
			.set("zmq.sockets.publisher.type=pub", "zmq.sockets.publisher.bind=" + Guide.ANY_PORT,
					"zmq.sockets.publisher.send-hwm=1100000", "zmq.sockets.syncservice.type=rep",
					"zmq.sockets.syncservice.bind=" + Guide.ANY_PORT, "guide.subscribers=" + SUBSCRIBERS)
			.start();
		App subscribers = this.guide.app(TenSubscribers.class)
			.set("guide.publisher=" + publisher.endpoint("publisher"), "zmq.sockets.syncclient.type=req",
					"zmq.sockets.syncclient.connect=" + publisher.endpoint("syncservice"))
			.start();
		for (int i = 0; i < SUBSCRIBERS; i++) {
			assertThat(subscribers.zmq().request("syncclient", "", String.class)).isEmpty();
		}
		assertThat(publisher.bean(Synchronization.class).missing.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(publisher.zmq().awaitSubscribers("publisher", "", SUBSCRIBERS, Guide.PATIENCE)).isTrue();
		byte[] rhubarb = Guide.bytes("Rhubarb");
		for (int i = 0; i < UPDATES; i++) {
			publisher.zmq().send("publisher", rhubarb);
		}
		publisher.zmq().send("publisher", "END");
		for (Subscriber subscriber : subscribers.context().getBeansOfType(Subscriber.class).values()) {
			assertThat(subscriber.end.await(300, TimeUnit.SECONDS)).isTrue();
			assertThat(subscriber.updates).isEqualTo(UPDATES);
			assertThat(subscriber.others).isZero();
		}
		assertThat(output.getOut().lines().filter("Received 1000000 updates"::equals)).hasSize(SUBSCRIBERS);
	}

	@Test
	void r35_theSturdierWaySendsHelloUntilEachSubscriberHasSeenOne() throws Exception {
		App publisher = this.guide.app(Synchronization.class)
			.set("zmq.sockets.publisher.type=pub", "zmq.sockets.publisher.bind=" + Guide.ANY_PORT,
					"zmq.sockets.syncservice.type=rep", "zmq.sockets.syncservice.bind=" + Guide.ANY_PORT,
					"guide.subscribers=1")
			.start();
		App subscriber = this.guide.app(Collector.class, HelloAcknowledger.class)
			.set("zmq.sockets.hello.type=sub", "zmq.sockets.hello.connect=" + publisher.endpoint("publisher"),
					"zmq.sockets.hello.topics[0]=Hello", "zmq.sockets.in.type=sub",
					"zmq.sockets.in.connect=" + publisher.endpoint("publisher"), "zmq.sockets.in.topics[0]=Rhubarb",
					"zmq.sockets.ack.type=dealer", "zmq.sockets.ack.connect=" + publisher.endpoint("syncservice"))
			.start();
		CountDownLatch missing = publisher.bean(Synchronization.class).missing;
		while (missing.getCount() > 0) {
			publisher.zmq().send("publisher", "Hello");
			missing.await(1, TimeUnit.MILLISECONDS);
		}
		assertThat(publisher.zmq().awaitSubscribers("publisher", "Rhubarb", 1, Guide.PATIENCE)).isTrue();
		publisher.zmq().send("publisher", "Rhubarb");
		assertThat(subscriber.bean(Collector.class).next()).isEqualTo("Rhubarb");
	}

	static class Relay {

		private final CountDownLatch successful = new CountDownLatch(1);

		@ZmqListener(socket = "step2")
		@SendTo("to-step3")
		String step2(String signal) {
			return signal;
		}

		@ZmqListener(socket = "step3")
		void step3(String signal) {
			if (signal.equals("READY")) {
				System.out.println("Test successful!");
				this.successful.countDown();
			}
		}

	}

	/** Answers each subscriber that is there, and counts them. */
	static class Synchronization {

		private final CountDownLatch missing;

		Synchronization(@Value("${guide.subscribers}") int subscribers) {
			this.missing = new CountDownLatch(subscribers);
		}

		@ZmqListener(socket = "syncservice")
		String acknowledge(String request) {
			this.missing.countDown();
			return "";
		}

	}

	static class HelloAcknowledger {

		@ZmqListener(socket = "hello")
		@SendTo("ack")
		List<byte[]> acknowledge(String hello) {
			return List.of(new byte[0], Guide.bytes(hello));
		}

	}

	/** Ten beans of one class, each with a listener of its own. */
	static class Subscribers implements ImportBeanDefinitionRegistrar {

		@Override
		public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
			for (int i = 0; i < SUBSCRIBERS; i++) {
				int number = i;
				registry.registerBeanDefinition("subscriber" + i,
						BeanDefinitionBuilder.rootBeanDefinition(Subscriber.class, () -> new Subscriber(number))
							.getBeanDefinition());
			}
		}

	}

	@Import(Subscribers.class)
	static class TenSubscribers {

	}

	static class Subscriber {

		private static final byte[] RHUBARB = Guide.bytes("Rhubarb");

		private final CountDownLatch end = new CountDownLatch(1);

		private final int number;

		private int updates;

		private int others;

		Subscriber(int number) {
			this.number = number;
		}

		public int getNumber() {
			return this.number;
		}

		@ZmqListener(id = "subscriber-#{__listener.number}", type = ZmqSocketType.SUB, connect = "${guide.publisher}",
				topics = "")
		void update(byte[] update) {
			if (Arrays.equals(update, RHUBARB)) {
				this.updates++;
			}
			else if (new String(update).equals("END")) {
				System.out.println("Received " + this.updates + " updates");
				this.end.countDown();
			}
			else {
				this.others++;
			}
		}

	}

}
