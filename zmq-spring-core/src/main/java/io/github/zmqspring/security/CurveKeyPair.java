package io.github.zmqspring.security;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;

import javax.crypto.KeyAgreement;

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

	/** The base point of Curve25519 (RFC 7748). */
	private static final BigInteger BASE_POINT = BigInteger.valueOf(9);

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

	/**
	 * Make the pair of a secret key: its public key follows from it.
	 * @param secretKey the secret key
	 * @return the pair
	 */
	public static CurveKeyPair of(CurveKey secretKey) {
		Assert.notNull(secretKey, "'secretKey' must not be null");
		try {
			KeyFactory keys = KeyFactory.getInstance("X25519");
			KeyAgreement product = KeyAgreement.getInstance("X25519");
			product.init(keys.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, secretKey.bytes())));
			product.doPhase(keys.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, BASE_POINT)), true);
			return new CurveKeyPair(CurveKey.of(product.generateSecret()), secretKey);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This Java platform has no X25519", ex);
		}
	}

	@Override
	public String toString() {
		return "CurveKeyPair[" + this.publicKey.z85() + "]";
	}

}
