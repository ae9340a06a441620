package io.github.zmqspring.boot.test;

import java.time.Duration;
import java.util.List;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.StartupFailurePolicy;
import io.github.zmqspring.socket.ZmqContext;
import io.github.zmqspring.socket.ZmqContextOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestContextManager;

import static io.github.zmqspring.boot.test.ZmqAssertions.assertThat;

/**
 * What cached contexts do while the tests of another one run
 * ({@code spring.test.context.cache.pause}): both applications have the same port, and
 * the same peer.
 */
@Timeout(120)
class ContextPauseTests {

	private static final Duration SOON = Duration.ofSeconds(30);

	private static int port;

	private static String source;

	private final ZmqSocketRegistry outside = new ZmqSocketRegistry(new ZmqContext(ZmqContextOptions.DEFAULTS),
			StartupFailurePolicy.FAIL, List.of(), (event) -> {
			});

	private ZmqSocket push;

	@BeforeEach
	void open() {
		port = TestContexts.freePort();
		this.outside.start();
		this.push = this.outside
			.register(SocketSpec.of("source", ZmqSocketType.PUSH).bind("tcp://127.0.0.1:*").build());
		source = this.push.boundEndpoints().get(0).toString();
	}

	@AfterEach
	void close() {
		this.outside.stop();
	}

	@Test
	void aPausedContextLeavesItsPortAndItsMessagesToTheNext() throws Exception {
		TestContextManager one = new TestContextManager(First.class);
		TestContextManager two = new TestContextManager(Second.class);
		try {
			for (int round = 0; round < 3; round++) {
				assertThat(takesAll(one)).isNotSameAs(takesAll(two));
			}
		}
		finally {
			one.getTestContext().markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);
			two.getTestContext().markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);
		}
	}

	private ApplicationContext takesAll(TestContextManager manager) throws Exception {
		Object test = manager.getTestContext().getTestClass().getDeclaredConstructor().newInstance();
		manager.beforeTestClass();
		manager.prepareTestInstance(test);
		ApplicationContext context = context(manager);
		assertThat(context.getEnvironment().getProperty("local.zmq.in.port", Integer.class)).isEqualTo(port);
		// first that this one is there, or else the one before could be taken for it
		ZmqSocket work = context.getBean(ZmqSocketRegistry.class).get("work");
		Awaitility.await().atMost(SOON).until(() -> work.inspection().peers().count() == 1);
		assertThat(this.push.control().awaitPeersAtMost(1, SOON)).isTrue();
		ZmqAwait.awaitConnected(this.push);
		ZmqRecorder recorder = context.getBean(ZmqRecorder.class);
		recorder.clear();
		ZmqTestPeer peer = context.getBean(ZmqTestPeers.class).of("in");
		for (int i = 0; i < 20; i++) {
			this.push.send(ZmqMessage.ofStrings("m" + i));
			peer.send("m" + i);
		}
		assertThat(recorder.socket("in")).receivedCount(20);
		assertThat(recorder.socket("work")).receivedCount(20);
		manager.afterTestClass();
		return context;
	}

	private static ApplicationContext context(TestContextManager manager) {
		return manager.getTestContext().getApplicationContext();
	}

	@SpringBootTest(classes = Application.class, properties = "spring.config.name=none")
	static class First {

		@DynamicPropertySource
		static void sockets(DynamicPropertyRegistry properties) {
			ContextPauseTests.sockets(properties);
		}

	}

	@SpringBootTest(classes = Application.class, properties = { "spring.config.name=none", "second=true" })
	static class Second {

		@DynamicPropertySource
		static void sockets(DynamicPropertyRegistry properties) {
			ContextPauseTests.sockets(properties);
		}

	}

	private static void sockets(DynamicPropertyRegistry properties) {
		properties.add("zmq.sockets.in.type", () -> "pull");
		properties.add("zmq.sockets.in.bind", () -> "tcp://127.0.0.1:" + port);
		properties.add("zmq.sockets.work.type", () -> "pull");
		properties.add("zmq.sockets.work.connect", () -> source);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@ZmqListener(socket = "in")
		@ZmqListener(socket = "work")
		void take(String text) {
		}

	}

}
