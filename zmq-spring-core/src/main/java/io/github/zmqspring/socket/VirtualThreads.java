package io.github.zmqspring.socket;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

import org.jspecify.annotations.Nullable;

/**
 * Tells virtual threads, which must not wait inside JeroMQ: they would keep their
 * carrier.
 */
final class VirtualThreads {

	/** Not there before Java 21, where none is. */
	private static final @Nullable MethodHandle isVirtual = find();

	private VirtualThreads() {
	}

	private static @Nullable MethodHandle find() {
		try {
			return MethodHandles.lookup().findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
		}
		catch (ReflectiveOperationException ex) {
			return null;
		}
	}

	/** Return whether the calling thread is a virtual one. */
	static boolean isCurrent() {
		try {
			return isVirtual != null && (boolean) isVirtual.invokeExact(Thread.currentThread());
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

}
