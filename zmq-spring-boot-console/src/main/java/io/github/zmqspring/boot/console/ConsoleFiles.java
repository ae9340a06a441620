package io.github.zmqspring.boot.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * The files of the page. They are named one by one: nothing else of the class path can be
 * asked for.
 */
class ConsoleFiles {

	static final String INDEX = "index.html";

	/** Beside this class: not where web applications look for static files. */
	private static final String FOLDER = "page/";

	private static final List<String> OWN = List.of(INDEX, "console.css", "icon.svg", "app.js", "model.js", "view.js",
			"charts.js");

	private static final List<String> LIBRARY = List.of("uPlot.min.css", "uPlot.iife.min.js");

	private final Map<String, Resource> files = new LinkedHashMap<>();

	ConsoleFiles() {
		String library = "META-INF/resources/webjars/uplot/" + libraryVersion() + "/dist/";
		OWN.forEach((name) -> this.files.put(name, new ClassPathResource(FOLDER + name, ConsoleFiles.class)));
		LIBRARY.forEach((name) -> this.files.put("lib/" + name, new ClassPathResource(library + name)));
	}

	/** Written by the build, which knows it from the parent's list of versions. */
	private static String libraryVersion() {
		try {
			Properties properties = PropertiesLoaderUtils.loadProperties(libraries());
			return properties.getProperty("uplot.version", "");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Resource libraries() {
		return new ClassPathResource("libraries.properties", ConsoleFiles.class);
	}

	/**
	 * Return a file, if there is one.
	 * @param name its name, relative to the page
	 */
	@Nullable Resource find(String name) {
		return this.files.get(name);
	}

	Map<String, Resource> all() {
		return this.files;
	}

}
