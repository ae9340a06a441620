package io.github.zmqspring.socket;

import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.function.BooleanSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A socket's messages on their way to its receiver. Pause and resume from any thread;
 * {@link #close(Duration)} ends it for good.
 */
public final class ZmqReception {

	private static final Log logger = LogFactory.getLog(ZmqReception.class);

	private final ZmqSocket socket;

	private final ZmqReceiver receiver;

	private final boolean daemon;

	private final HandOut handOut;

	private volatile @Nullable SocketReader reader;

	ZmqReception(ZmqSocket socket, ZmqReceiver receiver, String description, boolean daemon) {
		this.socket = socket;
		this.receiver = receiver;
		this.daemon = daemon;
		this.handOut = new HandOut(receiver, description, socket.wireTap());
	}

	/**
	 * Return who takes the messages.
	 * @return a description for people
	 */
	public String description() {
		return this.handOut.description();
	}

	/**
	 * Stop handing out messages; the one the receiver is at is finished. Messages wait at
	 * the engine, up to the high-water mark, and then at the peers.
	 */
	public void pause() {
		this.handOut.pause(true);
		wake();
	}

	/**
	 * Go on handing out messages.
	 */
	public void resume() {
		this.handOut.pause(false);
		wake();
	}

	/**
	 * Return whether messages are held back.
	 * @return whether it is paused
	 */
	public boolean isPaused() {
		return this.handOut.isPaused();
	}

	/**
	 * End the reception and free the socket for another receiver.
	 * @param timeout how long to wait for the receiver to finish what it is at
	 */
	public void close(Duration timeout) {
		this.socket.detach(this, timeout);
	}

	/**
	 * Read the socket on the calling thread until something holds, if nobody else reads:
	 * its own thread rests while the receiver {@linkplain ZmqReceiver#mayRest() expects
	 * nothing}. The receiver is called on this thread then. Ends early if the thread is
	 * interrupted or the socket is stopped.
	 * @param done looked at after each message and each {@link #callGuest()}
	 * @return whether this thread has read; if not, somebody else does
	 */
	public boolean readHere(BooleanSupplier done) {
		SocketReader current = this.reader;
		return current != null && current.readHere(done);
	}

	/**
	 * End the rest of the socket's own thread, because messages are expected. Whoever
	 * {@linkplain #readHere reads} in its stead makes way for it.
	 */
	public void readAgain() {
		SocketReader current = this.reader;
		if (current != null) {
			current.readAgain();
		}
	}

	/**
	 * Have the thread that {@linkplain #readHere reads} as a guest, if there is one, look
	 * at what it waits for.
	 */
	public void callGuest() {
		SocketReader current = this.reader;
		if (current != null) {
			current.callGuest();
		}
	}

	void begin(GuardedEngine engine, SelectableChannel wakeUpChannel) {
		this.handOut.restart();
		String name = this.socket.name();
		String threadName = this.socket.context().threadName(name);
		SocketReader started = this.socket.type().canSend()
				? new SelectingReader(name, engine, this.handOut, threadName, this.daemon)
				: new BlockingReader(name, engine, this.handOut, threadName, this.daemon);
		this.reader = started;
		engine.setReader(started);
		started.start(wakeUpChannel);
	}

	void end(Duration timeout) {
		SocketReader ended = this.reader;
		if (ended == null) {
			return;
		}
		this.reader = null;
		this.handOut.end();
		if (!ended.stop(timeout)) {
			logger.warn(description() + " has not finished a message of socket '" + this.socket.name() + "' within "
					+ timeout);
		}
		else if (!ended.isOwnThread()) {
			this.socket.counters().addUndelivered(this.handOut.drop());
		}
	}

	/**
	 * Return whether the calling thread is the one that reads the socket and does nothing
	 * else.
	 * @return whether it is; not so for one that {@linkplain #readHere reads in its
	 * stead}
	 */
	public boolean isOwnThread() {
		SocketReader current = this.reader;
		return current != null && current.isOwnThread();
	}

	/** The socket was stopped, and will not be started again at once. */
	void stopped() {
		this.receiver.onStop();
	}

	private void wake() {
		SocketReader current = this.reader;
		if (current != null) {
			current.wake();
		}
		this.socket.wakePump();
	}

}
