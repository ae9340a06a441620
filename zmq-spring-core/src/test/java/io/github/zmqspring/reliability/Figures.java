package io.github.zmqspring.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Figures for {@code docs/reliability.md}: each test that measures something adds a line
 * to {@code target/reliability.txt}.
 */
public final class Figures {

	private static final Path FILE = Path.of("target", "reliability.txt");

	private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

	private Figures() {
	}

	/**
	 * Add a line.
	 * @param what was measured
	 * @param figures the result
	 */
	public static void record(String what, String figures) {
		try {
			Files.createDirectories(FILE.getParent());
			Files.writeString(FILE, what + ": " + figures + System.lineSeparator(), StandardOpenOption.CREATE,
					StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return how often the long tests repeat what they do.
	 * @param usual in a usual build
	 * @return the value of the system property {@code zmq.reliability.repetitions}, if it
	 * is set
	 */
	public static int repetitions(int usual) {
		return Integer.getInteger("zmq.reliability.repetitions", usual);
	}

	/**
	 * What the process has open.
	 *
	 * @param threads live threads
	 * @param descriptors open files, sockets and selectors; 0 where the system does not
	 * tell
	 * @param selectors the selectors among them
	 * @param heapKibibytes live objects
	 */
	public record Resources(int threads, long descriptors, long selectors, long heapKibibytes) {

		/**
		 * Look, after the garbage has been collected.
		 * @return what is there now
		 */
		public static Resources now() {
			long heap = Long.MAX_VALUE;
			for (int i = 0; i < 3; i++) {
				System.gc();
				heap = Math.min(heap, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024);
			}
			return new Resources(ManagementFactory.getThreadMXBean().getThreadCount(), count(""),
					count("anon_inode:[eventpoll]"), heap);
		}

		private static long count(String target) {
			if (!Files.isDirectory(DESCRIPTORS)) {
				return 0;
			}
			try (Stream<Path> all = Files.list(DESCRIPTORS)) {
				return all.filter((descriptor) -> isTo(descriptor, target)).count();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private static boolean isTo(Path descriptor, String target) {
			try {
				return Files.readSymbolicLink(descriptor).toString().contains(target);
			}
			catch (IOException ex) {
				// closed meanwhile
				return false;
			}
		}

	}

	/**
	 * The longest of some times.
	 */
	public static final class Worst {

		private long nanos;

		/**
		 * Take one more time.
		 * @param action what is timed
		 * @return how long it took
		 */
		public Duration time(Runnable action) {
			long began = System.nanoTime();
			action.run();
			long took = System.nanoTime() - began;
			this.nanos = Math.max(this.nanos, took);
			return Duration.ofNanos(took);
		}

		@Override
		public String toString() {
			return "worst " + this.nanos / 1_000_000 + " ms";
		}

	}

}
