package io.github.zmqspring.boot.security;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.zmqspring.security.CurveKey;
import io.github.zmqspring.security.CurveKeyPair;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The CURVE keys of an application by the names of their bundles, as
 * {@link org.springframework.boot.ssl.SslBundles} are for TLS. A bundle has a public key;
 * that of a peer has nothing else, one's own also has the secret key. Immutable.
 */
public final class ZmqCurveBundles {

	private final Map<String, Bundle> bundles;

	private ZmqCurveBundles(Map<String, Bundle> bundles) {
		this.bundles = Map.copyOf(bundles);
	}

	/**
	 * Start to collect bundles.
	 * @return a builder without any
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Return the names of all bundles.
	 * @return the names in alphabetical order
	 */
	public List<String> names() {
		return this.bundles.keySet().stream().sorted().toList();
	}

	/**
	 * Return whether there is a bundle.
	 * @param name its name
	 * @return whether there is
	 */
	public boolean contains(String name) {
		return this.bundles.containsKey(name);
	}

	/**
	 * Return the public key of a bundle.
	 * @param name the name of the bundle
	 * @return its public key
	 * @throws IllegalArgumentException if there is no bundle of that name
	 */
	public CurveKey publicKey(String name) {
		return find(name).publicKey();
	}

	/**
	 * Return whether a bundle has a secret key.
	 * @param name the name of the bundle
	 * @return whether it is one's own
	 * @throws IllegalArgumentException if there is no bundle of that name
	 */
	public boolean hasSecretKey(String name) {
		return find(name).secretKey() != null;
	}

	/**
	 * Return both keys of a bundle.
	 * @param name the name of the bundle
	 * @return its keys
	 * @throws IllegalArgumentException if there is no bundle of that name
	 * @throws IllegalStateException if it has no secret key
	 */
	public CurveKeyPair keyPair(String name) {
		Bundle bundle = find(name);
		CurveKey secret = bundle.secretKey();
		Assert.state(secret != null, () -> "CURVE bundle '" + name + "' has no secret key");
		return new CurveKeyPair(bundle.publicKey(), secret);
	}

	private Bundle find(String name) {
		Bundle bundle = this.bundles.get(name);
		Assert.isTrue(bundle != null, () -> "There is no CURVE bundle '" + name + "', but " + names());
		return bundle;
	}

	@Override
	public String toString() {
		return "ZmqCurveBundles" + names();
	}

	private record Bundle(CurveKey publicKey, @Nullable CurveKey secretKey) {

	}

	/**
	 * Collects bundles. Not for use by several threads.
	 */
	public static final class Builder {

		private final Map<String, Bundle> bundles = new LinkedHashMap<>();

		private Builder() {
		}

		/**
		 * Add the key of a peer, or replace it.
		 * @param name the name of the bundle
		 * @param publicKey the peer's public key
		 * @return this builder
		 */
		public Builder add(String name, CurveKey publicKey) {
			Assert.hasText(name, "'name' must not be empty");
			Assert.notNull(publicKey, "'publicKey' must not be null");
			this.bundles.put(name, new Bundle(publicKey, null));
			return this;
		}

		/**
		 * Add keys of one's own, or replace them.
		 * @param name the name of the bundle
		 * @param keyPair the keys
		 * @return this builder
		 */
		public Builder add(String name, CurveKeyPair keyPair) {
			Assert.hasText(name, "'name' must not be empty");
			Assert.notNull(keyPair, "'keyPair' must not be null");
			this.bundles.put(name, new Bundle(keyPair.publicKey(), keyPair.secretKey()));
			return this;
		}

		/**
		 * Finish.
		 * @return the bundles
		 */
		public ZmqCurveBundles build() {
			return new ZmqCurveBundles(this.bundles);
		}

	}

}
