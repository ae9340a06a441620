package io.github.zmqspring.socket;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.zmqspring.socket.ZmqLoop.Registration;
import io.github.zmqspring.socket.ZmqLoop.Turn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of members when a loop or one of them dies.
 */
@Timeout(60)
class ZmqLoopTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private Selector selector;

	private Pipe first;

	private Pipe second;

	private ZmqLoop loop;

	@BeforeEach
	void open() throws IOException {
		this.selector = Selector.open();
		this.first = pipe();
		this.second = pipe();
		this.loop = new ZmqLoop("zmqtest-loop", true, Duration.ZERO, this.selector);
		this.loop.start();
	}

	private static Pipe pipe() throws IOException {
		Pipe pipe = Pipe.open();
		pipe.source().configureBlocking(false);
		return pipe;
	}

	@AfterEach
	void close() throws IOException {
		this.loop.stop();
		assertThat(this.loop.awaitEnd(PATIENCE)).isTrue();
		for (Pipe pipe : new Pipe[] { this.first, this.second }) {
			pipe.source().close();
			pipe.sink().close();
		}
	}

	@Test
	void aLoopThatDiesTellsAllItsMembers() throws Exception {
		Recorder one = new Recorder(null);
		Recorder other = new Recorder(null);
		Registration registration = this.loop.register(this.first.source(), one);
		this.loop.register(this.second.source(), other);
		one.awaitTurn();
		other.awaitTurn();
		assertThat(this.loop.isDead()).isFalse();
		this.selector.close();
		assertThat(one.awaitFailure()).isNotNull();
		assertThat(other.awaitFailure()).isNotNull();
		assertThat(this.loop.isDead()).isTrue();
		registration.cancel(PATIENCE);
	}

	@Test
	void aMemberThatFailsAndCannotBeToldDoesNotEndTheLoop() throws Exception {
		Recorder bad = new Recorder(new StackOverflowError());
		Recorder good = new Recorder(null);
		this.loop.register(this.first.source(), bad);
		assertThat(bad.awaitFailure()).isInstanceOf(StackOverflowError.class);
		this.loop.register(this.second.source(), good);
		good.awaitTurn();
		assertThat(this.loop.isDead()).isFalse();
	}

	private static final class Recorder implements ZmqLoop.Member {

		private final CountDownLatch turned = new CountDownLatch(1);

		private final CountDownLatch told = new CountDownLatch(1);

		private final AtomicReference<Throwable> failure = new AtomicReference<>();

		private final Error fault;

		Recorder(Error fault) {
			this.fault = fault;
		}

		@Override
		public Turn turn() {
			this.turned.countDown();
			if (this.fault != null) {
				throw this.fault;
			}
			return Turn.IDLE;
		}

		@Override
		public void failed(Throwable ex) {
			this.failure.set(ex);
			this.told.countDown();
			if (this.fault != null) {
				throw new IllegalStateException("nor can it be told");
			}
		}

		void awaitTurn() throws InterruptedException {
			assertThat(this.turned.await(10, TimeUnit.SECONDS)).isTrue();
		}

		Throwable awaitFailure() throws InterruptedException {
			assertThat(this.told.await(10, TimeUnit.SECONDS)).isTrue();
			return this.failure.get();
		}

	}

}
