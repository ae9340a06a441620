package io.github.zmqspring.socket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.error.ZmqEndpointException;
import io.github.zmqspring.message.HeaderPolicy;
import io.github.zmqspring.security.ZmqAuthenticator;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;

import org.springframework.util.Assert;

/**
 * Collects what a socket is; {@link SocketSpecValidator} judges it.
 */
final class SocketSpecBuilder implements SocketSpec.Builder {

	final String name;

	final ZmqSocketType type;

	final List<ZmqEndpoint> binds = new ArrayList<>();

	final List<ZmqEndpoint> connects = new ArrayList<>();

	final List<byte[]> topics = new ArrayList<>();

	private final Set<ByteBuffer> knownTopics = new HashSet<>();

	final Set<String> groups = new LinkedHashSet<>();

	SocketOptions options = SocketOptions.none();

	SocketDefaults defaults = SocketDefaults.RECOMMENDED;

	@Nullable HeaderPolicy headers;

	boolean autoStartup = true;

	@Nullable Consumer<ZMQ.Socket> customizer;

	@Nullable ZmqTap tap;

	@Nullable ZmqEndpointMapping endpointMapping;

	@Nullable ZmqAuthenticator authenticator;

	@Nullable String source;

	SocketSpecBuilder(String name, ZmqSocketType type) {
		Assert.notNull(name, "'name' must not be null");
		Assert.notNull(type, "'type' must not be null");
		if (name.isEmpty() || !name.chars().allMatch(SocketSpecBuilder::isLegalInName)) {
			throw new ZmqConfigurationException("socket '" + name + "'", null, "name", name,
					"a socket's name has letters, digits, - _ and . only", "Give it another name.");
		}
		this.name = name;
		this.type = type;
	}

	SocketSpecBuilder(SocketSpec spec) {
		this(spec.name(), spec.type());
		this.binds.addAll(spec.binds());
		this.connects.addAll(spec.connects());
		spec.topics().forEach(this::addTopic);
		this.groups.addAll(spec.groups());
		this.options = spec.options();
		this.defaults = spec.defaults();
		this.headers = spec.headers();
		this.autoStartup = spec.autoStartup();
		this.customizer = spec.customizer();
		this.tap = spec.tap();
		this.endpointMapping = spec.endpointMapping();
		this.authenticator = spec.authenticator();
		this.source = spec.source();
	}

	@Override
	public SocketSpecBuilder bind(String... endpoints) {
		parse("bind", endpoints, this.binds);
		return this;
	}

	@Override
	public SocketSpecBuilder connect(String... endpoints) {
		parse("connect", endpoints, this.connects);
		return this;
	}

	@Override
	public SocketSpecBuilder topics(String... newTopics) {
		for (String topic : newTopics) {
			Assert.notNull(topic, "A topic must not be null");
			addTopic(topic.getBytes(StandardCharsets.UTF_8));
		}
		return this;
	}

	@Override
	public SocketSpecBuilder topics(byte[]... newTopics) {
		for (byte[] topic : newTopics) {
			Assert.notNull(topic, "A topic must not be null");
			addTopic(topic.clone());
		}
		return this;
	}

	@Override
	public SocketSpecBuilder groups(String... newGroups) {
		for (String group : newGroups) {
			Assert.notNull(group, "A group must not be null");
			this.groups.add(group);
		}
		return this;
	}

	@Override
	public <T> SocketSpecBuilder option(SocketOption<T> option, @Nullable T value) {
		this.options = this.options.with(option, value);
		return this;
	}

	@Override
	public SocketSpecBuilder defaults(SocketDefaults newDefaults) {
		Assert.notNull(newDefaults, "'defaults' must not be null");
		this.defaults = newDefaults;
		return this;
	}

	@Override
	public SocketSpecBuilder headers(@Nullable HeaderPolicy newHeaders) {
		this.headers = newHeaders;
		return this;
	}

	@Override
	public SocketSpecBuilder autoStartup(boolean newAutoStartup) {
		this.autoStartup = newAutoStartup;
		return this;
	}

	@Override
	public SocketSpecBuilder configure(Consumer<ZMQ.Socket> added) {
		Assert.notNull(added, "'customizer' must not be null");
		Consumer<ZMQ.Socket> present = this.customizer;
		this.customizer = (present != null) ? present.andThen(added) : added;
		return this;
	}

	@Override
	public SocketSpecBuilder tap(@Nullable ZmqTap newTap) {
		this.tap = newTap;
		return this;
	}

	@Override
	public SocketSpecBuilder endpointMapping(@Nullable ZmqEndpointMapping newMapping) {
		this.endpointMapping = newMapping;
		return this;
	}

	@Override
	public SocketSpecBuilder authenticator(@Nullable ZmqAuthenticator newAuthenticator) {
		this.authenticator = newAuthenticator;
		return this;
	}

	@Override
	public SocketSpecBuilder source(@Nullable String newSource) {
		this.source = newSource;
		return this;
	}

	@Override
	public SocketSpec build() {
		SocketSpec spec = new SocketSpec(this);
		new SocketSpecValidator(spec).validate();
		return spec;
	}

	/** Topics for a human reader. */
	static List<String> printable(List<byte[]> topics) {
		return topics.stream().map(SocketSpecBuilder::printable).toList();
	}

	/** Text where it is text, otherwise hexadecimal digits. */
	static String printable(byte[] bytes) {
		for (byte b : bytes) {
			if (b < ' ' || b > '~') {
				return "0x" + HexFormat.of().withUpperCase().formatHex(bytes);
			}
		}
		return "'" + new String(bytes, StandardCharsets.US_ASCII) + "'";
	}

	private void addTopic(byte[] topic) {
		// JeroMQ counts subscriptions: one twice would need two to be undone.
		if (this.knownTopics.add(ByteBuffer.wrap(topic))) {
			this.topics.add(topic);
		}
	}

	private void parse(String property, String[] endpoints, List<ZmqEndpoint> target) {
		for (String endpoint : endpoints) {
			try {
				target.add(ZmqEndpoint.parse(endpoint));
			}
			catch (ZmqEndpointException ex) {
				throw ex.inSocket(this.name, property);
			}
		}
	}

	private static boolean isLegalInName(int c) {
		return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.';
	}

}
