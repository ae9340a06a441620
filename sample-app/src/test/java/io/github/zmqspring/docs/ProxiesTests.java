package io.github.zmqspring.docs;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.docs.ProxySnippets.BrokerConfiguration;
import io.github.zmqspring.docs.ProxySnippets.CaptureConfiguration;
import io.github.zmqspring.proxy.ZmqProxy;
import io.github.zmqspring.proxy.ZmqProxyRegistry;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.template.ZmqTemplate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code proxies.md} claims.
 */
@Timeout(120)
class ProxiesTests {

	private final ApplicationContextRunner contextRunner = Docs.contextRunner();

	@Test
	void brokerOfABeanIsPausedAndResumed() {
		this.contextRunner.withUserConfiguration(BrokerConfiguration.class, BrokerControl.class, HelloWorker.class)
			.withPropertyValues("zmq.sockets.worker.type=rep", "zmq.sockets.worker.connect=inproc://workers",
					"zmq.sockets.client.type=dealer", "zmq.sockets.client.connect=tcp://127.0.0.1:1",
					"zmq.template.request-timeout=60s")
			.run((context) -> {
				Integer port = context.getEnvironment().getProperty("local.zmq.broker.frontend.port", Integer.class);
				context.getBean(ZmqSocketRegistry.class).get("client").control().connect("tcp://127.0.0.1:" + port);
				context.getBean(ZmqSocketRegistry.class).get("client").control().disconnect("tcp://127.0.0.1:1");
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				assertThat(template.request("client", "Hello", String.class)).isEqualTo("World");
				BrokerControl control = context.getBean(BrokerControl.class);
				control.pause();
				assertThat(context.getBean(ZmqProxyRegistry.class).get("broker").state())
					.isEqualTo(ZmqProxy.State.PAUSED);
				var reply = template.requestAsync("client", "Hello", String.class);
				Awaitility.await()
					.during(Docs.SHORT)
					.atMost(Docs.SOON)
					.untilAsserted(() -> assertThat(reply).isNotDone());
				control.resume();
				assertThat(reply).succeedsWithin(Docs.SOON).isEqualTo("World");
				// the worker has a request a moment before it counts as forwarded
				Awaitility.await().atMost(Docs.SOON).untilAsserted(() -> assertThat(control.requests()).isEqualTo(2));
			});
	}

	@Test
	void captureGetsACopy() {
		this.contextRunner.withUserConfiguration(CaptureConfiguration.class)
			.withPropertyValues("zmq.sockets.producer.type=push", "zmq.sockets.producer.connect=inproc://producers",
					"zmq.sockets.consumer.type=pull", "zmq.sockets.consumer.connect=inproc://consumers",
					"zmq.sockets.observer.type=sub", "zmq.sockets.observer.connect=inproc://tap",
					"zmq.sockets.observer.topics=t")
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				assertThat(template.awaitSubscribers("tap.capture", "t", 1, Docs.SOON)).isTrue();
				template.send("producer", "task");
				assertThat(template.receive("consumer", Docs.SOON, String.class)).isEqualTo("task");
				assertThat(template.receive("observer", Docs.SOON, String.class)).isEqualTo("task");
				Awaitility.await()
					.atMost(Docs.SOON)
					.untilAsserted(
							() -> assertThat(context.getBean(ZmqProxyRegistry.class).get("tap").statistics().captured())
								.isEqualTo(1));
			});
	}

	static class HelloWorker {

		@ZmqListener(socket = "worker")
		String hello(String request) {
			return "World";
		}

	}

}
