package io.github.zmqspring.benchmarks.start;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import io.github.zmqspring.benchmarks.harness.LiveHeap;
import io.github.zmqspring.benchmarks.harness.Metric;
import io.github.zmqspring.benchmarks.harness.Sample;

/**
 * What this JVM takes.
 *
 * @param heap live heap, in kibibytes
 * @param resident resident memory without the heap, in kibibytes
 * @param threads number of threads
 */
record Footprint(long heap, long resident, int threads) {

	private static final long KIB = 1024;

	/**
	 * Measure this JVM, after a garbage collection. Its heap must be resident as a whole
	 * (AlwaysPreTouch), so that what is resident beyond it can be told.
	 */
	static Footprint now() throws IOException {
		MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
		long heap = (long) LiveHeap.kibibytes();
		long committed = memory.getHeapMemoryUsage().getCommitted() / KIB;
		return new Footprint(heap, Math.max(residentMemory() - committed, 0),
				ManagementFactory.getThreadMXBean().getThreadCount());
	}

	private static long residentMemory() throws IOException {
		try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
			return lines.filter((line) -> line.startsWith("VmRSS:"))
				.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")))
				.findFirst()
				.orElse(0);
		}
	}

	static Sample parse(String text) {
		String[] numbers = text.trim().split(" ");
		return new Sample(Map.of(Metric.HEAP, Double.valueOf(numbers[0]), Metric.NATIVE, Double.valueOf(numbers[1]),
				Metric.THREADS, Double.valueOf(numbers[2])));
	}

	@Override
	public String toString() {
		return this.heap + " " + this.resident + " " + this.threads;
	}

}
