package io.github.zmqspring.boot.console;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.util.Assert;

/**
 * What is served, for both kinds of web application.
 */
class ConsolePage {

	static final String POLICY = "Content-Security-Policy";

	static final String CONFIG = "/config.json";

	private final String path;

	private final ConsoleFiles files;

	private final EndpointLocation location;

	ConsolePage(String path, ConsoleFiles files, Environment environment) {
		Assert.isTrue(path.matches("(/[\\w.~-]+)+"), () -> "Property zmq.console.path must be a path such as "
				+ "/zmq-console, without a slash behind, and is '" + path + "'");
		this.path = path;
		this.files = files;
		this.location = new EndpointLocation(environment, path);
	}

	/** Return the pattern of everything below the page. */
	String pattern() {
		return this.path + "/{*file}";
	}

	/** Return where the page is, seen from its path without the slash behind. */
	String redirect() {
		return this.path.substring(this.path.lastIndexOf('/') + 1) + "/";
	}

	/**
	 * Return a file, if there is one.
	 * @param file what the pattern has found, with a slash in front
	 */
	@Nullable Resource find(String file) {
		return this.files.find(file.equals("/") ? ConsoleFiles.INDEX : file.substring(1));
	}

	String config() {
		return this.location.json();
	}

	/** The browser is told not to ask anybody else for anything. */
	String contentSecurityPolicy() {
		Integer port = this.location.otherPort();
		String elsewhere = (port != null) ? " http://*:" + port + " https://*:" + port : "";
		return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'" + elsewhere
				+ "; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
	}

	static MediaType mediaType(Resource file) {
		return MediaTypeFactory.getMediaType(file).orElse(MediaType.APPLICATION_OCTET_STREAM);
	}

}
