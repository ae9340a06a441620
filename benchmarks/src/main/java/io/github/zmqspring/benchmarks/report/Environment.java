package io.github.zmqspring.benchmarks.report;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;
import io.github.zmqspring.benchmarks.peer.Libzmq;
import org.zeromq.ZMQ;

import org.springframework.boot.SpringBootVersion;

/**
 * Where the numbers come from.
 *
 * @param feature the feature release of the JDK, for instance {@code 17}
 * @param lines what there is to say about machine, JDK and libraries
 */
public record Environment(String feature, List<String> lines) {

	private static final long GIB = 1L << 30;

	/**
	 * Describe this machine and a JDK.
	 * @param java the home of the JDK
	 * @return what there is to say
	 * @throws IOException if the JDK cannot be read
	 */
	public static Environment of(Path java) throws IOException {
		Properties release = new Properties();
		try (InputStream in = Files.newInputStream(java.resolve("release"))) {
			release.load(in);
		}
		String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
		String vendor = release.getProperty("IMPLEMENTOR", "").replace("\"", "");
		OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
		return new Environment(version.replaceAll("\\..*", ""),
				List.of("JDK " + version + " (" + vendor + "), G1, 1 GiB of heap",
						Runtime.getRuntime().availableProcessors() + " cores (" + model() + "), "
								+ Math.round(system.getTotalMemorySize() / (double) GIB) + " GiB of memory, "
								+ System.getProperty("os.name") + " " + System.getProperty("os.version"),
						engine() + ", libzmq " + Libzmq.version() + ", Spring Boot " + SpringBootVersion.getVersion()));
	}

	/**
	 * JeroMQ's own version string is that of the libzmq it follows.
	 */
	private static String engine() {
		String jar = ZMQ.class.getProtectionDomain().getCodeSource().getLocation().getPath();
		return jar.replaceAll(".*/", "").replaceAll("\\.jar$", "");
	}

	private static String model() {
		return first(Path.of("/proc/cpuinfo"), (line) -> line.startsWith("model name")).replaceAll(".*:\\s*", "");
	}

	private static String first(Path file, Predicate<String> condition) {
		try (Stream<String> lines = Files.lines(file)) {
			return lines.filter(condition).findFirst().orElse("unknown");
		}
		catch (IOException ex) {
			return "unknown";
		}
	}

}
