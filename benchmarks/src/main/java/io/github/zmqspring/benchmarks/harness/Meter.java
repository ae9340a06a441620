package io.github.zmqspring.benchmarks.harness;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;

/**
 * Measures what a piece of work costs this JVM: time, processor time of all threads, and
 * bytes allocated by all threads.
 */
public final class Meter {

	private static final OperatingSystemMXBean system = ManagementFactory
		.getPlatformMXBean(OperatingSystemMXBean.class);

	private static final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

	private Meter() {
	}

	/**
	 * Do some work and measure it.
	 * @param messages how many messages the work moves
	 * @param work the work
	 * @return rate, processor time and allocation
	 * @throws Exception if the work failed
	 */
	public static Sample measure(long messages, Work work) throws Exception {
		long allocated = allocatedBytes();
		long cpu = cpuNanos();
		long start = System.nanoTime();
		work.run();
		long elapsed = System.nanoTime() - start;
		long cpuUsed = cpuNanos() - cpu;
		long bytes = allocatedBytes() - allocated;
		return new Sample(Map.of(Metric.RATE, messages * (double) TimeUnit.SECONDS.toNanos(1) / elapsed, Metric.CPU,
				cpuUsed / (double) messages, Metric.ALLOCATED, bytes / (double) messages));
	}

	/**
	 * Return the processor time that this process has used.
	 * @return nanoseconds, of all threads
	 */
	public static long cpuNanos() {
		return system.getProcessCpuTime();
	}

	/**
	 * Return the bytes that the threads which are alive have allocated.
	 * @return the sum; a thread that has ended is no longer in it
	 */
	public static long allocatedBytes() {
		long sum = 0;
		for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
			sum += Math.max(bytes, 0);
		}
		return sum;
	}

	/**
	 * Something to measure.
	 */
	@FunctionalInterface
	public interface Work {

		/**
		 * Do it.
		 * @throws Exception if it failed
		 */
		void run() throws Exception;

	}

}
