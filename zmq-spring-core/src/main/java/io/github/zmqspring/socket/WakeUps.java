package io.github.zmqspring.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

import org.jspecify.annotations.Nullable;

/**
 * The wake-ups that lie in a mailbox of JeroMQ's, one byte each. Used by whoever empties
 * the mailbox, and by nobody else at the same time.
 * <p>
 * JeroMQ 0.6.0 wakes a thread by writing a byte first and counting it second, and takes
 * only what was counted. If the writer loses its processor in between, the one that was
 * woken leaves the byte where it is, and is woken by it again and again: until the
 * scheduler ends its time slice, which is 3 to 4 ms later, the writer waits for the
 * processor that is kept busy by that. What lies there can be taken all the same; the
 * count comes right when the writer goes on.
 */
final class WakeUps {

	private final ReadableByteChannel channel;

	private final Object signaler;

	private final ByteBuffer one = ByteBuffer.allocate(1);

	private WakeUps(ReadableByteChannel channel, Object signaler) {
		this.channel = channel;
		this.signaler = signaler;
	}

	/**
	 * Find the wake-ups of a mailbox.
	 * @param mailbox the mailbox of a socket or an I/O thread
	 * @return its wake-ups, or {@code null} if JeroMQ's internals are not open
	 */
	static @Nullable WakeUps of(zmq.IMailbox mailbox) {
		return (EngineEdits.isOpen() && mailbox instanceof zmq.Mailbox single
				&& single.getFd() instanceof ReadableByteChannel channel)
						? new WakeUps(channel, EngineEdits.signaler(single)) : null;
	}

	/** Return how many were taken so far. */
	long taken() {
		return EngineEdits.signalsTaken(this.signaler);
	}

	/**
	 * Take one if there is one, counted or not. Whoever has taken one must look into the
	 * mailbox afterwards.
	 * @return whether there was one
	 */
	boolean take() {
		this.one.clear();
		try {
			if (this.channel.read(this.one) != 1) {
				return false;
			}
		}
		catch (IOException ex) {
			return false;
		}
		EngineEdits.addSignalTaken(this.signaler);
		return true;
	}

}
