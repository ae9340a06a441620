package io.github.zmqspring.socket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import zmq.Ctx;
import zmq.poll.IPollEvents;
import zmq.poll.Poller;

import static org.assertj.core.api.Assertions.assertThat;

class HandleTableTests {

	/**
	 * What JeroMQ's connecter and engine do in one round of the poller: the one lets go
	 * of a channel that is registered, the other takes it.
	 */
	@Test
	void aChannelThatChangesHandsInOneRoundIsRead() throws Exception {
		for (int i = 0; i < 50; i++) {
			handOver();
		}
	}

	private static void handOver() throws Exception {
		CountDownLatch read = new CountDownLatch(1);
		Ctx context = new Ctx();
		context.setThreadFactory((task, name) -> new EngineThread(task, name));
		Poller poller = new Poller(context, "zmqtest-handles");
		Pipe pipe = Pipe.open();
		pipe.source().configureBlocking(false);
		Taker taker = new Taker(poller, pipe, read);
		taker.first = poller.addHandle(pipe.source(), taker);
		poller.setPollIn(taker.first);
		poller.start();
		pipe.sink().write(ByteBuffer.wrap(new byte[1]));
		assertThat(read.await(30, TimeUnit.SECONDS)).isTrue();
		poller.stop();
	}

	private static final class Taker implements IPollEvents {

		private final Poller poller;

		private final Pipe pipe;

		private final CountDownLatch read;

		private Poller.Handle first;

		Taker(Poller poller, Pipe pipe, CountDownLatch read) {
			this.poller = poller;
			this.pipe = pipe;
			this.read = read;
		}

		@Override
		public void inEvent() {
			SelectionKey key = this.pipe.source().keyFor(EngineConnections.selectorOf(this.poller));
			assertThat(key).isNotNull();
			this.poller.removeHandle(this.first);
			Poller.Handle second = this.poller.addHandle(this.pipe.source(), new IPollEvents() {
				@Override
				public void inEvent() {
					HandleTableTests.close(Taker.this.pipe);
					Taker.this.read.countDown();
				}
			});
			this.poller.setPollIn(second);
		}

	}

	private static void close(Pipe pipe) {
		try {
			pipe.source().close();
			pipe.sink().close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
