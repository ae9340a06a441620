package io.github.zmqspring.listener;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import io.github.zmqspring.socket.status.QueueDepth;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(120)
class HandOverTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	@Test
	void whenFullPuttingWaitsUntilSomethingIsTaken() {
		HandOver<String> handOver = new HandOver<>(2);
		assertThat(handOver.put("1")).isTrue();
		assertThat(handOver.put("2")).isTrue();
		CompletableFuture<Boolean> third = CompletableFuture.supplyAsync(() -> handOver.put("3"));
		assertThat(third).isNotDone();
		assertThat(handOver.take()).isEqualTo("1");
		assertThat(third).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(true);
		assertThat(handOver.take()).isEqualTo("2");
		assertThat(handOver.take()).isEqualTo("3");
	}

	@Test
	void whoWaitsForRoomWaitsUntilHalfIsFree() {
		HandOver<String> handOver = new HandOver<>(4);
		List.of("1", "2", "3", "4").forEach(handOver::put);
		CompletableFuture<Boolean> fifth = CompletableFuture.supplyAsync(() -> handOver.put("5"));
		Awaitility.await().until(handOver::isAwaited);
		assertThat(handOver.take()).isEqualTo("1");
		assertThat(handOver.isAwaited()).isTrue();
		assertThat(handOver.take()).isEqualTo("2");
		assertThat(fifth).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(true);
		assertThat(handOver.depth()).isEqualTo(new QueueDepth(3, 4));
	}

	@Test
	void whoIsWokenWakesTheNextSoThatNothingWaitsBesideAnIdleWorker() {
		HandOver<String> handOver = new HandOver<>(10);
		CyclicBarrier together = new CyclicBarrier(3);
		ExecutorService workers = Executors.newFixedThreadPool(3);
		for (int round = 0; round < 1000; round++) {
			List<CompletableFuture<String>> busy = Stream.generate(() -> CompletableFuture.supplyAsync(() -> {
				String item = handOver.take();
				allHaveSomething(together);
				return item;
			}, workers)).limit(3).toList();
			List.of("1", "2", "3").forEach(handOver::put);
			assertThat(busy).allSatisfy((item) -> assertThat(item).succeedsWithin(Duration.ofSeconds(20)));
		}
		workers.shutdown();
	}

	private static void allHaveSomething(CyclicBarrier together) {
		try {
			together.await();
		}
		catch (InterruptedException | BrokenBarrierException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void whenClosedWhatIsThereIsTakenAndThenNothing() {
		HandOver<String> handOver = new HandOver<>(2);
		handOver.put("1");
		handOver.close();
		assertThat(handOver.put("2")).isFalse();
		assertThat(handOver.take()).isEqualTo("1");
		assertThat(handOver.take()).isNull();
		assertThat(handOver.take(5, LONG)).isEmpty();
	}

	@Test
	void whenClosedWhoWaitsGoesHomeEmpty() {
		HandOver<String> handOver = new HandOver<>(1);
		CompletableFuture<String> taking = CompletableFuture.supplyAsync(handOver::take);
		CompletableFuture<List<String>> collecting = CompletableFuture.supplyAsync(() -> handOver.take(3, LONG));
		handOver.close();
		assertThat(taking).succeedsWithin(Duration.ofSeconds(30)).isNull();
		assertThat(collecting).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(List.of());
	}

	@Test
	void whenAbandonedWhatIsThereIsDroppedAndWhoPutsIsLetGo() {
		HandOver<String> handOver = new HandOver<>(1);
		handOver.put("1");
		CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(() -> handOver.put("2"));
		assertThat(handOver.abandon()).isOne();
		assertThat(second).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(false);
		assertThat(handOver.take()).isNull();
	}

	@Test
	void whenBatchIsNotFullItEndsByItsTimeout() {
		HandOver<String> handOver = new HandOver<>(10);
		handOver.put("1");
		handOver.put("2");
		assertThat(handOver.take(5, Duration.ofMillis(20))).containsExactly("1", "2");
	}

	@Test
	void whenInterruptedABatchIsCollectedAllTheSame() {
		HandOver<String> handOver = new HandOver<>(10);
		CompletableFuture<List<String>> batch = CompletableFuture.supplyAsync(() -> {
			Thread.currentThread().interrupt();
			List<String> taken = handOver.take(2, LONG);
			assertThat(Thread.interrupted()).isTrue();
			return taken;
		});
		handOver.put("1");
		handOver.put("2");
		assertThat(batch).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(List.of("1", "2"));
	}

	@Test
	void whenABatchIsUnfinishedAnotherTakerDoesNotShareIt() {
		HandOver<String> handOver = new HandOver<>(10);
		CompletableFuture<List<String>> first = CompletableFuture.supplyAsync(() -> handOver.take(2, LONG));
		CompletableFuture<List<String>> second = CompletableFuture.supplyAsync(() -> handOver.take(2, LONG));
		List.of("1", "2", "3", "4").forEach(handOver::put);
		Awaitility.await().until(() -> first.isDone() && second.isDone());
		assertThat(List.of(first.join(), second.join())).containsExactlyInAnyOrder(List.of("1", "2"),
				List.of("3", "4"));
	}

}
