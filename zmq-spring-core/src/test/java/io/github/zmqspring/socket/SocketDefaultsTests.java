package io.github.zmqspring.socket;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.util.unit.DataSize;

import static io.github.zmqspring.socket.SocketDefaults.JEROMQ;
import static io.github.zmqspring.socket.SocketDefaults.RECOMMENDED;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SocketDefaults}.
 */
class SocketDefaultsTests {

	@ParameterizedTest
	@EnumSource(ZmqSocketType.class)
	void recommended(ZmqSocketType type) {
		boolean zmtp = type != ZmqSocketType.STREAM;
		boolean subscribes = type.subscribes() || type.joinsGroups();
		boolean publishes = type == ZmqSocketType.PUB || type == ZmqSocketType.XPUB;
		boolean routes = type == ZmqSocketType.ROUTER || type == ZmqSocketType.REP;
		Duration linger = (type.canSend() && !type.subscribes()) ? Duration.ofSeconds(1) : Duration.ZERO;
		assertThat(RECOMMENDED.get(ZmqOptions.LINGER, type)).isEqualTo(linger);
		assertThat(RECOMMENDED.get(ZmqOptions.HANDSHAKE_INTERVAL, type)).isEqualTo(zmtp ? Duration.ofSeconds(2) : null);
		assertThat(RECOMMENDED.get(ZmqOptions.MAX_MESSAGE_SIZE, type))
			.isEqualTo(!zmtp ? null : publishes ? DataSize.ofKilobytes(1) : DataSize.ofMegabytes(64));
		assertThat(RECOMMENDED.get(ZmqOptions.HANDSHAKE_TIMEOUT, type)).isEqualTo(zmtp ? Duration.ofSeconds(10) : null);
		assertThat(RECOMMENDED.get(ZmqOptions.HEARTBEAT_TIMEOUT, type)).isEqualTo(zmtp ? Duration.ofSeconds(30) : null);
		assertThat(RECOMMENDED.get(ZmqOptions.MAX_MESSAGE_FRAMES, type)).isEqualTo(zmtp ? 10_000 : null);
		assertThat(RECOMMENDED.get(ZmqOptions.MAX_SUBSCRIPTIONS, type))
			.isEqualTo((publishes || type == ZmqSocketType.RADIO) ? 10_000 : null);
		assertThat(RECOMMENDED.get(ZmqOptions.MAX_CONNECTIONS, type)).isEqualTo(2048);
		assertThat(RECOMMENDED.get(ZmqOptions.MAX_CONNECTIONS_PER_ADDRESS, type)).isEqualTo(1024);
		assertThat(RECOMMENDED.get(ZmqOptions.TCP_KEEP_ALIVE, type)).isTrue();
		assertThat(RECOMMENDED.get(ZmqOptions.TCP_KEEP_ALIVE_IDLE, type)).isEqualTo(Duration.ofSeconds(60));
		assertThat(RECOMMENDED.get(ZmqOptions.TCP_KEEP_ALIVE_INTERVAL, type)).isEqualTo(Duration.ofSeconds(10));
		assertThat(RECOMMENDED.get(ZmqOptions.TCP_KEEP_ALIVE_COUNT, type)).isEqualTo(3);
		assertThat(RECOMMENDED.get(ZmqOptions.SEND_BUFFER, type)).isEqualTo(DataSize.ofKilobytes(64));
		assertThat(RECOMMENDED.get(ZmqOptions.RECEIVE_BUFFER, type)).isEqualTo(DataSize.ofKilobytes(64));
		assertThat(RECOMMENDED.get(ZmqOptions.ROUTER_MANDATORY, type)).isEqualTo(routes ? true : null);
		assertThat(RECOMMENDED.get(ZmqOptions.SEND_HWM, type)).isEqualTo(subscribes ? 0 : null);
		assertThat(RECOMMENDED.get(ZmqOptions.ZAP_DOMAIN, type)).isEqualTo(zmtp ? "global" : null);
	}

	@ParameterizedTest
	@EnumSource(ZmqSocketType.class)
	void theCallersTimeoutsAreFiveSecondsInBoth(ZmqSocketType type) {
		for (SocketDefaults defaults : SocketDefaults.values()) {
			Duration send = defaults.get(ZmqOptions.SEND_TIMEOUT, type);
			Duration receive = defaults.get(ZmqOptions.RECEIVE_TIMEOUT, type);
			assertThat(send).isEqualTo(type.canSend() ? Duration.ofSeconds(5) : null);
			assertThat(receive).isEqualTo(type.canReceive() ? Duration.ofSeconds(5) : null);
		}
	}

	@Test
	void nothingElseHasADefault() {
		assertThat(withDefault(RECOMMENDED)).containsExactlyInAnyOrder(ZmqOptions.LINGER, ZmqOptions.HANDSHAKE_INTERVAL,
				ZmqOptions.HANDSHAKE_TIMEOUT, ZmqOptions.HEARTBEAT_TIMEOUT, ZmqOptions.MAX_CONNECTIONS,
				ZmqOptions.MAX_CONNECTIONS_PER_ADDRESS, ZmqOptions.MAX_MESSAGE_FRAMES, ZmqOptions.MAX_SUBSCRIPTIONS,
				ZmqOptions.TCP_KEEP_ALIVE, ZmqOptions.TCP_KEEP_ALIVE_IDLE, ZmqOptions.TCP_KEEP_ALIVE_INTERVAL,
				ZmqOptions.TCP_KEEP_ALIVE_COUNT, ZmqOptions.MAX_MESSAGE_SIZE, ZmqOptions.SEND_BUFFER,
				ZmqOptions.RECEIVE_BUFFER, ZmqOptions.ROUTER_MANDATORY, ZmqOptions.SEND_HWM, ZmqOptions.ZAP_DOMAIN,
				ZmqOptions.SEND_TIMEOUT, ZmqOptions.RECEIVE_TIMEOUT);
		assertThat(withDefault(JEROMQ)).containsExactlyInAnyOrder(ZmqOptions.LINGER, ZmqOptions.SEND_TIMEOUT,
				ZmqOptions.RECEIVE_TIMEOUT);
		assertThat(JEROMQ.get(ZmqOptions.LINGER, ZmqSocketType.PUSH)).isZero();
	}

	@ParameterizedTest
	@EnumSource(ZmqSocketType.class)
	void everyDefaultIsLegalForItsTypeAndPassesItsOwnCheck(ZmqSocketType type) {
		for (SocketDefaults defaults : SocketDefaults.values()) {
			SocketSpec.Builder builder = OptionSamples.minimal(type);
			ZmqOptions.all().forEach((option) -> set(builder, option, defaults, type));
			if (type != ZmqSocketType.STREAM) {
				// a timeout needs heartbeats
				builder.option(ZmqOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(1));
			}
			assertThat(builder.build().options().asMap()).isNotEmpty();
		}
	}

	private static <T> void set(SocketSpec.Builder builder, SocketOption<T> option, SocketDefaults defaults,
			ZmqSocketType type) {
		builder.option(option, defaults.get(option, type));
	}

	private static Set<SocketOption<?>> withDefault(SocketDefaults defaults) {
		return ZmqOptions.all().stream().filter((option) -> {
			for (ZmqSocketType type : ZmqSocketType.values()) {
				if (defaults.get(option, type) != null) {
					return true;
				}
			}
			return false;
		}).collect(Collectors.toSet());
	}

}
