package io.github.zmqspring.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.zmqspring.security.GenerateCurveKeys;

/**
 * The files that the guide has below {@code /etc/zmq}, made as the guide says in a
 * directory of the test.
 */
final class KeyFiles {

	static final String LOCATION = "file:/etc/zmq/";

	private static final Pattern KEY = Pattern.compile("(.+)\\.key(_secret)?");

	private final Path directory;

	KeyFiles(Path directory) {
		this.directory = directory;
	}

	Path directory() {
		return this.directory;
	}

	/**
	 * Replace the location of a file or directory of the guide, and create it.
	 */
	String resolve(String text) {
		if (!text.startsWith(LOCATION)) {
			return text;
		}
		String name = text.substring(LOCATION.length());
		Matcher key = KEY.matcher(name);
		if (key.matches()) {
			generate(key.group(1));
		}
		else {
			createDirectory(name);
		}
		return "file:" + this.directory.resolve(name);
	}

	private void generate(String name) {
		if (!Files.exists(this.directory.resolve(name + ".key"))) {
			GenerateCurveKeys.main(new String[] { this.directory.resolve(name).toString() });
		}
	}

	private void createDirectory(String name) {
		try {
			Files.createDirectories(this.directory.resolve(name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
