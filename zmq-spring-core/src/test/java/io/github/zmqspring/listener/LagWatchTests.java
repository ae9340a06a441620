package io.github.zmqspring.listener;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.listener.ZmqListenerLag.LagAction;
import io.github.zmqspring.listener.ZmqListenerStatus.State;
import io.github.zmqspring.listener.event.ZmqListenerLaggingEvent;
import io.github.zmqspring.message.HeaderPolicy;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqParts;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.socket.event.ZmqEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Listeners that lag behind (Guide chapter 5, Suicidal Snail).
 */
@Timeout(180)
class LagWatchTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:10Z");

	@RegisterExtension
	final Listeners listeners = new Listeners()
		.socket(SocketSpec.of("in", ZmqSocketType.PULL)
			.bind("inproc://in")
			.headers(HeaderPolicy.of(List.of("*"), List.of("*"))))
		.socket("plain", ZmqSocketType.PULL);

	private final ZmqEvents events = new ZmqEvents("zmqtest-events");

	private final AtomicReference<Instant> now = new AtomicReference<>(NOW);

	private final AtomicInteger told = new AtomicInteger();

	private final AtomicInteger stopped = new AtomicInteger();

	private final AtomicLong nanoTime = new AtomicLong(5);

	private static ZmqListenerEndpoint.Builder endpoint(String socket) {
		return ZmqListenerEndpoint.of("f").socket(socket).maxLag(Duration.ofSeconds(1)).listener((payload) -> {
		});
	}

	private LagWatch watch(LagAction action) {
		this.events.addListener((event) -> this.told.incrementAndGet());
		ZmqListenerEndpoint endpoint = endpoint("in").lagAction(action).build();
		return new LagWatch(endpoint, new ListenerEvents(endpoint, this.events), this.stopped::incrementAndGet,
				new Clock() {

					@Override
					public ZoneId getZone() {
						return ZoneOffset.UTC;
					}

					@Override
					public Clock withZone(ZoneId zone) {
						return this;
					}

					@Override
					public Instant instant() {
						return LagWatchTests.this.now.get();
					}

				}, this.nanoTime::get);
	}

	private static ZmqParts sentAt(String time) {
		return ZmqParts.of(ZmqMessage.ofStrings("x")).withHeaders(Map.of("sent-at", time));
	}

	@ParameterizedTest
	@ValueSource(strings = { "2026-01-01T00:00:09.500Z", "1767225609500" })
	void aYoungMessageIsNoMatter(String time) {
		LagWatch watch = watch(LagAction.STOP);
		watch.message(sentAt(time));
		assertThat(watch.lag(false))
			.isEqualTo(new ZmqListenerLag(Duration.ofMillis(500), Duration.ofSeconds(1), LagAction.STOP, false));
		assertThat(this.stopped).hasValue(0);
	}

	@ParameterizedTest
	@EnumSource(LagAction.class)
	void anOldMessageIsActedUpon(LagAction action) {
		LagWatch watch = watch(action);
		watch.message(sentAt("2026-01-01T00:00:08Z"));
		this.nanoTime.addAndGet(999_999_999);
		watch.message(sentAt("2026-01-01T00:00:07Z"));
		assertThat(watch.lag(false))
			.isEqualTo(new ZmqListenerLag(Duration.ofSeconds(3), Duration.ofSeconds(1), action, true));
		assertThat(this.events.awaitTold(Duration.ofSeconds(30))).isTrue();
		assertThat(this.told).as("at most once a second").hasValue((action == LagAction.LOG) ? 0 : 1);
		assertThat(this.stopped).hasValue((action == LagAction.STOP) ? 1 : 0);
		this.nanoTime.incrementAndGet();
		watch.message(sentAt("2026-01-01T00:00:07Z"));
		assertThat(this.stopped).as("a second later").hasValue((action == LagAction.STOP) ? 2 : 0);
		watch.message(sentAt("2026-01-01T00:00:10Z"));
		assertThat(watch.lag(false).exceeded()).isFalse();
	}

	@Test
	void aMessageThatWasYoungGrowsOldInTheHandsOfAListenerThatIsStuck() {
		LagWatch watch = watch(LagAction.DOWN);
		watch.message(sentAt("2026-01-01T00:00:09.500Z"));
		assertThat(watch.lag(true).exceeded()).isFalse();
		this.now.set(NOW.plusSeconds(5));
		assertThat(watch.lag(true))
			.isEqualTo(new ZmqListenerLag(Duration.ofMillis(5500), Duration.ofSeconds(1), LagAction.DOWN, true));
		assertThat(watch.lag(false).exceeded()).as("when it is finished").isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "yesterday", "2026-99-01T00:00:08Z", "" })
	void whatIsNoTimeTellsNothing(String time) {
		LagWatch watch = watch(LagAction.STOP);
		watch.message(sentAt(time));
		watch.message(ZmqParts.of(ZmqMessage.ofStrings("x")));
		assertThat(watch.lag(false)).isNull();
	}

	@Test
	void whereNothingTellsTheTimeAMaxLagIsRefused() {
		this.listeners.start();
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> this.listeners.registry().register(endpoint("plain").build()))
			.satisfies((ex) -> assertThat(ex.getProperty()).isEqualTo("maxLag"));
		this.listeners.registry().register(endpoint("in").build());
	}

	@Test
	void withoutMaxLagItsSettingsAreRefused() {
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> endpoint("in").maxLag(null).lagAction(LagAction.LOG).build())
			.satisfies((ex) -> assertThat(ex.getProperty()).isEqualTo("lagAction"));
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> endpoint("in").maxLag(null).timestamp((message) -> null).build())
			.satisfies((ex) -> assertThat(ex.getProperty()).isEqualTo("timestamp"));
	}

	@Test
	void aListenerThatLagsStopsItselfAndTellsWhy() {
		this.listeners.start()
			.registry()
			.register(endpoint("plain").lagAction(LagAction.STOP)
				.timestamp(
						(message) -> Instant.now().minusSeconds(Integer.parseInt(message.payload().frameAsString(0))))
				.build());
		ZMQ.Socket peer = this.listeners.peer(SocketType.PUSH, "plain");
		peer.send("0");
		await().until(() -> this.listeners.counters("f").received() == 1);
		assertThat(this.listeners.container("f").isRunning()).isTrue();
		peer.send("5");
		await().until(() -> this.listeners.container("f").getStatus().state() == State.STOPPED);
		assertThat(this.listeners.container("f").getStatus().lag().exceeded()).isTrue();
		await().until(
				() -> this.listeners.sockets().events().stream().anyMatch(ZmqListenerLaggingEvent.class::isInstance));
	}

}
