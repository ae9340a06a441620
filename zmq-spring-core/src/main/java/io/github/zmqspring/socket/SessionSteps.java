package io.github.zmqspring.socket;

import zmq.io.IEngine;
import zmq.io.IOThread;
import zmq.io.SessionBase;
import zmq.io.StreamEngine;

/**
 * What a session has its engine do, under the eyes of the connection's guard. A session
 * calls when a pipe has room again, has something to send, or has the answer of ZAP (RFC
 * 27): in the midst of a command between threads, which JeroMQ would lose with the
 * commands behind it if the engine failed.
 */
final class SessionSteps implements IEngine {

	private final StreamEngine engine;

	private final ConnectionGuard guard;

	SessionSteps(StreamEngine engine, ConnectionGuard guard) {
		this.engine = engine;
		this.guard = guard;
	}

	StreamEngine engine() {
		return this.engine;
	}

	@Override
	public void plug(IOThread ioThread, SessionBase session) {
		this.engine.plug(ioThread, session);
	}

	@Override
	public void terminate() {
		this.engine.terminate();
	}

	@Override
	public void restartInput() {
		this.guard.step(StreamEngine::restartInput);
	}

	@Override
	public void restartOutput() {
		this.guard.step(StreamEngine::restartOutput);
	}

	@Override
	public void zapMsgAvailable() {
		this.guard.step(StreamEngine::zapMsgAvailable);
	}

	@Override
	public String getEndPoint() {
		return this.engine.getEndPoint();
	}

}
