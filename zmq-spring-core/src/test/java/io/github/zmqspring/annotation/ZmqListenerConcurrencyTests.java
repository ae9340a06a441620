package io.github.zmqspring.annotation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.zmqspring.listener.Listeners;
import io.github.zmqspring.socket.TestSockets;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocketType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which threads handle messages, and how many at a time.
 */
@Timeout(180)
class ZmqListenerConcurrencyTests {

	@RegisterExtension
	final Listeners listeners = new Listeners().socket("in", ZmqSocketType.PULL);

	@Test
	void whenConcurrencyIsOneMessagesAreHandledInOrderOnOneThread() throws Exception {
		int count = 10_000;
		List<Integer> received = Collections.synchronizedList(new ArrayList<>());
		Set<String> threads = ConcurrentHashMap.newKeySet();
		CountDownLatch all = new CountDownLatch(count);
		this.listeners.start(new Object() {
			@ZmqListener(socket = "in")
			void handle(String number) {
				threads.add(Thread.currentThread().getName());
				received.add(Integer.valueOf(number));
				all.countDown();
			}
		});
		ZMQ.Socket peer = this.listeners.peer(SocketType.PUSH, "in");
		for (int i = 0; i < count; i++) {
			assertThat(peer.send(Integer.toString(i))).isTrue();
		}
		assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(received).isSorted().hasSize(count);
		assertThat(threads).hasSize(1);
	}

	@Test
	void whenRepHasConcurrencyTenRequestersEachGetTheirOwnReplyAtTheSameTime() throws Exception {
		// each reply waits for the nine others: with fewer at a time nobody gets one
		CyclicBarrier together = new CyclicBarrier(10);
		this.listeners.socket("rep", ZmqSocketType.REP).start(new Object() {
			@ZmqListener(socket = "rep", concurrency = "10")
			String handle(String request) throws Exception {
				together.await(60, TimeUnit.SECONDS);
				return "reply to " + request;
			}
		});
		List<ZMQ.Socket> requesters = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			requesters.add(this.listeners.peer(SocketType.REQ, "rep"));
		}
		for (int round = 0; round < 3; round++) {
			for (int i = 0; i < 10; i++) {
				requesters.get(i).send(i + "/" + round);
			}
			for (int i = 0; i < 10; i++) {
				assertThat(requesters.get(i).recvStr()).isEqualTo("reply to " + i + "/" + round);
			}
		}
	}

	@Test
	void whenConcurrencyIsThreeThreeWorkersAreNamedAfterTheListener() throws Exception {
		CyclicBarrier together = new CyclicBarrier(3);
		BlockingQueue<String> threads = new LinkedBlockingQueue<>();
		this.listeners.start(new Object() {
			@ZmqListener(socket = "in", id = "workers", concurrency = "3")
			void handle(String task) throws Exception {
				together.await(60, TimeUnit.SECONDS);
				threads.add(Thread.currentThread().getName());
			}
		});
		ZMQ.Socket peer = this.listeners.peer(SocketType.PUSH, "in");
		for (int i = 0; i < 3; i++) {
			peer.send("x");
		}
		Awaitility.await().until(() -> threads.size() == 3);
		String prefix = this.listeners.socket("in").threadName("workers-");
		assertThat(threads).containsExactlyInAnyOrder(prefix + "1", prefix + "2", prefix + "3");
	}

	@Test
	void whenWorkersAreBusyTheSocketIsNotReadAndThePeerFillsUp() throws Exception {
		CountDownLatch go = new CountDownLatch(1);
		this.listeners
			.socket(TestSockets.bound("small", ZmqSocketType.PULL)
				.option(ZmqOptions.RECEIVE_HWM, 5)
				.option(ZmqOptions.RECEIVE_BUFFER, DataSize.ofKilobytes(8)))
			.start(new Object() {
				@ZmqListener(socket = "small", concurrency = "2")
				void handle(byte[] payload) throws Exception {
					go.await(30, TimeUnit.SECONDS);
				}
			});
		ZMQ.Socket peer = this.listeners.peer(SocketType.PUSH);
		peer.setSndHWM(5);
		peer.setSendBufferSize(8192);
		peer.setSendTimeOut(1000);
		peer.connect(TestSockets.endpoint(this.listeners.socket("small")));
		int sent = 0;
		while (sent < 10_000 && peer.send(new byte[64 * 1024])) {
			sent++;
		}
		assertThat(sent).as("accepted before the peer was full").isLessThan(2000);
		// two handled, eight wait, one held by the reading thread
		assertThat(this.listeners.counters("small").received()).isLessThanOrEqualTo(11);
		go.countDown();
		int expected = sent;
		Awaitility.await().until(() -> this.listeners.counters("small").received() == expected);
	}

	@Test
	void whenAsynchronousNoMoreResultsAreOutstandingThanConcurrency() throws Exception {
		BlockingQueue<CompletableFuture<Void>> outstanding = new LinkedBlockingQueue<>();
		this.listeners.start(new Object() {
			@ZmqListener(socket = "in", concurrency = "3")
			CompletableFuture<Void> handle(String task) {
				CompletableFuture<Void> future = new CompletableFuture<>();
				outstanding.add(future);
				return future;
			}
		});
		ZMQ.Socket peer = this.listeners.peer(SocketType.PUSH, "in");
		for (int i = 0; i < 10; i++) {
			peer.send("x");
		}
		Awaitility.await().until(() -> outstanding.size() == 3);
		Awaitility.await()
			.during(Duration.ofMillis(200))
			.atMost(Duration.ofSeconds(5))
			.until(() -> outstanding.size() == 3);
		int completed = 0;
		while (completed < 10) {
			CompletableFuture<Void> next = outstanding.poll(30, TimeUnit.SECONDS);
			assertThat(next).isNotNull();
			next.complete(null);
			completed++;
		}
		Awaitility.await().until(() -> this.listeners.counters("in").inFlight() == 0);
	}

}
