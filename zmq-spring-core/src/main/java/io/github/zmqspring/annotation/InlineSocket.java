package io.github.zmqspring.annotation;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.message.HeaderPolicy;
import io.github.zmqspring.socket.SocketOption;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqOptions;

/**
 * Reads the socket that an annotation describes.
 */
final class InlineSocket {

	private static final String HEADERS = "headers";

	private final ZmqListener annotation;

	private final AttributeResolver attributes;

	InlineSocket(ZmqListener annotation, AttributeResolver attributes) {
		this.annotation = annotation;
		this.attributes = attributes;
	}

	/**
	 * Return whether the annotation describes a socket, even if not a whole one.
	 * @return the name of the first attribute that does, or an empty string
	 */
	String firstAttribute() {
		if (this.annotation.type().length > 0) {
			return "type";
		}
		if (this.annotation.bind().length > 0) {
			return "bind";
		}
		if (this.annotation.connect().length > 0) {
			return "connect";
		}
		if (this.annotation.topics().length > 0) {
			return "topics";
		}
		if (this.annotation.groups().length > 0) {
			return "groups";
		}
		return (this.annotation.options().length > 0) ? "options" : "";
	}

	/**
	 * Read the socket.
	 * @param name its name
	 * @param source where it was declared
	 * @return the socket
	 * @throws ZmqConfigurationException if something cannot be honoured
	 */
	SocketSpec read(String name, String source) {
		if (this.annotation.type().length != 1) {
			throw this.attributes.refused("type",
					(this.annotation.type().length > 0) ? Arrays.toString(this.annotation.type()) : null,
					"a socket has one type", "Set one type, or name a declared socket.");
		}
		SocketSpec.Builder builder = SocketSpec.of(name, this.annotation.type()[0])
			.source(source)
			.bind(this.attributes.split("bind", this.annotation.bind()))
			.connect(this.attributes.split("connect", this.annotation.connect()))
			.topics(array(this.attributes.list("topics", this.annotation.topics())))
			.groups(array(this.attributes.list("groups", this.annotation.groups())));
		this.attributes.list("options", this.annotation.options()).forEach((option) -> addOption(option, builder));
		return builder.build();
	}

	private static String[] array(Collection<String> values) {
		return values.toArray(new String[0]);
	}

	private void addOption(String declared, SocketSpec.Builder builder) {
		int equals = declared.indexOf('=');
		if (equals < 1) {
			throw this.attributes.refused("options", declared, "it is not of the form name=value",
					"Write for instance receive-hwm=10000.");
		}
		String name = declared.substring(0, equals).trim();
		String value = declared.substring(equals + 1);
		if (name.equals(HEADERS)) {
			addHeaders(value.trim(), builder);
			return;
		}
		SocketOption<?> option = ZmqOptions.find(name);
		if (option == null) {
			throw this.attributes.refused("options", name, "there is no such option",
					"Use headers, or a name from ZmqOptions, in kebab-case.");
		}
		set(option, value, builder);
	}

	private <T> void set(SocketOption<T> option, String value, SocketSpec.Builder builder) {
		try {
			builder.option(option, option.parse(value));
		}
		catch (IllegalArgumentException ex) {
			throw this.attributes.refused("options", option.name() + "=" + (option.isSecret() ? "(secret)" : value),
					String.valueOf(ex.getMessage()), "Correct the value.");
		}
	}

	private void addHeaders(String value, SocketSpec.Builder builder) {
		switch (value.toLowerCase(Locale.ROOT)) {
			case "true" -> builder.headers(HeaderPolicy.of(List.of("*"), List.of("*")));
			case "false" -> builder.headers(null);
			case "" -> throw this.attributes.refused("options", HEADERS + "=", "it lists no headers",
					"Write headers=true, or the names of headers.");
			default -> {
				List<String> names = Arrays.stream(value.split(",")).map(String::trim).toList();
				builder.headers(HeaderPolicy.of(names, names));
			}
		}
	}

}
