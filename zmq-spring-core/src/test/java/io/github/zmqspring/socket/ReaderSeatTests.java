package io.github.zmqspring.socket;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class ReaderSeatTests {

	private static final Duration LONG = Duration.ofSeconds(20);

	private final ReaderSeat seat = new ReaderSeat();

	@Test
	void theSocketsOwnThreadHasItUntilItLeaves() {
		assertThat(this.seat.isOwn()).isTrue();
		assertThat(this.seat.take()).isFalse();
		this.seat.leave();
		assertThat(this.seat.isOwn()).isFalse();
		assertThat(this.seat.isLent()).isFalse();
	}

	@Test
	void whenItIsFreeOneGuestTakesIt() {
		this.seat.leave();
		assertThat(this.seat.take()).isTrue();
		assertThat(this.seat.take()).isFalse();
		assertThat(this.seat.isLent()).isTrue();
		assertThat(this.seat.giveBack()).as("the own thread is wanted").isFalse();
		assertThat(this.seat.take()).isTrue();
	}

	@Test
	void whenItIsFreeAndRecalledTheOwnThreadIsToBeWoken() {
		this.seat.leave();
		assertThat(this.seat.recall()).isTrue();
		assertThat(this.seat.isOwn()).isTrue();
		assertThat(this.seat.take()).isFalse();
		assertThat(this.seat.recall()).as("woken twice").isFalse();
	}

	@Test
	void whenItIsLentAndRecalledTheGuestWakesTheOwnThread() {
		this.seat.leave();
		this.seat.take();
		assertThat(this.seat.recall()).isFalse();
		assertThat(this.seat.isRecalled()).isTrue();
		assertThat(this.seat.isLent()).isTrue();
		assertThat(this.seat.giveBack()).isTrue();
		assertThat(this.seat.isOwn()).isTrue();
	}

	@Test
	void whoWaitsForTheGuestToLeaveWaitsNoLonger() {
		assertThat(this.seat.awaitReturn(Duration.ZERO)).isTrue();
		this.seat.leave();
		this.seat.take();
		assertThat(this.seat.awaitReturn(Duration.ofMillis(1))).isFalse();
		CompletableFuture<Boolean> returned = CompletableFuture.supplyAsync(() -> this.seat.awaitReturn(LONG));
		this.seat.giveBack();
		assertThat(returned).succeedsWithin(LONG).isEqualTo(true);
	}

}
