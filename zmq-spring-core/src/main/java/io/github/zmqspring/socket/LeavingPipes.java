package io.github.zmqspring.socket;

import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import zmq.SocketBase;
import zmq.pipe.Pipe;

/**
 * The pipes of a JeroMQ socket, which tell when one of them has ended: nothing else does,
 * and what was queued in it is lost. JeroMQ takes an ended pipe out of its set, on the
 * thread that uses the socket and under its lock.
 */
@SuppressWarnings("serial")
final class LeavingPipes extends HashSet<Pipe> {

	private static final Log logger = LogFactory.getLog(LeavingPipes.class);

	private final transient Consumer<Pipe> onLeaving;

	private boolean ended;

	private LeavingPipes(Set<Pipe> pipes, Consumer<Pipe> onLeaving) {
		super(pipes);
		this.onLeaving = onLeaving;
	}

	/**
	 * Put such a set in the place of a socket's own.
	 * @param socket the socket
	 * @param pipes its present pipes
	 * @param onLeaving gets each pipe that ends
	 * @return what ends it
	 */
	static Runnable watch(SocketBase socket, Set<Pipe> pipes, Consumer<Pipe> onLeaving) {
		LeavingPipes watched = new LeavingPipes(pipes, onLeaving);
		try {
			Field field = SocketBase.class.getDeclaredField("pipes");
			field.setAccessible(true);
			field.set(socket, watched);
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			logger.debug("What is lost with peers that leave cannot be counted", ex);
		}
		return () -> watched.ended = true;
	}

	@Override
	public boolean remove(Object pipe) {
		boolean removed = super.remove(pipe);
		if (removed && !this.ended) {
			this.onLeaving.accept((Pipe) pipe);
		}
		return removed;
	}

}
