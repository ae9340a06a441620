package io.github.zmqspring.boot.autoconfigure;

import java.time.Duration;

import io.github.zmqspring.error.ZmqConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * Checks of properties that do not belong to one socket, so that the failure names the
 * property and not a parameter of some constructor.
 */
final class PropertyChecks {

	private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

	private PropertyChecks() {
	}

	static int atLeast(String property, int minimum, int value) {
		if (value < minimum) {
			throw refused(property, value, "it must be at least " + minimum, "Set a larger number.");
		}
		return value;
	}

	static Duration between(String property, Duration minimum, Duration value) {
		if (value.compareTo(minimum) < 0 || value.compareTo(LONGEST) > 0) {
			throw refused(property, value.toMillis() + "ms",
					"it must be from " + minimum.toMillis() + "ms to " + LONGEST.toMillis() + "ms",
					"Set a duration in this range.");
		}
		return value;
	}

	static ZmqConfigurationException refused(String property, @Nullable Object value, String reason, String action) {
		String name = ZmqProperties.PREFIX + "." + property;
		return new ZmqConfigurationException("property '" + name + "'", null, name, value, reason, action);
	}

}
