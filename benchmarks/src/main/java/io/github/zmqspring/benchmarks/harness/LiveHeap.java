package io.github.zmqspring.benchmarks.harness;

import java.lang.management.ManagementFactory;

/**
 * What this JVM keeps.
 */
public final class LiveHeap {

	private static final double KIB = 1024;

	private LiveHeap() {
	}

	/**
	 * Collect garbage and measure what is left.
	 * @return the live heap, in kibibytes
	 */
	public static double kibibytes() {
		// What the first collection hands to a reference handler the second one frees.
		System.gc();
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / KIB;
	}

}
