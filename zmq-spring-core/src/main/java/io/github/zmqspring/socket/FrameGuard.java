package io.github.zmqspring.socket;

import zmq.Msg;
import zmq.msg.MsgAllocator;

/**
 * Allocates the frames that arrive at a socket, until each connection has its own
 * {@link ConnectionGuard} for that, and holds what the guards share.
 * <p>
 * Where a connection has no guard, because JeroMQ's internals are not open: JeroMQ 0.6.0
 * takes a frame's length from the wire as a signed number and lets a negative one spin
 * its I/O thread for ever (jeromq #1005), and of a larger one than an int holds it takes
 * the lower half. Such a frame becomes an empty command, which the engine drops.
 */
final class FrameGuard implements MsgAllocator {

	private final String name;

	private final MsgAllocator delegate;

	private final InboundLimits limits;

	private final InboundMemory memory;

	private final Reconnects reconnects;

	/**
	 * Create the guard of a socket.
	 * @param name the name of the socket
	 * @param delegate allocates
	 * @param limits what a peer may take
	 * @param memory what all peers together may take
	 * @param reconnects the waits after protocol errors
	 */
	FrameGuard(String name, MsgAllocator delegate, InboundLimits limits, InboundMemory memory, Reconnects reconnects) {
		this.name = name;
		this.delegate = delegate;
		this.limits = limits;
		this.memory = memory;
		this.reconnects = reconnects;
	}

	String name() {
		return this.name;
	}

	MsgAllocator delegate() {
		return this.delegate;
	}

	InboundLimits limits() {
		return this.limits;
	}

	InboundMemory memory() {
		return this.memory;
	}

	Reconnects reconnects() {
		return this.reconnects;
	}

	@Override
	public Msg allocate(int size) {
		ConnectionGuard connection = EngineThread.connectionInHand();
		if (connection != null && connection.takeFrames()) {
			return connection.allocate(size);
		}
		return (size >= 0 && size <= this.limits.messageBytes()) ? this.delegate.allocate(size) : emptyCommand();
	}

	static Msg emptyCommand() {
		return new EmptyCommand();
	}

	private static final class EmptyCommand extends Msg {

		@Override
		public boolean isCommand() {
			return true;
		}

	}

}
