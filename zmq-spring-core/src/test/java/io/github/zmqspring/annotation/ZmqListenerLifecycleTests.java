package io.github.zmqspring.annotation;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.zmqspring.error.ZmqException;
import io.github.zmqspring.listener.Listeners;
import io.github.zmqspring.listener.ZmqListenerContainer;
import io.github.zmqspring.listener.ZmqListenerEndpoint;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.TestSockets;
import io.github.zmqspring.socket.ZmqSocketType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Start, stop, pause and resume, one by one, by group and with the application.
 */
@Timeout(300)
class ZmqListenerLifecycleTests {

	private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

	@RegisterExtension
	final Listeners listeners = new Listeners().socket(TestSockets.bound("in", ZmqSocketType.PULL))
		.socket(TestSockets.bound("rep", ZmqSocketType.REP));

	private String next() throws InterruptedException {
		return this.received.poll(30, TimeUnit.SECONDS);
	}

	private final class Simple {

		@ZmqListener(socket = "in", group = "g")
		void handle(String payload) {
			ZmqListenerLifecycleTests.this.received.add(payload);
		}

	}

	@Test
	void whenPausedMessagesWaitAndTheSocketStaysOpen() throws Exception {
		this.listeners.start(new Simple());
		ZMQ.Socket peer = this.listeners.peer(SocketType.PUSH, "in");
		peer.send("1");
		assertThat(next()).isEqualTo("1");
		this.listeners.registry().pause("in");
		assertThat(this.listeners.container("in").isPaused()).isTrue();
		peer.send("2");
		assertThat(this.received.poll(200, TimeUnit.MILLISECONDS)).isNull();
		assertThat(this.listeners.socket("in").isRunning()).isTrue();
		this.listeners.registry().resume("in");
		assertThat(next()).isEqualTo("2");
	}

	@Test
	void whenPausedStopEndsAtOnceAndAFreshStartReads() throws Exception {
		this.listeners.start(new Simple());
		ZmqListenerContainer container = this.listeners.container("in");
		container.pause();
		long began = System.nanoTime();
		container.stop(Duration.ofMinutes(1));
		assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
		container.start();
		assertThat(container.isPaused()).isFalse();
		this.listeners.peer(SocketType.PUSH, "in").send("1");
		assertThat(next()).isEqualTo("1");
	}

	@Test
	void whenListenerIsRestartedFiftyTimesItStillReceives() throws Exception {
		this.listeners.start(new Simple());
		ZmqListenerContainer container = this.listeners.container("in");
		ZMQ.Socket peer = this.listeners.peer(SocketType.PUSH, "in");
		for (int i = 0; i < 50; i++) {
			container.stop();
			assertThat(container.isRunning()).isFalse();
			container.start();
			peer.send("message " + i);
			assertThat(next()).isEqualTo("message " + i);
		}
		assertThat(this.listeners.counters("in").received()).isEqualTo(50);
	}

	@Test
	void whenApplicationIsRestartedFiftyTimesItStillReceives() throws Exception {
		this.listeners.start(new Simple(), new Own());
		for (int i = 0; i < 50; i++) {
			this.listeners.application().stop();
			this.listeners.application().start();
			ZMQ.Socket peer = this.listeners.peer(SocketType.PUSH, (i % 2 == 0) ? "in" : "own");
			peer.send("message " + i);
			assertThat(next()).endsWith("message " + i);
			peer.close();
		}
	}

	@Test
	void whenListenerOwnsItsSocketStopClosesItAndStartOpensItAgain() throws Exception {
		this.listeners.start(new Own());
		ZmqListenerContainer container = this.listeners.container("own");
		container.stop();
		assertThat(this.listeners.socket("own").isRunning()).isFalse();
		container.start();
		assertThat(this.listeners.socket("own").isRunning()).isTrue();
		this.listeners.peer(SocketType.PUSH, "own").send("1");
		assertThat(next()).isEqualTo("own 1");
	}

	private final class Own {

		@ZmqListener(id = "own", type = ZmqSocketType.PULL, bind = Listeners.ANY_PORT)
		void handle(String payload) {
			ZmqListenerLifecycleTests.this.received.add("own " + payload);
		}

	}

	@Test
	void whenAutoStartupIsFalseItStaysStoppedAlsoAfterARestart() throws Exception {
		this.listeners.property("start", "false").start(new Object() {
			@ZmqListener(id = "own", type = ZmqSocketType.PULL, bind = Listeners.ANY_PORT, autoStartup = "${start}")
			void handle(String payload) {
				ZmqListenerLifecycleTests.this.received.add(payload);
			}
		});
		ZmqListenerContainer container = this.listeners.container("own");
		assertThat(container.isRunning()).isFalse();
		assertThat(this.listeners.socket("own").isRunning()).isFalse();
		this.listeners.registry().start("own");
		this.listeners.peer(SocketType.PUSH, "own").send("1");
		assertThat(next()).isEqualTo("1");
		this.listeners.application().stop();
		this.listeners.application().start();
		assertThat(container.isRunning()).isFalse();
	}

	@Test
	void whenGroupIsStoppedAllOfItIs() {
		this.listeners.start(new Simple(), new Object() {
			@ZmqListener(socket = "rep", group = "g")
			void handle(String payload) {
				ZmqListenerLifecycleTests.this.received.add(payload);
			}
		});
		assertThat(this.listeners.registry().group("g")).extracting(ZmqListenerContainer::getId)
			.containsExactlyInAnyOrder("in", "rep");
		this.listeners.registry().stopGroup("g");
		assertThat(this.listeners.registry().group("g")).noneMatch(ZmqListenerContainer::isRunning);
		this.listeners.registry().startGroup("g");
		assertThat(this.listeners.registry().group("g")).allMatch(ZmqListenerContainer::isRunning);
		this.listeners.registry().pauseGroup("g");
		assertThat(this.listeners.registry().group("g")).allMatch(ZmqListenerContainer::isPaused);
		this.listeners.registry().resumeGroup("g");
		assertThat(this.listeners.registry().group("g")).noneMatch(ZmqListenerContainer::isPaused);
	}

	@Test
	void whenStoppedWhatWorkersHaveIsFinishedAndAnswered() throws Exception {
		CountDownLatch begun = new CountDownLatch(2);
		CountDownLatch go = new CountDownLatch(1);
		this.listeners.start(new Object() {
			@ZmqListener(socket = "rep", concurrency = "2")
			String handle(String request) throws Exception {
				begun.countDown();
				go.await(60, TimeUnit.SECONDS);
				return "reply " + request;
			}
		});
		ZMQ.Socket one = this.listeners.peer(SocketType.REQ, "rep");
		ZMQ.Socket two = this.listeners.peer(SocketType.REQ, "rep");
		one.send("1");
		two.send("2");
		assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
		CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> this.listeners.stopListener("rep"));
		Awaitility.await().until(() -> !this.listeners.container("rep").isRunning());
		assertThat(stopped).isNotDone();
		go.countDown();
		stopped.get(30, TimeUnit.SECONDS);
		assertThat(one.recvStr()).isEqualTo("reply 1");
		assertThat(two.recvStr()).isEqualTo("reply 2");
		assertThat(this.listeners.counters("rep").inFlight()).isZero();
	}

	@Test
	void whenStoppedOutstandingResultsAreAwaited() throws Exception {
		CompletableFuture<String> later = new CompletableFuture<>();
		this.listeners.start(new Object() {
			@ZmqListener(socket = "rep")
			CompletableFuture<String> handle(String request) {
				return later;
			}
		});
		ZMQ.Socket requester = this.listeners.peer(SocketType.REQ, "rep");
		requester.send("x");
		Awaitility.await().until(() -> this.listeners.counters("rep").inFlight() == 1);
		CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> this.listeners.application().stop());
		Awaitility.await().until(() -> !this.listeners.container("rep").isRunning());
		assertThat(stopped).isNotDone();
		later.complete("just in time");
		stopped.get(30, TimeUnit.SECONDS);
		assertThat(requester.recvStr()).isEqualTo("just in time");
	}

	@Test
	void whenHandlerDoesNotEndStopEndsByItsTimeout() throws Exception {
		CountDownLatch begun = new CountDownLatch(2);
		CountDownLatch go = new CountDownLatch(1);
		this.listeners.start(new Object() {
			@ZmqListener(socket = "in", concurrency = "2")
			void handle(String request) throws Exception {
				begun.countDown();
				go.await(60, TimeUnit.SECONDS);
			}
		});
		ZMQ.Socket peer = this.listeners.peer(SocketType.PUSH, "in");
		for (int i = 0; i < 20; i++) {
			peer.send("x");
		}
		assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
		// eight wait, of which two may have been taken since; one is held by the reader
		Awaitility.await().until(() -> this.listeners.counters("in").received() >= 9);
		long began = System.nanoTime();
		this.listeners.container("in").stop(Duration.ofMillis(500));
		assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
		go.countDown();
		Awaitility.await().until(() -> this.listeners.counters("in").inFlight() == 0);
		assertThat(this.listeners.counters("in").abandoned()).isEqualTo(this.listeners.counters("in").received() - 2);
	}

	@Test
	void whenHandlerStopsItsOwnListenerItStops() throws Exception {
		this.listeners.start(new Object() {
			@ZmqListener(socket = "in")
			void handle(String payload) {
				ZmqListenerLifecycleTests.this.received.add(payload);
				if (payload.equals("KILL")) {
					ZmqListenerLifecycleTests.this.listeners.registry().stop("in");
				}
			}
		});
		ZMQ.Socket peer = this.listeners.peer(SocketType.PUSH, "in");
		peer.send("work");
		peer.send("KILL");
		assertThat(next()).isEqualTo("work");
		assertThat(next()).isEqualTo("KILL");
		Awaitility.await().until(() -> !this.listeners.container("in").isRunning());
		// the stop is on its way: this waits for it
		this.listeners.stopListener("in");
		this.listeners.registry().start("in");
		peer.send("again");
		assertThat(next()).isEqualTo("again");
	}

	@Test
	void whenRegisteredAtRunTimeItStartsAndWhenUnregisteredItsSocketIsGone() throws Exception {
		this.listeners.start();
		SocketSpec spec = SocketSpec.of("late", ZmqSocketType.PULL).bind(Listeners.ANY_PORT).build();
		this.listeners.registry()
			.register(ZmqListenerEndpoint.of("late")
				.socket(spec)
				.listener((payload) -> this.received.add(payload.frameAsString(0)))
				.build());
		this.listeners.peer(SocketType.PUSH, "late").send("1");
		assertThat(next()).isEqualTo("1");
		this.listeners.registry().unregister("late");
		assertThat(this.listeners.registry().find("late")).isNull();
		assertThat(this.listeners.sockets().registry().find("late")).isNull();
		assertThatExceptionOfType(ZmqException.class).isThrownBy(() -> this.listeners.registry().get("late"))
			.withMessageContaining("no listener 'late'");
	}

	@Test
	void whenSocketIsStoppedAndStartedTheListenerGoesOn() throws Exception {
		this.listeners.start(new Simple());
		this.listeners.socket("in").stop(Duration.ofSeconds(5));
		this.listeners.socket("in").start();
		this.listeners.peer(SocketType.PUSH, "in").send("1");
		assertThat(next()).isEqualTo("1");
	}

}
