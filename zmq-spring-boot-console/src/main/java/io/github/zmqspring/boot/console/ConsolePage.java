package io.github.zmqspring.boot.console;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.util.Assert;

/**
 * What is served, for both kinds of web application.
 */
class ConsolePage {

	private static final String POLICY = "Content-Security-Policy";

	private static final String CONFIG = "/config.json";

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

	/**
	 * Answer a request.
	 * @param file what the pattern has found: nothing, or a path with a slash in front
	 * @return the answer
	 */
	Answer answer(String file) {
		HttpHeaders headers = new HttpHeaders();
		if (file.isEmpty()) {
			headers.setLocation(URI.create(redirect()));
			return new Answer(HttpStatus.TEMPORARY_REDIRECT, headers, null);
		}
		if (file.equals(CONFIG)) {
			headers.setContentType(MediaType.APPLICATION_JSON);
			headers.setCacheControl(CacheControl.noStore());
			return new Answer(HttpStatus.OK, headers, this.location.json());
		}
		Resource resource = this.files.find(file.equals("/") ? ConsoleFiles.INDEX : file.substring(1));
		if (resource == null) {
			return new Answer(HttpStatus.NOT_FOUND, headers, null);
		}
		headers.setContentType(MediaTypeFactory.getMediaType(resource).orElse(MediaType.APPLICATION_OCTET_STREAM));
		headers.setCacheControl(CacheControl.noCache());
		headers.set(POLICY, contentSecurityPolicy());
		return new Answer(HttpStatus.OK, headers, resource);
	}

	/** Return where the page is, seen from its path without the slash behind. */
	private String redirect() {
		return this.path.substring(this.path.lastIndexOf('/') + 1) + "/";
	}

	/** The browser is told not to ask anybody else for anything. */
	private String contentSecurityPolicy() {
		Integer port = this.location.otherPort();
		String elsewhere = (port != null) ? " http://*:" + port + " https://*:" + port : "";
		return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'" + elsewhere
				+ "; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
	}

	/**
	 * What is sent back, by whatever serves it.
	 *
	 * @param status the status
	 * @param headers the headers
	 * @param body the body, or {@code null} for none
	 */
	record Answer(HttpStatus status, HttpHeaders headers, @Nullable Object body) {

	}

}
