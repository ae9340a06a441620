package io.github.zmqspring.boot.console;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Configuration properties for the live page.
 */
@ConfigurationProperties("zmq.console")
public class ZmqConsoleProperties {

	/**
	 * Whether the live page is served.
	 */
	private boolean enabled = true;

	/**
	 * Path of the live page, below the context path of the application.
	 */
	private String path = "/zmq-console";

	/**
	 * Return whether the page is served.
	 * @return whether it is
	 */
	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	/**
	 * Return the path of the page.
	 * @return the path, below the context path of the application
	 */
	public String getPath() {
		return this.path;
	}

	public void setPath(String path) {
		this.path = path;
	}

}
