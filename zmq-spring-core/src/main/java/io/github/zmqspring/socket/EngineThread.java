package io.github.zmqspring.socket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;

import org.jspecify.annotations.Nullable;
import zmq.poll.IPollEvents;
import zmq.poll.Poller;
import zmq.poll.Poller.Handle;

/**
 * A thread of JeroMQ's that can be told to look at its connections again.
 * <p>
 * JeroMQ 0.6.0 sometimes forgets a connection it has just made: the connecter gives the
 * channel up and the engine takes it over, and if both happen between two looks at the
 * selector, the channel ends up in neither's name. About 4 in 100 fresh connects stand
 * still like that, until the handshake timer ends them (29 s with JeroMQ's default).
 * Another look, which any change of a connection brings about, mends it.
 */
final class EngineThread extends Thread {

	private static final long AGAIN_MILLIS = 2;

	private static final int TIMER_ID = 0x5A51;

	/** Stands for a change that concerns no real connection. */
	private static final SelectableChannel NOTHING = closedChannel();

	private final Runnable task;

	EngineThread(Runnable task, String name) {
		super(task, name);
		this.task = task;
		setDaemon(true);
		if (task instanceof Poller poller) {
			EngineTimers.mend(poller);
		}
	}

	/**
	 * Return what the current thread polls its connections with.
	 * @return the poller, or {@code null} if this is not an I/O thread of the engine
	 */
	static @Nullable Poller currentPoller() {
		return (Thread.currentThread() instanceof EngineThread thread && thread.task instanceof Poller poller) ? poller
				: null;
	}

	/**
	 * If this is the engine's I/O thread, have it look again shortly.
	 */
	static void lookAgainSoon() {
		Poller poller = currentPoller();
		if (poller != null) {
			poller.addTimer(AGAIN_MILLIS, new SecondLook(poller), TIMER_ID);
		}
	}

	private static SelectableChannel closedChannel() {
		try {
			Pipe pipe = Pipe.open();
			pipe.sink().close();
			pipe.source().close();
			return pipe.source();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private record SecondLook(Poller poller) implements IPollEvents {

		@Override
		public void timerEvent(int id) {
			Handle handle = this.poller.addHandle(NOTHING, this);
			this.poller.removeHandle(handle);
		}

	}

}
