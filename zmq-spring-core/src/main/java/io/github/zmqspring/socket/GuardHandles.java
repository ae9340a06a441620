package io.github.zmqspring.socket;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import zmq.Mailbox;
import zmq.Options;
import zmq.io.IEngine;
import zmq.io.IOObject;
import zmq.io.IOThread;
import zmq.io.SessionBase;
import zmq.io.StreamEngine;
import zmq.io.coder.Decoder;
import zmq.io.coder.IDecoder;
import zmq.msg.MsgAllocator;
import zmq.pipe.Pipe;
import zmq.pipe.YPipe;
import zmq.pipe.YPipeBase;
import zmq.poll.IPollEvents;
import zmq.poll.Poller;

/**
 * The fields of JeroMQ 0.6.0 through which its connections are guarded. Keep
 * {@link ZmqRuntimeHints} in step with them.
 */
record GuardHandles(EngineFields engine, PipeFields pipe, SignalFields signals, VarHandle cancelled,
		MethodHandle setHandleTable, MethodHandle setPolled, MethodHandle setHandler, MethodHandle setAllocator) {

	record EngineFields(VarHandle session, VarHandle decoder, VarHandle options, VarHandle inputStopped,
			VarHandle sessionPipe, VarHandle sessionEngine, VarHandle ioThread) {

	}

	/** The writer's end of a pipe. */
	record PipeFields(VarHandle out, VarHandle queue, MethodHandle backPosition, VarHandle complete) {

	}

	/** How many wake-ups a thread has taken from its mailbox. */
	record SignalFields(VarHandle mailbox, VarHandle signaler, VarHandle taken) {

	}

	/**
	 * Find the fields.
	 * @return the fields, or {@code null} if they are not open to this library
	 */
	static @Nullable GuardHandles find() {
		try {
			return new GuardHandles(new EngineFields(field(StreamEngine.class, "session", SessionBase.class),
					field(StreamEngine.class, "decoder", IDecoder.class),
					field(StreamEngine.class, "options", Options.class),
					field(StreamEngine.class, "inputStopped", boolean.class),
					field(SessionBase.class, "pipe", Pipe.class), field(SessionBase.class, "engine", IEngine.class),
					field(SessionBase.class, "ioThread", IOThread.class)), findPipe(), findSignals(),
					field(Poller.Handle.class, "cancelled", boolean.class), setter(Poller.class, "fdTable", Set.class),
					setter(Poller.Handle.class, "handler", IPollEvents.class),
					setter(IOObject.class, "handler", IPollEvents.class),
					setter(Decoder.class, "allocator", MsgAllocator.class));
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			return null;
		}
	}

	private static PipeFields findPipe() throws ReflectiveOperationException {
		Lookup lookup = MethodHandles.privateLookupIn(YPipe.class, MethodHandles.lookup());
		Class<?> queue = lookup.findClass("zmq.pipe.YQueue");
		return new PipeFields(field(Pipe.class, "outpipe", YPipeBase.class), field(YPipe.class, "queue", queue),
				lookup.findVirtual(queue, "backPos", MethodType.methodType(int.class))
					.asType(MethodType.methodType(int.class, Object.class)),
				field(YPipe.class, "f", int.class));
	}

	private static SignalFields findSignals() throws ReflectiveOperationException {
		Class<?> signaler = MethodHandles.privateLookupIn(Mailbox.class, MethodHandles.lookup())
			.findClass("zmq.Signaler");
		return new SignalFields(field(IOThread.class, "mailbox", Mailbox.class),
				field(Mailbox.class, "signaler", signaler), field(signaler, "rcursor", long.class));
	}

	private static VarHandle field(Class<?> owner, String name, Class<?> type) throws ReflectiveOperationException {
		Lookup lookup = MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
		return lookup.findVarHandle(owner, name, type);
	}

	/** The field is final, and JeroMQ reads it anew each time. */
	private static MethodHandle setter(Class<?> owner, String name, Class<?> type) throws ReflectiveOperationException {
		Field field = owner.getDeclaredField(name);
		if (field.getType() != type) {
			throw new NoSuchFieldException(name);
		}
		field.setAccessible(true);
		return MethodHandles.lookup().unreflectSetter(field);
	}

}
