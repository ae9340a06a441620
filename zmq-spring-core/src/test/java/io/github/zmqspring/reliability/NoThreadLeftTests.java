package io.github.zmqspring.reliability;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.listener.Listeners;
import io.github.zmqspring.listener.ZmqListenerRegistry;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A close returns when its threads have ended: not when their work has, and not a moment
 * before. Nothing here waits for a thread to go.
 */
@Timeout(180)
class NoThreadLeftTests {

	@RegisterExtension
	final Listeners zmq = new Listeners();

	private Answers started() {
		AtomicReference<ZmqListenerRegistry> registry = new AtomicReference<>();
		Answers answers = new Answers(registry);
		this.zmq.sockets().open(SocketSpec.of("server", ZmqSocketType.ROUTER).bind(Listeners.ANY_PORT));
		this.zmq.sockets().open(SocketSpec.of("news", ZmqSocketType.PULL).bind(Listeners.ANY_PORT));
		this.zmq.start(answers);
		registry.set(this.zmq.registry());
		return answers;
	}

	/**
	 * The handler has begun to stop its own listener, and is not done with its message.
	 */
	private Answers startedAndStoppedByItsHandler() throws InterruptedException {
		Answers answers = started();
		assertThat(this.zmq.peer(SocketType.PUSH, "news").send("stop")).isTrue();
		assertThat(answers.stopping.await(30, TimeUnit.SECONDS)).isTrue();
		return answers;
	}

	/** While somebody waits for it. */
	private void finishSoon(Answers answers) {
		this.zmq.sockets().context().timer().schedule(answers.finish::countDown, 200, TimeUnit.MILLISECONDS);
	}

	@RepeatedTest(10)
	void theCloseOfAnApplicationUnderTrafficLeavesNoThread() {
		started();
		ZMQ.Socket client = this.zmq.peer(SocketType.DEALER, "server");
		ZMQ.Socket source = this.zmq.peer(SocketType.PUSH, "news");
		for (int i = 0; i < 100; i++) {
			assertThat(client.send("", ZMQ.SNDMORE) && client.send("request")).isTrue();
			assertThat(source.send("news")).isTrue();
		}
		assertThat(client.recv()).isNotNull();
		this.zmq.application().close();
		assertThat(this.zmq.sockets().threads()).isEmpty();
	}

	@Test
	void aStopThatAHandlerHasBegunIsAwaitedByTheCloseOfTheApplication() throws Exception {
		Answers answers = startedAndStoppedByItsHandler();
		assertThat(this.zmq.container("news").isRunning()).isFalse();
		finishSoon(answers);
		this.zmq.application().close();
		assertThat(answers.finished).isTrue();
		assertThat(this.zmq.sockets().threads()).isEmpty();
	}

	@Test
	void aListenerThatIsStoppedByTwoIsStoppedForBothWhenTheyReturn() throws Exception {
		Answers answers = startedAndStoppedByItsHandler();
		finishSoon(answers);
		this.zmq.container("news").stop(Duration.ofSeconds(10));
		assertThat(answers.finished).isTrue();
		this.zmq.container("news").start();
		assertThat(this.zmq.container("news").isRunning()).isTrue();
	}

	static class Answers {

		private final AtomicReference<ZmqListenerRegistry> registry;

		private final CountDownLatch stopping = new CountDownLatch(1);

		private final CountDownLatch finish = new CountDownLatch(1);

		private volatile boolean finished;

		Answers(AtomicReference<ZmqListenerRegistry> registry) {
			this.registry = registry;
		}

		@ZmqListener(socket = "server", concurrency = "4")
		String reply(String request) {
			return "re: " + request;
		}

		@ZmqListener(id = "news", socket = "news")
		void news(String news) throws InterruptedException {
			if (news.equals("stop")) {
				this.registry.get().stop("news");
				this.stopping.countDown();
				this.finish.await();
				this.finished = true;
			}
		}

	}

}
