package io.github.zmqspring.socket;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

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
 * <p>
 * And the times are those of the wall clock. When that is set back by an hour, a
 * connection that was to be tried again in a tenth of a second is tried an hour later;
 * when it is set forward, all heartbeats time out at once.
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
			@SuppressWarnings("unchecked")
			Map<Long, List<Object>> byTime = (Map<Long, List<Object>>) open(MultiMap.class, "data").get(table);
			open(MultiMap.class, "inverse").set(table, new Timers<>(byTime, System::currentTimeMillis,
					() -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime())));
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			logger.warn(
					"JeroMQ's timers cannot be mended: heartbeats with a timeout longer than their interval "
							+ "miss some peers that fall silent, and setting the clock stretches or ends all waits",
					ex);
		}
	}

	private static Field open(Class<?> type, String name) throws NoSuchFieldException {
		Field field = type.getDeclaredField(name);
		field.setAccessible(true);
		return field;
	}

	/**
	 * When each timer is due, by the wall clock. Before it is looked at, a step of that
	 * clock is made up for.
	 *
	 * @param <K> the type of the timers
	 */
	@SuppressWarnings("serial")
	static final class Timers<K> extends FreshKeys<K, Long> {

		/** Less is a clock that is being adjusted, or a thread that was held up. */
		private static final long STEP_MILLIS = 50;

		private final transient Map<Long, List<K>> byTime;

		private final transient LongSupplier wall;

		private final transient LongSupplier monotonic;

		private long offset;

		/**
		 * Create an empty table.
		 * @param byTime the same the other way round, kept in step
		 * @param wall milliseconds that may be set
		 * @param monotonic milliseconds that only pass
		 */
		Timers(Map<Long, List<K>> byTime, LongSupplier wall, LongSupplier monotonic) {
			this.byTime = byTime;
			this.wall = wall;
			this.monotonic = monotonic;
			this.offset = wall.getAsLong() - monotonic.getAsLong();
		}

		/** JeroMQ begins each change of a timer with this. */
		@Override
		public @Nullable Long get(@Nullable Object key) {
			makeUpForStep();
			return super.get(key);
		}

		/** And with this each look for those that are due. */
		@Override
		public Set<Map.Entry<K, Long>> entrySet() {
			makeUpForStep();
			return super.entrySet();
		}

		private void makeUpForStep() {
			long now = this.wall.getAsLong() - this.monotonic.getAsLong();
			long step = now - this.offset;
			this.offset = now;
			if (Math.abs(step) < STEP_MILLIS) {
				return;
			}
			super.entrySet().forEach((entry) -> entry.setValue(entry.getValue() + step));
			Map<Long, List<K>> moved = new HashMap<>();
			this.byTime.forEach((time, timers) -> moved.put(time + step, timers));
			this.byTime.clear();
			this.byTime.putAll(moved);
		}

	}

	/**
	 * A map in which a key that comes again replaces the one that was there, which is
	 * equal but not the same.
	 *
	 * @param <K> the type of the keys
	 * @param <V> the type of the values
	 */
	@SuppressWarnings("serial")
	static class FreshKeys<K, V> extends HashMap<K, V> {

		@Override
		public @Nullable V put(K key, V value) {
			V before = remove(key);
			super.put(key, value);
			return before;
		}

	}

}
