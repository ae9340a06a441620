package io.github.zmqspring.socket;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.zmqspring.error.UnsupportedTransportException;
import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.error.ZmqEndpointException;
import io.github.zmqspring.socket.SocketOption.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a specification that cannot be honoured: endpoints, topics, groups, headers and
 * each option by itself. How options go together is judged by {@link SocketOptionRules}.
 */
final class SocketSpecValidator {

	private static final int MAX_GROUP = 255;

	/** JeroMQ's high-water mark where nobody sets one. */
	private static final int ENGINE_HWM = 1000;

	private final SocketSpec spec;

	SocketSpecValidator(SocketSpec spec) {
		this.spec = spec;
	}

	void validate() {
		checkEndpoints();
		checkTopics();
		checkGroups();
		checkSubscriptionsFit();
		checkHeaders();
		this.spec.options().asMap().keySet().forEach(this::checkOption);
		new SocketOptionRules(this.spec, this).validate();
	}

	ZmqConfigurationException refused(String property, @Nullable Object value, String reason, String action) {
		return new ZmqConfigurationException(subject(this.spec.name(), this.spec.source()), this.spec.name(), property,
				value, reason, action);
	}

	/**
	 * Return what the errors are about.
	 * @param name the name of the socket
	 * @param source where it was declared, or {@code null}
	 * @return the subject of a sentence
	 */
	static String subject(String name, @Nullable String source) {
		return "socket '" + name + "'" + ((source != null) ? " (declared as " + source + ")" : "");
	}

	private void checkEndpoints() {
		if (this.spec.binds().isEmpty() && this.spec.connects().isEmpty()) {
			throw refused("bind", null, "the socket has no endpoint", "Set bind or connect.");
		}
		checkEach("bind", this.spec.binds());
		checkEach("connect", this.spec.connects());
		this.spec.binds().forEach((endpoint) -> endpoint.requireBindable(this.spec.name()));
		this.spec.connects().forEach((endpoint) -> endpoint.requireConnectable(this.spec.name()));
	}

	private void checkEach(String property, List<ZmqEndpoint> endpoints) {
		Set<ZmqEndpoint> seen = new HashSet<>();
		for (ZmqEndpoint endpoint : endpoints) {
			if (!endpoint.isWildcardPort() && !seen.add(endpoint)) {
				throw endpointRefused(property, endpoint, "it is there twice", "Remove one of them.");
			}
			if (this.spec.type() == ZmqSocketType.STREAM && endpoint.transport() != ZmqTransport.TCP) {
				throw new UnsupportedTransportException(subject(this.spec.name(), this.spec.source()), this.spec.name(),
						property, endpoint.toString(), endpoint.transport().scheme(), "a STREAM socket is raw TCP",
						"Use tcp.");
			}
			if (endpoint.isIpv6Literal() && !Boolean.TRUE.equals(this.spec.effective(ZmqOptions.IPV6))) {
				throw endpointRefused(property, endpoint, "it is an IPv6 address, and IPv6 is switched off",
						"Set ipv6 to true.");
			}
		}
	}

	private ZmqEndpointException endpointRefused(String property, ZmqEndpoint endpoint, String reason, String action) {
		return new ZmqEndpointException(subject(this.spec.name(), this.spec.source()), this.spec.name(), property,
				endpoint.toString(), reason, action);
	}

	private void checkTopics() {
		List<byte[]> topics = this.spec.topics();
		if (!topics.isEmpty() && !this.spec.type().subscribes()) {
			throw refused("topics", SocketSpecBuilder.printable(topics),
					"a " + this.spec.type() + " socket does not subscribe", "Remove them, or use type sub.");
		}
		// An XSUB may forward the subscriptions of others.
		if (topics.isEmpty() && this.spec.type() == ZmqSocketType.SUB) {
			throw refused("topics", null, "a SUB socket without topics receives nothing",
					"Set the topics; one empty topic, in YAML [\"\"], stands for every message.");
		}
	}

	private void checkGroups() {
		if (!this.spec.groups().isEmpty() && !this.spec.type().joinsGroups()) {
			throw refused("groups", this.spec.groups(), "a " + this.spec.type() + " socket does not join groups",
					"Remove them, or use type dish.");
		}
		if (this.spec.groups().isEmpty() && this.spec.type().joinsGroups()) {
			throw refused("groups", null, "a DISH socket without groups receives nothing", "Set the groups.");
		}
		for (String group : this.spec.groups()) {
			int length = group.getBytes(StandardCharsets.UTF_8).length;
			if (length == 0 || length > MAX_GROUP) {
				throw refused("groups", group, "a group has 1 to 255 bytes in UTF-8, not " + length,
						"Use another name.");
			}
		}
	}

	private void checkSubscriptionsFit() {
		int count = this.spec.topics().size() + this.spec.groups().size();
		Integer configured = this.spec.effective(ZmqOptions.SEND_HWM);
		int hwm = (configured != null) ? configured : ENGINE_HWM;
		if (hwm > 0 && count > hwm) {
			throw refused(
					"send-hwm", configured, "JeroMQ bounds the number of subscriptions by it, and of " + count
							+ " it would lose all above " + hwm + " on each connect",
					"Set it to 0, which means no limit.");
		}
	}

	private void checkHeaders() {
		if (this.spec.headers() == null) {
			return;
		}
		if (this.spec.type().isSingleFrame()) {
			throw refused("headers", true,
					"headers are a frame of their own, and a " + this.spec.type() + " message has a single frame",
					"Remove headers, or use a type with multipart messages.");
		}
		if (this.spec.type() == ZmqSocketType.STREAM) {
			throw refused("headers", true, "headers are a frame of their own, and raw TCP has no frames",
					"Remove headers.");
		}
	}

	private <T> void checkOption(SocketOption<T> option) {
		T value = this.spec.options().get(option);
		if (value == null) {
			return;
		}
		String printed = SocketOptions.printable(option, value);
		if (!option.legalFor(this.spec.type())) {
			String types = option.socketTypes().stream().map(Enum::name).collect(Collectors.joining(", "));
			throw refused(option.name(), printed, "a " + this.spec.type() + " socket does not have this option",
					"Remove it; it is for " + types + ".");
		}
		Refusal refusal = option.check(value);
		if (refusal != null) {
			throw refused(option.name(), printed, refusal.reason(), refusal.action());
		}
	}

}
