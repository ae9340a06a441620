package io.github.zmqspring.boot.actuate;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/**
 * The version of this library.
 */
public final class ZmqVersion {

	/** Written by the build. */
	static final String RESOURCE = "version.properties";

	private ZmqVersion() {
	}

	/**
	 * Return the version.
	 * @return the version, {@code unknown} if the build has not written it
	 */
	public static String get() {
		Properties properties = new Properties();
		try (InputStream in = ZmqVersion.class.getResourceAsStream(RESOURCE)) {
			if (in != null) {
				properties.load(in);
			}
		}
		catch (IOException ex) {
			// then the version stays unknown: it is no reason to fail
		}
		return properties.getProperty("version", "unknown");
	}

}
