package io.github.zmqspring.boot.console;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Tells the page where the Actuator endpoint is, in the way that the application has set
 * it up. Asked with each request, because ports may be known late.
 */
class EndpointLocation {

	private static final String BASE_PATH = "management.endpoints.web.base-path";

	private final Environment environment;

	private final String consolePath;

	EndpointLocation(Environment environment, String consolePath) {
		this.environment = environment;
		this.consolePath = consolePath;
	}

	/**
	 * Return what the page reads first.
	 * @return JSON: where the endpoint is, relative to the page; its port if that is
	 * another one; and what to say if it cannot be reached
	 */
	String json() {
		Integer configured = this.environment.getProperty("management.server.port", Integer.class);
		if (configured != null && configured < 0) {
			return "{\"hint\":\"management.server.port is -1: there are no Actuator endpoints to show.\"}";
		}
		Integer port = otherPort();
		if (port == null) {
			return "{\"endpoint\":\"" + escape(up() + endpoint().substring(1)) + "\"}";
		}
		String base = path(this.environment.getProperty("management.server.base-path", ""));
		return "{\"endpoint\":\"" + escape(base + endpoint()) + "\",\"port\":" + port
				+ ",\"hint\":\"The endpoint is on " + "port " + port
				+ ", which browsers take for another site: add the address of this page to "
				+ "management.endpoints.web.cors.allowed-origins, GET and POST to "
				+ "management.endpoints.web.cors.allowed-methods, and content-type to "
				+ "management.endpoints.web.cors.allowed-headers.\"}";
	}

	/**
	 * Return the port of the management server.
	 * @return the port, or {@code null} if it is the same as the page's
	 */
	@Nullable Integer otherPort() {
		Integer management = this.environment.getProperty("local.management.port", Integer.class);
		Integer server = this.environment.getProperty("local.server.port", Integer.class);
		return (management != null && !management.equals(server)) ? management : null;
	}

	private String endpoint() {
		String id = this.environment.getProperty("management.endpoints.web.path-mapping.zmq", "zmq");
		return path(this.environment.getProperty(BASE_PATH, "/actuator")) + path(id);
	}

	/** From the page's own folder to the application's. */
	private String up() {
		return "../".repeat(StringUtils.countOccurrencesOf(this.consolePath, "/"));
	}

	/** One slash in front and none behind; nothing for the root. */
	private static String path(String text) {
		String trimmed = StringUtils.trimTrailingCharacter(StringUtils.trimLeadingCharacter(text, '/'), '/');
		return trimmed.isEmpty() ? "" : "/" + trimmed;
	}

	private static String escape(String text) {
		StringBuilder escaped = new StringBuilder();
		text.chars()
			.forEach((c) -> escaped.append((c < ' ' || c == '"' || c == '\\' || c > '~')
					? String.format(Locale.ROOT, "\\u%04x", c) : String.valueOf((char) c)));
		return escaped.toString();
	}

}
