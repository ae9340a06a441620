package io.github.zmqspring.socket;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

import org.zeromq.ZMQ;

/**
 * What speaks on the wire, for logs and reports (Guide chapter 1, "Getting the version").
 *
 * @param jeromq JeroMQ's own version, {@code unknown} if its jar does not tell
 * @param libzmq the version of libzmq whose interface JeroMQ follows
 * @param zmtp the version of the wire protocol it offers
 */
public record EngineVersion(String jeromq, String libzmq, String zmtp) {

	private static final String POM = "META-INF/maven/org.zeromq/jeromq/pom.properties";

	/**
	 * Return the versions of the engine on the class path.
	 * @return the versions
	 */
	public static EngineVersion current() {
		return new EngineVersion(readJeroMqVersion(), ZMQ.getVersionString(), "3.0");
	}

	private static String readJeroMqVersion() {
		Properties properties = new Properties();
		try (InputStream in = ZMQ.class.getClassLoader().getResourceAsStream(POM)) {
			if (in != null) {
				properties.load(in);
			}
		}
		catch (IOException ex) {
			// then the version stays unknown: it is no reason not to start
		}
		return properties.getProperty("version", "unknown");
	}

	@Override
	public String toString() {
		return "JeroMQ " + this.jeromq + " (libzmq " + this.libzmq + ", ZMTP " + this.zmtp + ")";
	}

}
