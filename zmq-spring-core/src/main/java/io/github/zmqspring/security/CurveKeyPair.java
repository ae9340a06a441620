package io.github.zmqspring.security;

import org.zeromq.ZMQ;

import org.springframework.util.Assert;

/**
 * A public CURVE key and the secret key to it. {@link #toString()} never shows the secret
 * one.
 *
 * @param publicKey may be known to everybody
 * @param secretKey must be known to its owner only
 */
public record CurveKeyPair(CurveKey publicKey, CurveKey secretKey) {

	public CurveKeyPair {
		Assert.notNull(publicKey, "'publicKey' must not be null");
		Assert.notNull(secretKey, "'secretKey' must not be null");
	}

	/**
	 * Make a new key pair.
	 * @return a pair that nobody else has
	 */
	public static CurveKeyPair generate() {
		ZMQ.Curve.KeyPair pair = ZMQ.Curve.generateKeyPair();
		return new CurveKeyPair(CurveKey.of(pair.publicKey), CurveKey.of(pair.secretKey));
	}

	@Override
	public String toString() {
		return "CurveKeyPair[" + this.publicKey.z85() + "]";
	}

}
