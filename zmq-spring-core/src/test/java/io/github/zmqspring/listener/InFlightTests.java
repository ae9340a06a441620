package io.github.zmqspring.listener;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(120)
class InFlightTests {

	private final InFlight inFlight = new InFlight(2);

	private CompletableFuture<Void> waiting() {
		return CompletableFuture.runAsync(this.inFlight::awaitRoom);
	}

	@Test
	void whenThereIsRoomNobodyWaits() {
		this.inFlight.started();
		assertThat(waiting()).succeedsWithin(Duration.ofSeconds(30));
	}

	@Test
	void whenAllIsTakenWhoWantsRoomWaitsForAnEnd() {
		this.inFlight.started();
		this.inFlight.started();
		CompletableFuture<Void> waiting = waiting();
		assertThat(waiting).isNotDone();
		this.inFlight.finished();
		assertThat(waiting).succeedsWithin(Duration.ofSeconds(30));
	}

	@Test
	void whenAbandonedNobodyWaits() {
		this.inFlight.started();
		this.inFlight.started();
		CompletableFuture<Void> waiting = waiting();
		this.inFlight.abandon();
		assertThat(waiting).succeedsWithin(Duration.ofSeconds(30));
	}

	@Test
	void whenNothingEndsAwaitingNoneEndsByItsTimeout() {
		this.inFlight.started();
		assertThat(this.inFlight.awaitNone(Duration.ofMillis(20))).isFalse();
		this.inFlight.finished();
		assertThat(this.inFlight.awaitNone(Duration.ZERO)).isTrue();
	}

}
