package io.github.zmqspring.docs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.zmqspring.docs.SocketSnippets.BrokerContainer;
import io.github.zmqspring.docs.SocketSnippets.ConnectionConfiguration;
import io.github.zmqspring.docs.SocketSnippets.CustomizerConfiguration;
import io.github.zmqspring.docs.SocketSnippets.Ports;
import io.github.zmqspring.docs.SocketSnippets.SocketConfiguration;
import io.github.zmqspring.error.UnknownSocketException;
import io.github.zmqspring.error.UnsupportedTransportException;
import io.github.zmqspring.error.ZmqBindException;
import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.error.ZmqQueueFullException;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.ZmqEndpoint;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What {@code sockets.md} claims.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class SocketsTests {

	private final ApplicationContextRunner contextRunner = Docs.contextRunner();

	@Test
	void socketOfABeanHasAPortThatIsPublished(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(SocketConfiguration.class, Ports.class).run((context) -> {
			ZmqEndpoint bound = sockets(context).get("tasks").boundEndpoints().get(0);
			assertThat(context.getEnvironment().getProperty("local.zmq.tasks.port", Integer.class))
				.isEqualTo(bound.port());
			assertThat(output).contains("tasks listens on " + bound);
		});
	}

	@Test
	void ephemeralPortStaysTheSameAfterARestart() {
		this.contextRunner.withUserConfiguration(SocketConfiguration.class, Feeds.class).run((context) -> {
			ZmqSocket tasks = sockets(context).get("tasks");
			ZmqEndpoint before = tasks.boundEndpoints().get(0);
			context.getBean(Feeds.class).restart("tasks");
			assertThat(tasks.isRunning()).isTrue();
			assertThat(tasks.boundEndpoints()).containsExactly(before);
		});
	}

	@Test
	void customizerChangesTheSocketsItIsMeantFor() {
		this.contextRunner.withUserConfiguration(CustomizerConfiguration.class)
			.withPropertyValues("zmq.sockets.remote-a.type=pub", "zmq.sockets.remote-a.bind=inproc://a",
					"zmq.sockets.local-b.type=pub", "zmq.sockets.local-b.bind=inproc://b")
			.run((context) -> {
				assertThat(sockets(context).get("remote-a").spec().options().get(ZmqOptions.HEARTBEAT_INTERVAL))
					.isEqualTo(Duration.ofSeconds(30));
				assertThat(sockets(context).get("local-b").spec().options().isSet(ZmqOptions.HEARTBEAT_INTERVAL))
					.isFalse();
			});
	}

	@Test
	void connectionDetailsReplaceTheEndpointsOfProperties() {
		this.contextRunner.withUserConfiguration(ConnectionConfiguration.class)
			.withBean(BrokerContainer.class, () -> new BrokerContainer("127.0.0.1", 54321))
			.withPropertyValues("zmq.sockets.jobs.type=push", "zmq.sockets.jobs.connect=tcp://127.0.0.1:5555",
					"zmq.sockets.other.type=push", "zmq.sockets.other.connect=tcp://127.0.0.1:5556")
			.run((context) -> {
				assertThat(sockets(context).get("jobs").spec().connects()).asString().contains(":54321");
				assertThat(sockets(context).get("other").spec().connects()).asString().contains(":5556");
			});
	}

	@Test
	void socketsCanBeAddedChangedAndRemovedAtRunTime() {
		this.contextRunner.withUserConfiguration(Feeds.class)
			.withPropertyValues("zmq.sockets.one.type=pub", "zmq.sockets.one.bind=inproc://one",
					"zmq.sockets.two.type=pub", "zmq.sockets.two.bind=inproc://two")
			.run((context) -> {
				Feeds feeds = context.getBean(Feeds.class);
				ZmqSocketRegistry sockets = sockets(context);
				ZmqSocket feed = feeds.add("feed", "inproc://one");
				feeds.alsoFollow("feed", "sports.");
				feeds.alsoRead("feed", "inproc://two");
				assertThat(sockets.get("two").control().awaitSubscribers("sports.", 1, Docs.SOON)).isTrue();
				sockets.get("two").send(ZmqMessage.ofStrings("sports.chess", "draw"));
				assertThat(feed.receive(Docs.SOON)).isEqualTo(ZmqMessage.ofStrings("sports.chess", "draw"));
				feeds.remove("feed");
				assertThatExceptionOfType(UnknownSocketException.class).isThrownBy(() -> sockets.get("feed"));
			});
	}

	@Test
	void connectingSideMayStartFirst() {
		this.contextRunner
			.withPropertyValues("zmq.sockets.client.type=push", "zmq.sockets.client.connect=inproc://later",
					"zmq.sockets.server.type=pull", "zmq.sockets.server.bind=inproc://later",
					"zmq.sockets.server.auto-startup=false")
			.run((context) -> {
				sockets(context).get("client").send("early".getBytes(StandardCharsets.UTF_8));
				sockets(context).get("server").start();
				assertThat(sockets(context).get("server").receive(Docs.SOON)).isEqualTo(ZmqMessage.ofStrings("early"));
			});
	}

	@Test
	void bindingSideHasNoQueueBeforeItsFirstPeer() {
		this.contextRunner
			.withPropertyValues("zmq.sockets.tasks.type=push", "zmq.sockets.tasks.bind=tcp://127.0.0.1:*",
					"zmq.sockets.tasks.send-timeout=50ms")
			.run((context) -> assertThatExceptionOfType(ZmqQueueFullException.class)
				.isThrownBy(() -> sockets(context).get("tasks").send(new byte[0])));
	}

	@Test
	void whenImmediateIsSetConnectingSideHasNoQueueEither() {
		this.contextRunner
			.withPropertyValues("zmq.sockets.tasks.type=push", "zmq.sockets.tasks.connect=tcp://127.0.0.1:1",
					"zmq.sockets.tasks.immediate=true")
			.run((context) -> assertThat(sockets(context).get("tasks").trySend(ZmqMessage.ofStrings("x"))).isFalse());
	}

	@Test
	void publisherDropsForAFullSubscriber() {
		this.contextRunner
			.withPropertyValues("zmq.sockets.feed.type=pub", "zmq.sockets.feed.bind=inproc://feed",
					"zmq.sockets.feed.send-hwm=1", "zmq.sockets.slow.type=sub", "zmq.sockets.slow.receive-hwm=1",
					"zmq.sockets.slow.connect=inproc://feed", "zmq.sockets.slow.topics=n")
			.run((context) -> {
				ZmqSocket feed = sockets(context).get("feed");
				assertThat(feed.control().awaitSubscribers("n", 1, Docs.SOON)).isTrue();
				for (int i = 0; i < 100; i++) {
					feed.send(ZmqMessage.ofStrings("n", String.valueOf(i)));
				}
				int received = 0;
				while (sockets(context).get("slow").receive(Docs.SHORT) != null) {
					received++;
				}
				assertThat(received).isEqualTo(2);
			});
	}

	@ParameterizedTest
	@CsvSource({ "pub,linger,PT1S", "push,linger,PT1S", "sub,linger,PT0S", "pull,linger,PT0S",
			"dealer,handshake-interval,PT2S", "pull,max-message-size,67108864B", "push,send-buffer,65536B",
			"pull,receive-buffer,65536B", "router,router-mandatory,true", "rep,router-mandatory,true", "sub,send-hwm,0",
			"xsub,send-hwm,0", "pub,zap-domain,global", "push,send-timeout,PT5S", "pull,receive-timeout,PT5S" })
	void defaultsAreThoseOfTheTable(String type, String option, String value) {
		this.contextRunner
			.withPropertyValues("zmq.sockets.a.type=" + type, "zmq.sockets.a.bind=inproc://a",
					type.equals("sub") ? "zmq.sockets.a.topics=x" : "a=b")
			.run((context) -> assertThat(sockets(context).get("a").spec().effective(ZmqOptions.find(option)))
				.hasToString(value));
	}

	@ParameterizedTest
	@CsvSource({ "dealer,socks-proxy,localhost:1080", "dealer,reconnect-interval,0", "xpub,xpub-manual,true",
			"dealer,plain-server,true", "router,router-raw,true", "pub,recieve-hwm,1", "pub,receive-hwm,1",
			"dealer,heartbeat-timeout,1s", "pub,topics,a" })
	void whatCannotBeHonouredFailsTheStart(String type, String option, String value) {
		this.contextRunner
			.withPropertyValues("zmq.sockets.a.type=" + type, "zmq.sockets.a.bind=inproc://a",
					"zmq.sockets.a." + option + "=" + value)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.hasStackTraceContaining(ZmqConfigurationException.class.getName())
				.hasStackTraceContaining(option));
	}

	@ParameterizedTest
	@CsvSource({ "pgm", "epgm", "norm", "udp", "ws", "wss", "tipc", "vmci" })
	void whenJeroMqLacksTheTransportTheStartFails(String transport) {
		this.contextRunner
			.withPropertyValues("zmq.sockets.a.type=pub", "zmq.sockets.a.bind=" + transport + "://127.0.0.1:5555")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.hasRootCauseInstanceOf(UnsupportedTransportException.class)
				.hasStackTraceContaining("bridge"));
	}

	@Test
	void ipcIsWarnedAbout(CapturedOutput output) {
		this.contextRunner.withPropertyValues("zmq.sockets.a.type=pub", "zmq.sockets.a.bind=" + freeIpcEndpoint())
			.run((context) -> assertThat(output).contains("uses ipc, which JeroMQ imitates over TCP"));
	}

	@ParameterizedTest
	@EnumSource(ZmqSocketType.class)
	void tableOfTypesHasTheLegalPeers(ZmqSocketType type) throws IOException {
		List<String[]> rows = Files.readAllLines(Markdown.root().resolve("docs/sockets.md"))
			.stream()
			.map((line) -> line.split("\\s*\\|\\s*"))
			.filter((cells) -> cells.length >= 5 && cells[1].equals(type.name()))
			.toList();
		assertThat(rows).hasSize(1);
		Set<String> peers = type.legalPeers().stream().map(Enum::name).collect(Collectors.toSet());
		assertThat(rows.get(0)[2].split(", ")).hasSameElementsAs(peers.isEmpty() ? Set.of("none (raw TCP)") : peers);
	}

	@Test
	void whenThePortIsTakenThePolicyDecides() {
		this.contextRunner.withUserConfiguration(SocketConfiguration.class).run((first) -> {
			ApplicationContextRunner second = this.contextRunner.withPropertyValues("zmq.sockets.b.type=pull",
					"zmq.sockets.b.bind=" + sockets(first).get("tasks").boundEndpoints().get(0));
			second.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.hasRootCauseInstanceOf(ZmqBindException.class));
			second.withPropertyValues("zmq.startup-failure-policy=continue").run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(sockets(context).get("b").isRunning()).isFalse();
				sockets(first).remove("tasks", Docs.SOON);
				sockets(context).get("b").start();
				assertThat(sockets(context).get("b").isRunning()).isTrue();
			});
		});
	}

	@Test
	void whenTheHostIsUnknownTheStartFails() {
		this.contextRunner
			.withPropertyValues("zmq.sockets.a.type=push", "zmq.sockets.a.connect=tcp://no-such-host.invalid:5555")
			.run((context) -> assertThat(context).hasFailed().getFailure().hasStackTraceContaining("unknown"));
	}

	/** A name for which JeroMQ takes a port that nobody has. */
	private static String freeIpcEndpoint() {
		long number = System.nanoTime();
		while (!isFree(Math.abs(("zmq-spring-docs-" + number).hashCode() % 55_536) + 10_000)) {
			number++;
		}
		return "ipc://zmq-spring-docs-" + number;
	}

	/** And that the system does not give to an outgoing connection meanwhile. */
	private static boolean isFree(int port) {
		if (port > 32_000) {
			return false;
		}
		try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
			return probe.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static ZmqSocketRegistry sockets(AssertableApplicationContext context) {
		return context.getBean(ZmqSocketRegistry.class);
	}

}
