package io.github.zmqspring.socket;

import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import io.github.zmqspring.message.ZmqMessage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Reads a socket that only receives: it waits inside JeroMQ, which is half as fast again
 * as waiting for the channel, and is called away by whoever wants the socket.
 */
final class BlockingReader implements SocketReader {

	private static final Log logger = LogFactory.getLog(BlockingReader.class);

	private final String socketName;

	private final GuardedEngine engine;

	private final HandOut handOut;

	private final Thread thread;

	BlockingReader(String socketName, GuardedEngine engine, HandOut handOut, String threadName, boolean daemon) {
		this.socketName = socketName;
		this.engine = engine;
		this.handOut = handOut;
		this.thread = new Thread(this::run, threadName);
		this.thread.setDaemon(daemon);
	}

	@Override
	public void start(SelectableChannel wakeUpChannel) {
		this.thread.start();
	}

	private void run() {
		try {
			while (!this.handOut.isEnding()) {
				if (this.handOut.isPaused()) {
					LockSupport.park(this);
				}
				else {
					this.handOut.run(this::take);
				}
			}
			this.handOut.finish();
		}
		catch (Throwable ex) {
			if (!this.handOut.isEnding()) {
				logger.error("Socket '" + this.socketName + "' is no longer read", ex);
				this.handOut.failed(ex);
			}
		}
	}

	private int take(ZmqMessage[] batch, int limit) {
		return this.engine.takeWaiting(batch, limit, this.handOut::isHeld);
	}

	@Override
	public boolean stop(Duration timeout) {
		wake();
		if (isOwnThread()) {
			return true;
		}
		boolean inTime = Waits.forEnd(this.thread, timeout);
		this.handOut.abandon();
		return inTime || Waits.forEnd(this.thread, NOTICE);
	}

	/** Never: what others take from the engine it finds before it waits again. */
	@Override
	public boolean isIdle() {
		return false;
	}

	@Override
	public boolean pumps() {
		return !this.handOut.isPaused();
	}

	@Override
	public void wake() {
		LockSupport.unpark(this.thread);
		this.engine.callAwayReader();
	}

	@Override
	public boolean isOwnThread() {
		return Thread.currentThread() == this.thread;
	}

}
