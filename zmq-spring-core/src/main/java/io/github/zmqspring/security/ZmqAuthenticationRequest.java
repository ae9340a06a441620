package io.github.zmqspring.security;

import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A peer that wants to be let in (ZAP, RFC 27). Immutable; {@link #toString()} never
 * shows the password.
 */
public final class ZmqAuthenticationRequest {

	private final ZmqMechanism mechanism;

	private final String domain;

	private final @Nullable String socketName;

	private final String address;

	private final byte[] routingId;

	private final @Nullable String username;

	private final @Nullable String password;

	private final @Nullable CurveKey publicKey;

	private ZmqAuthenticationRequest(Builder builder) {
		this.mechanism = builder.mechanism;
		this.domain = builder.domain;
		this.socketName = builder.socketName;
		this.address = builder.address;
		this.routingId = builder.routingId.clone();
		this.username = builder.username;
		this.password = builder.password;
		this.publicKey = builder.publicKey;
	}

	/**
	 * Start to describe a peer that has no credentials.
	 * @param address its IP address
	 * @return a builder of a request
	 */
	public static Builder ofNull(String address) {
		return new Builder(ZmqMechanism.NULL, address);
	}

	/**
	 * Start to describe a peer that gives a name and a password.
	 * @param address its IP address
	 * @param username the name
	 * @param password the password
	 * @return a builder of a request
	 */
	public static Builder ofPlain(String address, String username, String password) {
		Assert.notNull(username, "'username' must not be null");
		Assert.notNull(password, "'password' must not be null");
		Builder builder = new Builder(ZmqMechanism.PLAIN, address);
		builder.username = username;
		builder.password = password;
		return builder;
	}

	/**
	 * Start to describe a peer that has proved that it has the secret key to a public
	 * one.
	 * @param address its IP address
	 * @param publicKey the public key
	 * @return a builder of a request
	 */
	public static Builder ofCurve(String address, CurveKey publicKey) {
		Assert.notNull(publicKey, "'publicKey' must not be null");
		Builder builder = new Builder(ZmqMechanism.CURVE, address);
		builder.publicKey = publicKey;
		return builder;
	}

	/**
	 * Return the mechanism of the socket; the peer has the same.
	 * @return the mechanism
	 */
	public ZmqMechanism mechanism() {
		return this.mechanism;
	}

	/**
	 * Return the domain of the socket.
	 * @return its option {@code zap-domain}, maybe empty
	 */
	public String domain() {
		return this.domain;
	}

	/**
	 * Return the socket that the peer has reached.
	 * @return its name, or {@code null} if it was not opened by this library
	 */
	public @Nullable String socketName() {
		return this.socketName;
	}

	/**
	 * Return where the peer is.
	 * @return its IP address, without a port
	 */
	public String address() {
		return this.address;
	}

	/**
	 * Return the routing id that the socket itself has: JeroMQ, as libzmq, fills the
	 * request's identity frame with it. The peer's is not known yet.
	 * @return a copy of the id, empty if it has none
	 */
	public byte[] routingId() {
		return this.routingId.clone();
	}

	/**
	 * Return who the peer says it is.
	 * @return the name, {@code null} unless the mechanism is PLAIN
	 */
	public @Nullable String username() {
		return this.username;
	}

	/**
	 * Return how the peer proves it.
	 * @return the password, {@code null} unless the mechanism is PLAIN
	 */
	public @Nullable String password() {
		return this.password;
	}

	/**
	 * Return the peer's long-term key; that it has the secret one to it is proved.
	 * @return the public key, {@code null} unless the mechanism is CURVE
	 */
	public @Nullable CurveKey publicKey() {
		return this.publicKey;
	}

	/**
	 * Return what the peer says it is, for logs and events.
	 * @return the user name, or the public key in Z85, or {@code null}
	 */
	public @Nullable String principal() {
		return (this.publicKey != null) ? this.publicKey.z85() : this.username;
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder("ZmqAuthenticationRequest[").append(this.mechanism)
			.append(" from ")
			.append(this.address)
			.append(" to ")
			.append(this.socketName)
			.append(", domain '")
			.append(this.domain)
			.append('\'');
		if (this.routingId.length > 0) {
			text.append(", routing id 0x").append(HexFormat.of().formatHex(this.routingId));
		}
		return text.append((principal() != null) ? ", " + principal() : "").append(']').toString();
	}

	/**
	 * Collects what is known of a peer. Not for use by several threads.
	 */
	public static final class Builder {

		private final ZmqMechanism mechanism;

		private final String address;

		private String domain = "";

		private @Nullable String socketName;

		private byte[] routingId = new byte[0];

		private @Nullable String username;

		private @Nullable String password;

		private @Nullable CurveKey publicKey;

		private Builder(ZmqMechanism mechanism, String address) {
			Assert.notNull(address, "'address' must not be null");
			this.mechanism = mechanism;
			this.address = address;
		}

		/**
		 * Set the domain of the socket.
		 * @param newDomain the domain, empty unless this method is called
		 * @return this builder
		 */
		public Builder domain(String newDomain) {
			Assert.notNull(newDomain, "'domain' must not be null");
			this.domain = newDomain;
			return this;
		}

		/**
		 * Set the name of the socket.
		 * @param newSocketName the name, or {@code null}
		 * @return this builder
		 */
		public Builder socketName(@Nullable String newSocketName) {
			this.socketName = newSocketName;
			return this;
		}

		/**
		 * Set the routing id of the socket.
		 * @param newRoutingId the id, empty for none
		 * @return this builder
		 */
		public Builder routingId(byte[] newRoutingId) {
			Assert.notNull(newRoutingId, "'routingId' must not be null");
			this.routingId = newRoutingId;
			return this;
		}

		/**
		 * Finish.
		 * @return the request
		 */
		public ZmqAuthenticationRequest build() {
			return new ZmqAuthenticationRequest(this);
		}

	}

}
