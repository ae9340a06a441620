package io.github.zmqspring.boot.test.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;

import io.github.zmqspring.boot.test.TestContexts;
import io.github.zmqspring.boot.test.ZmqAwait;
import io.github.zmqspring.error.ZmqBindException;
import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.error.ZmqQueueFullException;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqEndpoint;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.template.ZmqTemplate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(300)
class ZmqTestTransportTests {

	private static final Duration SOON = Duration.ofSeconds(30);

	private final ApplicationContextRunner contextRunner = TestContexts.testTransport();

	@Test
	void nobodyListensOnThePort() throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			this.contextRunner
				.withPropertyValues("zmq.sockets.in.type=pull",
						"zmq.sockets.in.bind=tcp://127.0.0.1:" + taken.getLocalPort())
				.run((context) -> {
					assertThat(context).hasNotFailed();
					assertThat(context.getEnvironment().getProperty("local.zmq.in.port", Integer.class))
						.isEqualTo(taken.getLocalPort());
				});
		}
	}

	@Test
	void aPortIsTakenOnlyOnce() {
		this.contextRunner
			.withPropertyValues("zmq.sockets.one.type=pull", "zmq.sockets.one.bind=tcp://*:5555",
					"zmq.sockets.two.type=pull", "zmq.sockets.two.bind=tcp://127.0.0.1:5555")
			.run((context) -> assertThat(context).getFailure().rootCause().isInstanceOf(ZmqBindException.class));
	}

	@Test
	void anAddressOfAnotherMachineCannotBeBound() {
		this.contextRunner.withPropertyValues("zmq.sockets.one.type=pull", "zmq.sockets.one.bind=tcp://192.0.2.1:5555")
			.run((context) -> assertThat(context).getFailure().rootCause().isInstanceOf(ZmqBindException.class));
	}

	@Test
	void anIllegalPairFailsTheStart() {
		this.contextRunner
			.withPropertyValues("zmq.sockets.one.type=pull", "zmq.sockets.one.bind=tcp://*:5555",
					"zmq.sockets.two.type=dealer", "zmq.sockets.two.connect=tcp://localhost:5555")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ZmqConfigurationException.class)
				.hasMessageContaining("a DEALER cannot talk to a PULL"));
	}

	@Test
	void twoContextsAreTwoWorlds() {
		ApplicationContextRunner runner = this.contextRunner.withPropertyValues("zmq.sockets.in.type=pull",
				"zmq.sockets.in.bind=tcp://127.0.0.1:5555", "zmq.sockets.out.type=push",
				"zmq.sockets.out.connect=tcp://127.0.0.1:5555");
		runner.run((one) -> runner.run((another) -> {
			ZmqSocketRegistry sockets = one.getBean(ZmqSocketRegistry.class);
			for (int i = 0; i < 20; i++) {
				another.getBean(ZmqTemplate.class).send("out", "another's");
				sockets.get("out").send(ZmqMessage.ofStrings("one's"));
				assertThat(sockets.get("in").receive(SOON)).isEqualTo(ZmqMessage.ofStrings("one's"));
			}
		}));
	}

	@Test
	void everyTypeTalksToEveryLegalPeer() {
		this.contextRunner.run((context) -> {
			ZmqSocketRegistry sockets = context.getBean(ZmqSocketRegistry.class);
			for (ZmqSocketType type : ZmqSocketType.values()) {
				for (ZmqSocketType peer : type.legalPeers()) {
					ZmqSocket one = sockets.register(spec("one", type).bind("tcp://127.0.0.1:*").build());
					ZmqSocket two = sockets
						.register(spec("two", peer).connect(one.boundEndpoints().get(0).toString()).build());
					ZmqAwait.awaitConnected(one);
					ZmqAwait.awaitConnected(two);
					sockets.remove("two", SOON);
					if (type != ZmqSocketType.REQ) {
						// a REQ does not look for the end of a connection before it asks
						assertThat(one.control().awaitPeersAtMost(0, SOON)).as(type + " and " + peer).isTrue();
					}
					sockets.remove("one", SOON);
				}
			}
		});
	}

	private static SocketSpec.Builder spec(String name, ZmqSocketType type) {
		SocketSpec.Builder builder = SocketSpec.of(name, type);
		if (type == ZmqSocketType.SUB) {
			builder.topics("");
		}
		return type.joinsGroups() ? builder.groups("g") : builder;
	}

	@Test
	void whatIsSentBeforeThePeerBindsArrivesInOrder() {
		this.contextRunner.run((context) -> {
			ZmqSocketRegistry sockets = context.getBean(ZmqSocketRegistry.class);
			for (int round = 0; round < 200; round++) {
				ZmqSocket push = sockets
					.register(SocketSpec.of("push", ZmqSocketType.PUSH).connect("tcp://127.0.0.1:5555").build());
				for (int i = 0; i < 5; i++) {
					push.send(ZmqMessage.ofStrings(round + "/" + i));
				}
				ZmqSocket pull = sockets
					.register(SocketSpec.of("pull", ZmqSocketType.PULL).bind("tcp://127.0.0.1:5555").build());
				for (int i = 5; i < 10; i++) {
					push.send(ZmqMessage.ofStrings(round + "/" + i));
				}
				for (int i = 0; i < 10; i++) {
					assertThat(pull.receive(SOON)).isEqualTo(ZmqMessage.ofStrings(round + "/" + i));
				}
				sockets.remove("push", SOON);
				sockets.remove("pull", SOON);
			}
		});
	}

	@Test
	void aRestartedSocketIsFoundAgain() {
		this.contextRunner
			.withPropertyValues("zmq.sockets.in.type=pull", "zmq.sockets.in.bind=tcp://127.0.0.1:*",
					"zmq.sockets.out.type=push", "zmq.sockets.out.connect=tcp://127.0.0.1:49152")
			.run((context) -> {
				ZmqSocketRegistry sockets = context.getBean(ZmqSocketRegistry.class);
				ZmqSocket in = sockets.get("in");
				ZmqSocket out = sockets.get("out");
				assertThat(in.boundEndpoints()).containsExactly(ZmqEndpoint.parse("tcp://127.0.0.1:49152"));
				for (int round = 0; round < 100; round++) {
					out.send(ZmqMessage.ofStrings("before " + round));
					assertThat(in.receive(SOON)).isEqualTo(ZmqMessage.ofStrings("before " + round));
					if (round % 2 == 0) {
						in.stop(SOON);
						in.start();
					}
					else {
						in.reopen();
					}
					ZmqAwait.awaitConnected(in);
					ZmqAwait.awaitConnected(out);
				}
			});
	}

	@Test
	void whatAClosedSocketHadQueuedReachesNobody() {
		this.contextRunner.run((context) -> {
			ZmqSocketRegistry sockets = context.getBean(ZmqSocketRegistry.class);
			ZmqSocket old = sockets
				.register(SocketSpec.of("old", ZmqSocketType.PUSH).connect("tcp://127.0.0.1:5555").build());
			old.send(ZmqMessage.ofStrings("stale"));
			sockets.remove("old", SOON);
			ZmqSocket push = sockets
				.register(SocketSpec.of("push", ZmqSocketType.PUSH).connect("tcp://127.0.0.1:5555").build());
			push.send(ZmqMessage.ofStrings("dropped"));
			context.getBean(ZmqTestTransport.class).dropUndelivered();
			push.send(ZmqMessage.ofStrings("fresh"));
			ZmqSocket pull = sockets
				.register(SocketSpec.of("pull", ZmqSocketType.PULL).bind("tcp://127.0.0.1:5555").build());
			assertThat(pull.receive(SOON)).isEqualTo(ZmqMessage.ofStrings("fresh"));
		});
	}

	@Test
	void theHighWaterMarksOfBothSidesAreExact() {
		this.contextRunner.run((context) -> {
			ZmqSocketRegistry sockets = context.getBean(ZmqSocketRegistry.class);
			sockets.register(SocketSpec.of("pull", ZmqSocketType.PULL)
				.bind("tcp://127.0.0.1:5555")
				.option(ZmqOptions.RECEIVE_HWM, 2)
				.build());
			ZmqSocket push = sockets.register(SocketSpec.of("push", ZmqSocketType.PUSH)
				.connect("tcp://127.0.0.1:5555")
				.option(ZmqOptions.SEND_HWM, 3)
				.option(ZmqOptions.SEND_TIMEOUT, Duration.ZERO)
				.build());
			for (int i = 0; i < 5; i++) {
				push.send(ZmqMessage.ofStrings("fits"));
			}
			assertThatExceptionOfType(ZmqQueueFullException.class)
				.isThrownBy(() -> push.send(ZmqMessage.ofStrings("does not")));
		});
	}

	@Test
	void contextsEndThoughNobodyEverBoundWhatTheyConnect() {
		for (int i = 0; i < 20; i++) {
			this.contextRunner
				.withPropertyValues("zmq.sockets.out.type=push", "zmq.sockets.out.connect=tcp://prod.invalid:5555",
						"zmq.sockets.ask.type=dealer", "zmq.sockets.ask.connect=tcp://prod.invalid:5556")
				.run((context) -> {
					context.getBean(ZmqTemplate.class).send("out", "into the void");
					context.getBean(ZmqTestTransport.class).dropUndelivered();
					context.getBean(ZmqSocketRegistry.class).stop();
				});
		}
		Awaitility.await()
			.atMost(SOON)
			.pollDelay(Duration.ZERO)
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((name) -> name.equals("zmq-close")));
	}

}
