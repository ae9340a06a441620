package io.github.zmqspring.boot.autoconfigure;

import java.util.Map;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which PLAIN clients may enter.
 *
 * @param users Passwords by the names of the users, which become their user ids.
 */
public record PlainUsersProperties(@DefaultValue Map<String, String> users) {

	/**
	 * Return a text without any value, because they are secret.
	 */
	@Override
	public String toString() {
		return "PlainUsersProperties[hidden]";
	}

}
