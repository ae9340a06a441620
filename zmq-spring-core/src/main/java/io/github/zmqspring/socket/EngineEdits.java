package io.github.zmqspring.socket;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import zmq.Mailbox;
import zmq.Msg;
import zmq.Options;
import zmq.io.IEngine;
import zmq.io.IOObject;
import zmq.io.IOThread;
import zmq.io.SessionBase;
import zmq.io.StreamEngine;
import zmq.io.coder.Decoder;
import zmq.msg.MsgAllocator;
import zmq.pipe.Pipe;
import zmq.pipe.YPipe;
import zmq.pipe.YPipeBase;
import zmq.poll.IPollEvents;
import zmq.poll.Poller;
import zmq.poll.Poller.Handle;

/**
 * The one place that changes what JeroMQ 0.6.0 keeps private, and reads what the changes
 * need. Everything is done on the I/O thread that the object belongs to, between two of
 * JeroMQ's own steps.
 */
final class EngineEdits {

	private static final Log logger = LogFactory.getLog(EngineEdits.class);

	private static final String CHANGED = "JeroMQ's internals are not what they were";

	private static final @Nullable GuardHandles HANDLES = EngineInternals.isOpen() ? GuardHandles.find() : null;

	private EngineEdits() {
	}

	static boolean isOpen() {
		return HANDLES != null;
	}

	/**
	 * Have a poller keep its channels in a table that forgets none, and its connections
	 * guarded. On its thread, before it runs.
	 * @param poller the poller
	 * @param thread its thread
	 */
	static void mend(Poller poller, EngineThread thread) {
		if (!isOpen()) {
			logger.warn("JeroMQ's internals are not open to this library: some connects stand still until the "
					+ "handshake-interval has passed, some hostile peers are not cut off, and a connection that ends "
					+ "with a protocol error is not made again");
			return;
		}
		EngineConnections.handlesOf(poller).forEach(EngineEdits::guardSignals);
		HandleTable table = new HandleTable(thread, EngineConnections.handlesOf(poller),
				(handle) -> guard(handle, thread));
		set(() -> handles().setHandleTable().invoke(poller, (Set<?>) table));
	}

	private static @Nullable ConnectionGuard guard(Handle handle, EngineThread thread) {
		if (!(EngineConnections.handlerOf(handle) instanceof IOObject object)
				|| !(EngineConnections.handlerOf(object) instanceof StreamEngine engine)) {
			return null;
		}
		Options options = (Options) handles().engine().options().get(engine);
		SessionBase session = session(engine);
		if (!(options.allocator instanceof FrameGuard frames) || session == null) {
			return null;
		}
		Pipe pipe = (Pipe) handles().engine().sessionPipe().get(session);
		ConnectionGuard guard = new ConnectionGuard(engine, object, pipe, frames, thread);
		set(() -> handles().setHandler().invoke(object, (IPollEvents) guard));
		handles().engine().sessionEngine().set(session, (IEngine) new SessionSteps(engine, guard));
		countSubscriptions(pipe, options.type, frames.limits(), guard);
		makeWait(engine);
		thread.expect(guard);
		return guard;
	}

	@SuppressWarnings("unchecked")
	private static void countSubscriptions(Pipe pipe, int type, InboundLimits limits, ConnectionGuard guard) {
		@Nullable ZmqSocketType subscribed = switch (type) {
			case zmq.ZMQ.ZMQ_PUB -> ZmqSocketType.PUB;
			case zmq.ZMQ.ZMQ_XPUB -> ZmqSocketType.XPUB;
			case zmq.ZMQ.ZMQ_RADIO -> ZmqSocketType.RADIO;
			default -> null;
		};
		VarHandle out = handles().pipe().out();
		if (subscribed == null) {
			return;
		}
		if (out.get(pipe) instanceof SubscriptionGate gate) {
			gate.guardedBy(guard);
		}
		else if (out.get(pipe) instanceof YPipeBase<?> plain) {
			out.set(pipe, (YPipeBase<?>) new SubscriptionGate((YPipeBase<Msg>) plain, limits.subscriptions(),
					subscribed, guard));
		}
	}

	private static void guardSignals(Handle handle) {
		if (EngineConnections.handlerOf(handle) instanceof IOThread signalled) {
			WakeUps wakeUps = WakeUps.of((Mailbox) handles().signals().mailbox().get(signalled));
			if (wakeUps != null) {
				set(() -> handles().setPolled().invoke(handle, (IPollEvents) new SignalGuard(signalled, wakeUps)));
			}
		}
	}

	static Object signaler(Mailbox mailbox) {
		return handles().signals().signaler().get(mailbox);
	}

	static long signalsTaken(Object signaler) {
		return (long) handles().signals().taken().get(signaler);
	}

	static void addSignalTaken(Object signaler) {
		handles().signals().taken().set(signaler, signalsTaken(signaler) + 1);
	}

	/**
	 * JeroMQ reads a new connection before it polls it. What fails there fails in the
	 * midst of a command between threads, which is then never acknowledged, and the
	 * context never closes. So the engine finds no room for a greeting until its guard
	 * calls it.
	 */
	private static void makeWait(StreamEngine engine) {
		EngineConnections.greetingOf(engine).limit(0);
	}

	/** Have the engine read the greeting, when its guard calls it for the first time. */
	static void letGreet(StreamEngine engine) {
		ByteBuffer greeting = EngineConnections.greetingOf(engine);
		if (greeting.limit() == 0) {
			greeting.limit(greeting.capacity());
		}
	}

	/** Return the session of an engine, or {@code null} if the engine has ended. */
	static @Nullable SessionBase session(StreamEngine engine) {
		return (SessionBase) handles().engine().session().get(engine);
	}

	/**
	 * Have an engine's decoder take its frames from somewhere.
	 * @param engine the engine
	 * @param allocator where from
	 * @return whether it will
	 */
	static boolean setAllocator(StreamEngine engine, MsgAllocator allocator) {
		if (handles().engine().decoder().get(engine) instanceof Decoder decoder) {
			set(() -> handles().setAllocator().invoke(decoder, allocator));
			return true;
		}
		return false;
	}

	/**
	 * Have a connection that is just ending be made again, whatever it ends of.
	 * @param engine the engine, which is going to tell its session
	 * @param reconnects how long to wait
	 */
	static void reconnect(StreamEngine engine, Reconnects reconnects) {
		SessionBase session = session(engine);
		if (session != null) {
			Options options = (Options) handles().engine().options().get(engine);
			IOThread thread = (IOThread) handles().engine().ioThread().get(session);
			handles().engine()
				.session()
				.set(engine, (SessionBase) new ReconnectingSession(thread, session, options, reconnects));
		}
	}

	/** Return whether an engine does not read because the socket's queue is full. */
	static boolean isInputStopped(StreamEngine engine) {
		return (boolean) handles().engine().inputStopped().get(engine);
	}

	static boolean isCancelled(Handle handle) {
		return (boolean) handles().cancelled().get(handle);
	}

	/** Return whether a message has begun to be written to a pipe and is not complete. */
	static boolean isWithinMessage(Pipe pipe) {
		GuardHandles.PipeFields fields = handles().pipe();
		Object base = fields.out().get(pipe);
		if (!(((base instanceof SubscriptionGate gate) ? gate.pipe() : base) instanceof YPipe<?> out)) {
			return false;
		}
		try {
			Object queue = fields.queue().get(out);
			return (int) fields.backPosition().invokeExact(queue) != (int) fields.complete().get(out);
		}
		catch (Throwable ex) {
			throw new IllegalStateException(CHANGED, ex);
		}
	}

	private static GuardHandles handles() {
		GuardHandles handles = HANDLES;
		if (handles == null) {
			throw new IllegalStateException("JeroMQ's internals are not open");
		}
		return handles;
	}

	private static void set(Setter setter) {
		try {
			setter.set();
		}
		catch (Throwable ex) {
			throw new IllegalStateException(CHANGED, ex);
		}
	}

	private interface Setter {

		void set() throws Throwable;

	}

}
