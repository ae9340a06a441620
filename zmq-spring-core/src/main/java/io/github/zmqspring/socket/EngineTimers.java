package io.github.zmqspring.socket;

import java.lang.reflect.Field;
import java.util.HashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import zmq.poll.Poller;
import zmq.util.MultiMap;

/**
 * Mends the timers of JeroMQ 0.6.0, some of which never ring.
 * <p>
 * A timer that was cancelled stays in the poller's table until its time has come. If it
 * is set again before, the table keeps the old key, with the mark of having been
 * cancelled, and the new timer is thrown away with it. That is what becomes of every
 * other heartbeat whose timeout is longer than its interval: a peer that falls silent
 * after one of those is never noticed, and not after the next ones either.
 */
final class EngineTimers {

	private static final Log logger = LogFactory.getLog(EngineTimers.class);

	private EngineTimers() {
	}

	/**
	 * Have a poller take each timer for a new one.
	 * @param poller a poller that does not run yet
	 */
	static void mend(Poller poller) {
		try {
			Object table = open(Poller.class.getSuperclass(), "timers").get(poller);
			open(MultiMap.class, "inverse").set(table, new FreshKeys<>());
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			logger.warn("JeroMQ's timers cannot be mended: heartbeats with a timeout longer than their interval "
					+ "miss some peers that fall silent", ex);
		}
	}

	private static Field open(Class<?> type, String name) throws NoSuchFieldException {
		Field field = type.getDeclaredField(name);
		field.setAccessible(true);
		return field;
	}

	/**
	 * A map in which a key that comes again replaces the one that was there, which is
	 * equal but not the same.
	 *
	 * @param <K> the type of the keys
	 * @param <V> the type of the values
	 */
	@SuppressWarnings("serial")
	static final class FreshKeys<K, V> extends HashMap<K, V> {

		@Override
		public @Nullable V put(K key, V value) {
			V before = remove(key);
			super.put(key, value);
			return before;
		}

	}

}
