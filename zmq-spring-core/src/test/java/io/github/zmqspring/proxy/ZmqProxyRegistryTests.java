package io.github.zmqspring.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;

import io.github.zmqspring.error.DuplicateListenerException;
import io.github.zmqspring.error.UnknownSocketException;
import io.github.zmqspring.error.ZmqBindException;
import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.error.ZmqException;
import io.github.zmqspring.proxy.ZmqProxy.State;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.StartupFailurePolicy;
import io.github.zmqspring.socket.ZmqContext;
import io.github.zmqspring.socket.ZmqContextOptions;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Proxies by name: with the application, and at run time.
 */
class ZmqProxyRegistryTests extends AbstractProxyTests {

	private static final String ANY_PORT = "tcp://127.0.0.1:*";

	private static ZmqProxySpec.Builder streamer() {
		return ZmqProxySpec.streamer("streamer").frontendBind(ANY_PORT).backendBind("inproc://out");
	}

	private void assertForwards(ZmqProxy streamer) {
		try (ZMQ.Socket producer = connect(SocketType.PUSH, streamer.frontend());
				ZMQ.Socket consumer = connect(SocketType.PULL, streamer.backend())) {
			send(producer, "a", "b");
			assertThat(receive(consumer)).containsExactly("a", "b");
		}
	}

	@Test
	void whenTheApplicationStopsProxiesStopBeforeSocketsAndStartAfterThem() {
		assertThat(this.proxies.getPhase()).isGreaterThan(this.sockets.getPhase());
		assertThat(this.proxies.getPhase()).isLessThan(0);
	}

	@Test
	void whenTheApplicationIsRestartedItsProxiesAreToo() {
		ZmqProxy streamer = this.proxies.register(streamer().build());
		String endpoint = endpoint(streamer.frontend());
		assertForwards(streamer);
		this.proxies.stop();
		assertThat(streamer.state()).isEqualTo(State.STOPPED);
		this.sockets.stop();
		this.sockets.start();
		this.proxies.start();
		assertThat(streamer.state()).isEqualTo(State.RUNNING);
		assertThat(endpoint(streamer.frontend())).isEqualTo(endpoint);
		assertForwards(streamer);
	}

	@Test
	void whenOnlyTheProxiesAreRestartedTheirSocketsOpenAgain() {
		ZmqProxy streamer = this.proxies.register(streamer().build());
		this.proxies.stop();
		assertThat(streamer.frontend().isRunning()).isFalse();
		this.proxies.start();
		assertForwards(streamer);
	}

	@Test
	void whenItDoesNotStartByItselfItStartsByName() {
		ZmqProxy streamer = this.proxies.register(streamer().autoStartup(false).build());
		assertThat(streamer.state()).isEqualTo(State.STOPPED);
		assertThat(streamer.frontend().isRunning()).isFalse();
		this.proxies.start("streamer");
		assertForwards(streamer);
		this.proxies.stop("streamer", PATIENCE);
		assertThat(streamer.frontend().isRunning()).isFalse();
	}

	@Test
	void whenItIsRegisteredItsSocketsAreKnownByTheirNames() {
		this.proxies.register(streamer().capture((socket) -> socket.bind(ANY_PORT)).build());
		assertThat(this.sockets.names()).containsExactly("streamer.capture", "streamer.backend", "streamer.frontend");
		assertThat(this.proxies.names()).containsExactly("streamer");
	}

	@Test
	void whenItIsRemovedItsNameAndPortsAreFree() {
		ZmqProxy first = this.proxies.register(streamer().build());
		String frontend = endpoint(first.frontend());
		this.proxies.remove("streamer", PATIENCE);
		assertThat(first.state()).isEqualTo(State.TERMINATED);
		assertThat(this.proxies.proxies()).isEmpty();
		ZmqProxy second = this.proxies
			.register(ZmqProxySpec.streamer("streamer").frontendBind(frontend).backendBind("inproc://out").build());
		assertForwards(second);
	}

	@Test
	void whenTheNameIsTakenTheSecondIsRefusedAndTheFirstGoesOn() {
		ZmqProxy first = this.proxies.register(streamer().build());
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> this.proxies.register(streamer().build()))
			.withMessageContaining("streamer");
		assertForwards(first);
	}

	@Test
	void whenTheNameOfASocketIsTakenTheProxyIsRefusedAndTheSocketStays() {
		register("streamer.frontend", ZmqSocketType.PULL, ANY_PORT);
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> this.proxies.register(streamer().build()));
		assertThat(this.sockets.names()).containsExactly("streamer.frontend");
		assertThat(this.proxies.find("streamer")).isNull();
	}

	@Test
	void whenAPortIsTakenTheProxyIsRefusedAndLeavesNothingBehind() throws IOException {
		try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			ZmqProxySpec spec = ZmqProxySpec.streamer("streamer")
				.frontendBind("tcp://127.0.0.1:" + other.getLocalPort())
				.backendBind(ANY_PORT)
				.build();
			assertThatExceptionOfType(ZmqBindException.class).isThrownBy(() -> this.proxies.register(spec));
		}
		assertThat(this.sockets.names()).isEmpty();
		assertForwards(this.proxies.register(streamer().build()));
	}

	@Test
	void whenAPortIsTakenAndBindingIsRetriedForwardingBeginsOnceThePortIsFree() throws IOException {
		ZmqSocketRegistry retrying = new ZmqSocketRegistry(new ZmqContext(ZmqContextOptions.DEFAULTS),
				StartupFailurePolicy.RETRY, List.of(), (event) -> {
				});
		ZMQ.Socket consumer = open(SocketType.PULL, "tcp:");
		int port = consumer.bindToRandomPort("tcp://127.0.0.1");
		ZmqProxyRegistry registry = new ZmqProxyRegistry(retrying, Duration.ofSeconds(1));
		try {
			ZmqProxy streamer;
			try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
				streamer = registry.register(ZmqProxySpec.streamer("streamer")
					.frontendBind("tcp://127.0.0.1:" + other.getLocalPort())
					.backendConnect("tcp://127.0.0.1:" + port)
					.build());
				retrying.start();
				registry.start();
				assertThat(streamer.state()).isEqualTo(State.RUNNING);
				assertThat(streamer.frontend().isRunning()).isFalse();
			}
			await().atMost(PATIENCE).until(() -> streamer.frontend().isRunning());
			send(connect(SocketType.PUSH, streamer.frontend()), "a", "b");
			assertThat(receive(consumer)).containsExactly("a", "b");
		}
		finally {
			registry.stop();
			retrying.stop();
		}
	}

	@Test
	void whenASocketIsUnknownStartingFailsAndNamesTheProxy() {
		assertThatExceptionOfType(UnknownSocketException.class)
			.isThrownBy(() -> this.proxies.register(ZmqProxySpec.queue("broker").frontend("in").backend("out").build()))
			.withMessageContaining("'in'")
			.withMessageContaining("proxy 'broker'");
		assertThat(this.proxies.proxies()).isEmpty();
	}

	@Test
	void whenRegisteredSocketsCannotBeJoinedStartingFails() {
		register("in", ZmqSocketType.PULL, ANY_PORT);
		register("out", ZmqSocketType.ROUTER, ANY_PORT);
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> this.proxies.register(ZmqProxySpec.of("broker").frontend("in").backend("out").build()))
			.withMessageContaining("broker")
			.withMessageContaining("PULL");
	}

	@Test
	void whenAListenerTakesTheMessagesStartingFailsAndTheListenerGoesOn() {
		register("in", ZmqSocketType.PULL, ANY_PORT).attach((message) -> {
		}, "a listener", true);
		register("out", ZmqSocketType.PUSH, ANY_PORT);
		ZmqProxySpec spec = ZmqProxySpec.streamer("streamer").frontend("in").backend("out").build();
		assertThatExceptionOfType(DuplicateListenerException.class).isThrownBy(() -> this.proxies.register(spec))
			.withMessageContaining("a listener")
			.withMessageContaining("proxy 'streamer'");
		assertThat(this.sockets.get("in").isRunning()).isTrue();
	}

	@Test
	void whenOneOfSeveralCannotStartTheOthersAreStoppedAgain() {
		this.proxies.stop();
		ZmqProxy good = this.proxies.register(streamer().build());
		this.proxies.register(ZmqProxySpec.queue("bad").frontend("in").backend("out").build());
		assertThatExceptionOfType(UnknownSocketException.class).isThrownBy(this.proxies::start);
		assertThat(good.state()).isEqualTo(State.STOPPED);
		assertThat(this.proxies.isRunning()).isFalse();
	}

	@Test
	void whenRegisteredSocketsAreJoinedTheyStayOpenWhenTheProxyStops() {
		register("in", ZmqSocketType.PULL, ANY_PORT);
		this.sockets.register(SocketSpec.of("out", ZmqSocketType.PUSH).bind("inproc://out").build());
		ZmqProxy streamer = this.proxies
			.register(ZmqProxySpec.streamer("streamer").frontend("in").backend("out").build());
		assertForwards(streamer);
		this.proxies.remove("streamer", PATIENCE);
		assertThat(this.sockets.sockets()).allMatch((socket) -> socket.isRunning());
	}

	@Test
	void whenThereIsNoSuchProxyTheErrorNamesThoseThereAre() {
		this.proxies.register(streamer().build());
		assertThatExceptionOfType(ZmqException.class).isThrownBy(() -> this.proxies.pause("other"))
			.withMessageContaining("'other'")
			.withMessageContaining("streamer");
	}

}
