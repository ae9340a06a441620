package io.github.zmqspring.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * A bundle of CURVE keys: {@code zmq.security.curve.<name>.*}.
 *
 * @param location Location of a certificate file of CZMQ, JeroMQ or pyzmq, for instance
 * file:/etc/zmq/server.key_secret. Instead of the keys.
 * @param publicKey Public key in Z85, or the location of a file with it. Follows from the
 * secret key unless set.
 * @param secretKey Secret key in Z85, or the location of a file with it. Left out for a
 * peer.
 */
public record CurveBundleProperties(@Nullable String location, @Nullable String publicKey, @Nullable String secretKey) {

	/**
	 * Return a text without any value, one of which is secret.
	 */
	@Override
	public String toString() {
		return "CurveBundleProperties[hidden]";
	}

}
