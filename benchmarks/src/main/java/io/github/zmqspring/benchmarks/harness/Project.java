package io.github.zmqspring.benchmarks.harness;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds the files of the project, from wherever below its root this was started.
 */
public final class Project {

	private static final String MODULE = "benchmarks";

	private Project() {
	}

	/**
	 * Return the directory of the project.
	 * @return the directory that this module lies in
	 */
	public static Path root() {
		Path start = Path.of("").toAbsolutePath();
		for (Path directory = start; directory != null; directory = directory.getParent()) {
			if (Files.exists(directory.resolve("mvnw")) && Files.exists(directory.resolve(MODULE))) {
				return directory;
			}
		}
		throw new IllegalStateException(start + " is not inside the project");
	}

	/**
	 * Return the directory of this module.
	 * @return the directory
	 */
	public static Path module() {
		return root().resolve(MODULE);
	}

}
