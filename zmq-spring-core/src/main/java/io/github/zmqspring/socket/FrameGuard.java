package io.github.zmqspring.socket;

import zmq.Msg;
import zmq.msg.MsgAllocator;

/**
 * Allocates the frames that arrive. JeroMQ 0.6.0 takes a frame's length from the wire as
 * a signed number and lets a negative one spin its I/O thread for ever (jeromq #1005):
 * such a frame becomes an empty command, which the engine drops.
 */
final class FrameGuard implements MsgAllocator {

	private final MsgAllocator delegate;

	FrameGuard(MsgAllocator delegate) {
		this.delegate = delegate;
	}

	@Override
	public Msg allocate(int size) {
		return (size >= 0) ? this.delegate.allocate(size) : new Poison();
	}

	private static final class Poison extends Msg {

		@Override
		public boolean isCommand() {
			return true;
		}

	}

}
