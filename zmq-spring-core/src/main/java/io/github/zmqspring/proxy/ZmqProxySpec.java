package io.github.zmqspring.proxy;

import java.util.function.Consumer;

import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocketType;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What a proxy is: its kind, the two sockets it joins (Guide chapter 2, "Intermediaries
 * and Proxies"), maybe a third that gets a copy of everything. Each socket is either one
 * that is registered under a name, or one that the proxy brings along and that is
 * registered as {@code <proxy>.frontend}, {@code <proxy>.backend} and
 * {@code <proxy>.capture}. Immutable.
 * <p>
 * Without a kind, any two sockets may be joined of which one can send what the other
 * receives, over any transports: a proxy is also a bridge between transports.
 */
public final class ZmqProxySpec {

	private final String name;

	private final @Nullable ZmqProxyKind kind;

	private final ZmqProxySocket frontend;

	private final ZmqProxySocket backend;

	private final @Nullable ZmqProxySocket capture;

	private final boolean autoStartup;

	private ZmqProxySpec(Builder builder) {
		String source = (builder.source != null) ? builder.source : "proxy '" + builder.name + "'";
		ZmqProxyKind declared = builder.kind;
		this.name = builder.name;
		this.kind = declared;
		this.autoStartup = builder.autoStartup;
		this.frontend = builder.frontend.build((declared != null) ? declared.frontendType() : null, source,
				this.autoStartup);
		this.backend = builder.backend.build((declared != null) ? declared.backendType() : null, source,
				this.autoStartup);
		this.capture = builder.capture.isSet() ? builder.capture.build(ZmqSocketType.PUB, source, this.autoStartup)
				: null;
		validate();
	}

	/**
	 * Start to describe a proxy whose kind may be told later, or follows from the types
	 * of its sockets.
	 * @param name the name under which the proxy is known: letters, digits, {@code -},
	 * {@code _} and {@code .}
	 * @return a builder
	 */
	public static Builder of(String name) {
		return new Builder(name);
	}

	/**
	 * Start to describe a request-reply broker, ROUTER to DEALER.
	 * @param name the name of the proxy
	 * @return a builder
	 */
	public static Builder queue(String name) {
		return of(name).kind(ZmqProxyKind.QUEUE);
	}

	/**
	 * Start to describe a publish-subscribe broker, XSUB to XPUB.
	 * @param name the name of the proxy
	 * @return a builder
	 */
	public static Builder forwarder(String name) {
		return of(name).kind(ZmqProxyKind.FORWARDER);
	}

	/**
	 * Start to describe a pipeline broker, PULL to PUSH.
	 * @param name the name of the proxy
	 * @return a builder
	 */
	public static Builder streamer(String name) {
		return of(name).kind(ZmqProxyKind.STREAMER);
	}

	/**
	 * Return the name.
	 * @return the name, unique among proxies
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the kind.
	 * @return the kind, or {@code null} if the types of the sockets say it all
	 */
	public @Nullable ZmqProxyKind kind() {
		return this.kind;
	}

	/**
	 * Return the socket that clients, publishers or producers talk to.
	 * @return the frontend
	 */
	public ZmqProxySocket frontend() {
		return this.frontend;
	}

	/**
	 * Return the socket that workers, subscribers or consumers talk to.
	 * @return the backend
	 */
	public ZmqProxySocket backend() {
		return this.backend;
	}

	/**
	 * Return the socket that gets a copy of every message, of both directions.
	 * @return the capture, or {@code null} if there is none
	 */
	public @Nullable ZmqProxySocket capture() {
		return this.capture;
	}

	/**
	 * Return whether the proxy starts with the application.
	 * @return whether it starts by itself
	 */
	public boolean autoStartup() {
		return this.autoStartup;
	}

	private void validate() {
		ZmqProxySocket copies = this.capture;
		if (this.frontend.name().equals(this.backend.name())) {
			throw ProxyPairs.refused(this.name, "backend", this.backend.name(), "it is the frontend, too",
					"Join two sockets");
		}
		if (copies != null
				&& (copies.name().equals(this.frontend.name()) || copies.name().equals(this.backend.name()))) {
			throw ProxyPairs.refused(this.name, "capture", copies.name(), "it is the frontend or the backend, too",
					"Use a third socket");
		}
		SocketSpec front = this.frontend.inline();
		SocketSpec back = this.backend.inline();
		if (front != null && back != null) {
			checkPair(front, back);
		}
		if (copies != null && copies.inline() != null) {
			ProxyPairs.checkCapture(this.name, copies.inline().type());
		}
	}

	/**
	 * Refuse two sockets that cannot be joined.
	 * @param front what the frontend is
	 * @param back what the backend is
	 */
	void checkPair(SocketSpec front, SocketSpec back) {
		ProxyPairs.check(this.name, this.kind, front.type(), back.type());
		if (front.type() == ZmqSocketType.XSUB && back.type() != ZmqSocketType.XPUB && front.topics().isEmpty()) {
			throw ProxyPairs.refused(this.name, "frontend.topics", null,
					"a " + back.type()
							+ " backend sends no subscriptions upstream, so the XSUB frontend receives nothing",
					"Set the topics, one empty topic for all messages, or use an XPUB backend");
		}
		if (back.type() == ZmqSocketType.XSUB && front.type() != ZmqSocketType.XPUB && back.topics().isEmpty()) {
			throw ProxyPairs.refused(this.name, "backend.topics", null,
					"a " + front.type()
							+ " frontend sends no subscriptions upstream, so the XSUB backend receives nothing",
					"Set the topics, one empty topic for all messages, or use an XPUB frontend");
		}
	}

	@Override
	public String toString() {
		return "ZmqProxySpec[" + this.name + ((this.kind != null) ? " " + this.kind : "") + " " + this.frontend.name()
				+ " - " + this.backend.name() + ((this.capture != null) ? " captured by " + this.capture.name() : "")
				+ "]";
	}

	/**
	 * Collects what a proxy is. Not for use by several threads.
	 */
	public static final class Builder {

		private final String name;

		private final ProxySocketBuilder frontend;

		private final ProxySocketBuilder backend;

		private final ProxySocketBuilder capture;

		private @Nullable ZmqProxyKind kind;

		private boolean autoStartup = true;

		private @Nullable String source;

		private Builder(String name) {
			Assert.hasText(name, "'name' must not be empty");
			this.name = name;
			this.frontend = new ProxySocketBuilder(name, "frontend");
			this.backend = new ProxySocketBuilder(name, "backend");
			this.capture = new ProxySocketBuilder(name, "capture");
		}

		/**
		 * Set the kind, which gives inline sockets their types where they state none.
		 * @param newKind the kind, or {@code null} if the types of the sockets say it all
		 * @return this builder
		 */
		public Builder kind(@Nullable ZmqProxyKind newKind) {
			this.kind = newKind;
			return this;
		}

		/**
		 * Use a registered socket as the frontend.
		 * @param socketName its name
		 * @return this builder
		 */
		public Builder frontend(String socketName) {
			this.frontend.reference(socketName);
			return this;
		}

		/**
		 * Bring a socket along as the frontend; its name is replaced.
		 * @param spec what to open
		 * @return this builder
		 */
		public Builder frontend(SocketSpec spec) {
			this.frontend.spec(spec);
			return this;
		}

		/**
		 * Bring a socket along as the frontend, of the type that the kind gives it unless
		 * {@link #frontendType} is called.
		 * @param settings sets its endpoints and options; called when the proxy is built
		 * @return this builder
		 */
		public Builder frontend(Consumer<SocketSpec.Builder> settings) {
			this.frontend.settings(settings);
			return this;
		}

		/**
		 * Set the type of the frontend that the proxy brings along.
		 * @param type the type
		 * @return this builder
		 */
		public Builder frontendType(ZmqSocketType type) {
			this.frontend.type(type);
			return this;
		}

		/**
		 * Bring a socket along as the frontend and bind it.
		 * @param endpoints for instance {@code tcp://*:5559}
		 * @return this builder
		 */
		public Builder frontendBind(String... endpoints) {
			return frontend((socket) -> socket.bind(endpoints));
		}

		/**
		 * Bring a socket along as the frontend and connect it.
		 * @param endpoints for instance {@code tcp://192.168.55.210:5556}
		 * @return this builder
		 */
		public Builder frontendConnect(String... endpoints) {
			return frontend((socket) -> socket.connect(endpoints));
		}

		/**
		 * Use a registered socket as the backend.
		 * @param socketName its name
		 * @return this builder
		 */
		public Builder backend(String socketName) {
			this.backend.reference(socketName);
			return this;
		}

		/**
		 * Bring a socket along as the backend; its name is replaced.
		 * @param spec what to open
		 * @return this builder
		 */
		public Builder backend(SocketSpec spec) {
			this.backend.spec(spec);
			return this;
		}

		/**
		 * Bring a socket along as the backend, of the type that the kind gives it unless
		 * {@link #backendType} is called.
		 * @param settings sets its endpoints and options; called when the proxy is built
		 * @return this builder
		 */
		public Builder backend(Consumer<SocketSpec.Builder> settings) {
			this.backend.settings(settings);
			return this;
		}

		/**
		 * Set the type of the backend that the proxy brings along.
		 * @param type the type
		 * @return this builder
		 */
		public Builder backendType(ZmqSocketType type) {
			this.backend.type(type);
			return this;
		}

		/**
		 * Bring a socket along as the backend and bind it.
		 * @param endpoints for instance {@code tcp://*:5560}
		 * @return this builder
		 */
		public Builder backendBind(String... endpoints) {
			return backend((socket) -> socket.bind(endpoints));
		}

		/**
		 * Bring a socket along as the backend and connect it.
		 * @param endpoints for instance {@code inproc://workers}
		 * @return this builder
		 */
		public Builder backendConnect(String... endpoints) {
			return backend((socket) -> socket.connect(endpoints));
		}

		/**
		 * Copy every message to a registered socket (PUB, PUSH, PAIR or DEALER).
		 * @param socketName its name
		 * @return this builder
		 */
		public Builder capture(String socketName) {
			this.capture.reference(socketName);
			return this;
		}

		/**
		 * Bring a socket along that gets a copy of every message; its name is replaced.
		 * @param spec what to open: PUB, PUSH, PAIR or DEALER
		 * @return this builder
		 */
		public Builder capture(SocketSpec spec) {
			this.capture.spec(spec);
			return this;
		}

		/**
		 * Bring a socket along that gets a copy of every message, a PUB unless
		 * {@link #captureType} is called.
		 * @param settings sets its endpoints and options; called when the proxy is built
		 * @return this builder
		 */
		public Builder capture(Consumer<SocketSpec.Builder> settings) {
			this.capture.settings(settings);
			return this;
		}

		/**
		 * Set the type of the capture socket that the proxy brings along.
		 * @param type PUB, PUSH, PAIR or DEALER
		 * @return this builder
		 */
		public Builder captureType(ZmqSocketType type) {
			this.capture.type(type);
			return this;
		}

		/**
		 * Set whether the proxy starts with the application.
		 * @param newAutoStartup whether it starts by itself, {@code true} unless this
		 * method is called
		 * @return this builder
		 */
		public Builder autoStartup(boolean newAutoStartup) {
			this.autoStartup = newAutoStartup;
			return this;
		}

		/**
		 * Set where the proxy was declared, for error messages about its sockets.
		 * @param newSource for instance {@code zmq.proxies.broker}
		 * @return this builder
		 */
		public Builder source(@Nullable String newSource) {
			this.source = newSource;
			return this;
		}

		/**
		 * Check everything that can be known without the registry, and finish.
		 * @return the specification
		 * @throws io.github.zmqspring.error.ZmqConfigurationException if something cannot
		 * be honoured; it names the proxy and the property
		 */
		public ZmqProxySpec build() {
			return new ZmqProxySpec(this);
		}

	}

}
