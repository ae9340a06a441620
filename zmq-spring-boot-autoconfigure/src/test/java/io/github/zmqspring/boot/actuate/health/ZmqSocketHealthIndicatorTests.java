package io.github.zmqspring.boot.actuate.health;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import io.github.zmqspring.boot.actuate.Actuators;
import io.github.zmqspring.boot.actuate.ZmqComponents;
import io.github.zmqspring.listener.ZmqListenerContainer;
import io.github.zmqspring.listener.ZmqListenerLag;
import io.github.zmqspring.listener.ZmqListenerLag.LagAction;
import io.github.zmqspring.listener.ZmqListenerRegistry;
import io.github.zmqspring.listener.ZmqListenerStatus;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.StartupFailurePolicy;
import io.github.zmqspring.socket.ZmqContext;
import io.github.zmqspring.socket.ZmqContextOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.socket.status.QueueDepth;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * What a listener does to the health of its socket; the rest is asked of a whole
 * application.
 */
@Timeout(60)
class ZmqSocketHealthIndicatorTests {

	private final ZmqSocketRegistry sockets = new ZmqSocketRegistry(new ZmqContext(ZmqContextOptions.DEFAULTS),
			StartupFailurePolicy.FAIL, List.of(), (event) -> {
			});

	private final ZmqListenerContainer listener = mock(ZmqListenerContainer.class);

	private ZmqSocket socket;

	@BeforeEach
	void open() {
		this.sockets.start();
		this.socket = this.sockets.register(SocketSpec.of("in", ZmqSocketType.PULL).bind("inproc://in").build());
	}

	@AfterEach
	void close() {
		this.sockets.stop();
	}

	@Test
	void aPeerThatDoesNotUnderstandTheSocketIsAFaultUntilThereIsAnother() throws IOException {
		int port;
		ZmqSocket push;
		try (ServerSocket stranger = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			port = stranger.getLocalPort();
			push = this.sockets
				.register(SocketSpec.of("out", ZmqSocketType.PUSH).connect("tcp://127.0.0.1:" + port).build());
			assertThat(health(push).getStatus()).isEqualTo(Status.UP);
			try (Socket connection = stranger.accept()) {
				connection.getOutputStream()
					.write("220 mail.example.org ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));
				connection.getInputStream().readAllBytes();
			}
			await().atMost(Actuators.SOON)
				.untilAsserted(() -> assertThat(health(push).getStatus()).isEqualTo(Status.DOWN));
			assertThat(health(push).getDetails().get("reason")).asString().contains("127.0.0.1:" + port, "PROTOCOL");
		}
		this.sockets.register(SocketSpec.of("back", ZmqSocketType.PULL).bind("tcp://127.0.0.1:" + port).build());
		await().atMost(Actuators.SOON).untilAsserted(() -> assertThat(health(push).getStatus()).isEqualTo(Status.UP));
	}

	private Health health(ZmqSocket of) {
		ZmqListenerRegistry listeners = mock(ZmqListenerRegistry.class);
		given(listeners.containers()).willReturn(List.of());
		return new ZmqSocketHealthIndicator(of, new ZmqComponents(this.sockets, listeners, null, null)).health();
	}

	@Test
	void listenerThatRunsIsNoFault() {
		assertThat(health(ZmqListenerStatus.State.RUNNING, null, null).getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void listenerThatNoLongerReadsIsAFault() {
		Health health = health(ZmqListenerStatus.State.FAILED, null, new IllegalStateException("the reader died"));
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsEntry("listenerState", "FAILED")
			.containsEntry("reason", "listener 'worker' no longer reads the socket: the reader died");
	}

	@Test
	void listenerThatLagsIsAFaultIfItIsToldSo() {
		Health health = health(ZmqListenerStatus.State.RUNNING, lag(LagAction.DOWN, true), null);
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails().get("reason")).asString().contains("'worker' lags").contains("max-lag");
	}

	@Test
	void otherwiseALagIsNoFault() {
		assertThat(health(ZmqListenerStatus.State.RUNNING, lag(LagAction.EVENT, true), null).getStatus())
			.isEqualTo(Status.UP);
		assertThat(health(ZmqListenerStatus.State.RUNNING, lag(LagAction.DOWN, false), null).getStatus())
			.isEqualTo(Status.UP);
	}

	private static ZmqListenerLag lag(LagAction action, boolean exceeded) {
		return new ZmqListenerLag(Duration.ofSeconds(3), Duration.ofSeconds(1), action, exceeded);
	}

	private Health health(ZmqListenerStatus.State state, @Nullable ZmqListenerLag lag, @Nullable Throwable failure) {
		ZmqListenerRegistry listeners = mock(ZmqListenerRegistry.class);
		given(listeners.containers()).willReturn(List.of(this.listener));
		given(this.listener.getId()).willReturn("worker");
		given(this.listener.getSocket()).willReturn(this.socket);
		given(this.listener.getStatus())
			.willReturn(new ZmqListenerStatus(state, 1, QueueDepth.EMPTY, 0, 0, lag, failure));
		ZmqComponents components = new ZmqComponents(this.sockets, listeners, null, null);
		return new ZmqSocketHealthIndicator(this.socket, components).health();
	}

}
