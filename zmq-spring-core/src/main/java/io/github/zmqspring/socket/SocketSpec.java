package io.github.zmqspring.socket;

import java.util.List;
import java.util.function.Consumer;

import io.github.zmqspring.message.HeaderPolicy;
import io.github.zmqspring.message.WireFormat;
import io.github.zmqspring.security.ZmqAuthenticator;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;

/**
 * What a socket is: its name, type, endpoints, topics or groups, options and wire layout.
 * Everything in it can be honoured, as far as can be known without opening the socket.
 * Immutable and safe for use by many threads.
 */
public final class SocketSpec {

	private final String name;

	private final ZmqSocketType type;

	private final List<ZmqEndpoint> binds;

	private final List<ZmqEndpoint> connects;

	private final List<byte[]> topics;

	private final List<String> groups;

	private final SocketOptions options;

	private final SocketDefaults defaults;

	private final @Nullable HeaderPolicy headers;

	private final boolean autoStartup;

	private final @Nullable Consumer<ZMQ.Socket> customizer;

	private final @Nullable ZmqTap tap;

	private final @Nullable ZmqEndpointMapping endpointMapping;

	private final @Nullable ZmqAuthenticator authenticator;

	private final @Nullable String source;

	private final WireFormat wireFormat;

	SocketSpec(SocketSpecBuilder builder) {
		this.name = builder.name;
		this.type = builder.type;
		this.binds = List.copyOf(builder.binds);
		this.connects = List.copyOf(builder.connects);
		this.topics = builder.topics.stream().map(byte[]::clone).toList();
		this.groups = List.copyOf(builder.groups);
		this.options = builder.options;
		this.defaults = builder.defaults;
		this.headers = builder.headers;
		this.autoStartup = builder.autoStartup;
		this.customizer = builder.customizer;
		this.tap = builder.tap;
		this.endpointMapping = builder.endpointMapping;
		this.authenticator = builder.authenticator;
		this.source = builder.source;
		this.wireFormat = layOut(builder.type, builder.headers);
	}

	private static WireFormat layOut(ZmqSocketType type, @Nullable HeaderPolicy headers) {
		boolean repliesThroughRouter = type.engineType() == org.zeromq.SocketType.ROUTER;
		return WireFormat.of(type.isRouted() || repliesThroughRouter, repliesThroughRouter, type.hasTopics(), headers);
	}

	/**
	 * Start to describe a socket.
	 * @param name the name under which the socket is known: letters, digits, {@code -},
	 * {@code _} and {@code .}
	 * @param type the type
	 * @return a builder
	 */
	public static Builder of(String name, ZmqSocketType type) {
		return new SocketSpecBuilder(name, type);
	}

	/**
	 * Return the name.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the type.
	 * @return the type
	 */
	public ZmqSocketType type() {
		return this.type;
	}

	/**
	 * Return the endpoints to bind.
	 * @return the endpoints in the order they were declared, unmodifiable
	 */
	public List<ZmqEndpoint> binds() {
		return this.binds;
	}

	/**
	 * Return the endpoints to connect.
	 * @return the endpoints in the order they were declared, unmodifiable
	 */
	public List<ZmqEndpoint> connects() {
		return this.connects;
	}

	/**
	 * Return the topics to subscribe to, without repetitions.
	 * @return copies of the topics; an empty one stands for every message
	 */
	public List<byte[]> topics() {
		return this.topics.stream().map(byte[]::clone).toList();
	}

	/**
	 * Return the groups to join, without repetitions.
	 * @return the groups, unmodifiable
	 */
	public List<String> groups() {
		return this.groups;
	}

	/**
	 * Return the options that were set.
	 * @return the options, without defaults
	 */
	public SocketOptions options() {
		return this.options;
	}

	/**
	 * Return which defaults stand in for options that were not set.
	 * @return the defaults
	 */
	public SocketDefaults defaults() {
		return this.defaults;
	}

	/**
	 * Return the value of an option: the one that was set, otherwise the default.
	 * @param <T> the type of the value
	 * @param option the option
	 * @return the value, or {@code null} if it is left to JeroMQ or does not exist for
	 * this type of socket
	 */
	public <T> @Nullable T effective(SocketOption<T> option) {
		T value = this.options.get(option);
		return (value != null) ? value : this.defaults.get(option, this.type);
	}

	/**
	 * Return the policy for the header frame.
	 * @return the policy, or {@code null} if messages have no header frame
	 */
	public @Nullable HeaderPolicy headers() {
		return this.headers;
	}

	/**
	 * Return whether the socket is opened when the application starts.
	 * @return whether it starts by itself
	 */
	public boolean autoStartup() {
		return this.autoStartup;
	}

	/**
	 * Return the escape hatch.
	 * @return what is called with the JeroMQ socket before it is bound, or {@code null}
	 */
	public @Nullable Consumer<ZMQ.Socket> customizer() {
		return this.customizer;
	}

	/**
	 * Return who else sees the socket's messages.
	 * @return the tap, or {@code null}
	 */
	public @Nullable ZmqTap tap() {
		return this.tap;
	}

	/**
	 * Return who decides where the endpoints really are.
	 * @return the mapping, or {@code null} if they are where they are declared
	 */
	public @Nullable ZmqEndpointMapping endpointMapping() {
		return this.endpointMapping;
	}

	/**
	 * Return who decides which peers are let in.
	 * @return the authenticator, or {@code null} if there is none: a PLAIN or CURVE
	 * server does not open then, another socket lets everybody in
	 */
	public @Nullable ZmqAuthenticator authenticator() {
		return this.authenticator;
	}

	/**
	 * Return where the socket was declared.
	 * @return for instance {@code zmq.sockets.tasks}, or {@code null} if not known
	 */
	public @Nullable String source() {
		return this.source;
	}

	/**
	 * Return how messages are laid out in frames. A ROUTER and a REP have a routing id
	 * and maybe an envelope in front of the payload (RFC 28), which a REP's application
	 * never sees; PUB, SUB, XPUB and XSUB have a topic.
	 * @return the layout
	 */
	public WireFormat wireFormat() {
		return this.wireFormat;
	}

	/**
	 * Start a similar description.
	 * @return a builder with everything this specification has
	 */
	public Builder toBuilder() {
		return new SocketSpecBuilder(this);
	}

	/**
	 * Change the topics at run time, when even the last one may go.
	 */
	SocketSpec withTopics(List<byte[]> newTopics) {
		SocketSpecBuilder builder = new SocketSpecBuilder(this);
		builder.topics.clear();
		builder.topics.addAll(newTopics);
		return new SocketSpec(builder);
	}

	/**
	 * Change the endpoints at run time, when even the last one may go.
	 */
	SocketSpec withConnects(List<ZmqEndpoint> newConnects) {
		SocketSpecBuilder builder = new SocketSpecBuilder(this);
		builder.connects.clear();
		builder.connects.addAll(newConnects);
		return new SocketSpec(builder);
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder("SocketSpec[").append(this.name).append(' ').append(this.type);
		append(text, "bind", this.binds);
		append(text, "connect", this.connects);
		append(text, "topics", SocketSpecBuilder.printable(this.topics));
		append(text, "groups", this.groups);
		if (!this.options.asMap().isEmpty()) {
			text.append(' ').append(this.options);
		}
		return text.append((this.headers != null) ? " headers" : "").append(']').toString();
	}

	private static void append(StringBuilder text, String label, List<?> values) {
		if (!values.isEmpty()) {
			text.append(' ').append(label).append('=').append(values);
		}
	}

	/**
	 * Collects what a socket is. Not for use by several threads.
	 */
	public sealed interface Builder permits SocketSpecBuilder {

		/**
		 * Add endpoints to bind.
		 * @param endpoints for instance {@code tcp://*:5555}, or
		 * {@code tcp://127.0.0.1:*} for any free port
		 * @return this builder
		 */
		Builder bind(String... endpoints);

		/**
		 * Add endpoints to connect.
		 * @param endpoints for instance {@code tcp://localhost:5555}
		 * @return this builder
		 */
		Builder connect(String... endpoints);

		/**
		 * Add topics to subscribe to.
		 * @param topics the topics, sent in UTF-8; an empty one stands for every message
		 * @return this builder
		 */
		Builder topics(String... topics);

		/**
		 * Add topics to subscribe to.
		 * @param topics the topics; an empty one stands for every message
		 * @return this builder
		 */
		Builder topics(byte[]... topics);

		/**
		 * Add groups to join (DISH).
		 * @param groups the groups, up to 255 bytes in UTF-8 each
		 * @return this builder
		 */
		Builder groups(String... groups);

		/**
		 * Set an option.
		 * @param <T> the type of the value
		 * @param option a constant of {@link ZmqOptions}
		 * @param value the value; {@code null} leaves the option unset
		 * @return this builder
		 */
		<T> Builder option(SocketOption<T> option, @Nullable T value);

		/**
		 * Choose what stands in for options that are not set.
		 * @param defaults the defaults, {@link SocketDefaults#RECOMMENDED} unless this
		 * method is called
		 * @return this builder
		 */
		Builder defaults(SocketDefaults defaults);

		/**
		 * Put a header frame in front of every payload.
		 * @param headers the policy, or {@code null} for the plain layout
		 * @return this builder
		 */
		Builder headers(@Nullable HeaderPolicy headers);

		/**
		 * Set whether the socket is opened when the application starts.
		 * @param autoStartup whether it starts by itself, {@code true} unless this method
		 * is called
		 * @return this builder
		 */
		Builder autoStartup(boolean autoStartup);

		/**
		 * Add an escape hatch: whatever this class has no name for. Called after all
		 * options, before the socket is bound, by the thread that opens it; several are
		 * called in the order they were added. What it does is not checked.
		 * @param customizer gets the JeroMQ socket
		 * @return this builder
		 */
		Builder configure(Consumer<ZMQ.Socket> customizer);

		/**
		 * Have somebody else see every message of the socket.
		 * @param tap sees them, or {@code null} for nobody
		 * @return this builder
		 */
		Builder tap(@Nullable ZmqTap tap);

		/**
		 * Bind and connect elsewhere than declared.
		 * @param mapping decides where, or {@code null} for where it is declared
		 * @return this builder
		 */
		Builder endpointMapping(@Nullable ZmqEndpointMapping mapping);

		/**
		 * Have somebody decide which peers over TCP are let in. A PLAIN or CURVE server
		 * needs an authenticator. A socket without a mechanism may have one that looks at
		 * addresses; it is then asked about all peers, also those that this socket
		 * connects.
		 * @param authenticator decides, or {@code null} for nobody
		 * @return this builder
		 */
		Builder authenticator(@Nullable ZmqAuthenticator authenticator);

		/**
		 * Set where the socket was declared, for error messages.
		 * @param source for instance {@code zmq.sockets.tasks} or the name of a bean, or
		 * {@code null} if not known
		 * @return this builder
		 */
		Builder source(@Nullable String source);

		/**
		 * Check everything and finish.
		 * @return the specification
		 * @throws io.github.zmqspring.error.ZmqConfigurationException if something cannot
		 * be honoured; it names the property
		 */
		SocketSpec build();

	}

}
