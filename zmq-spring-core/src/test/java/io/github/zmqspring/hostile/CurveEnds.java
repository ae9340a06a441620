package io.github.zmqspring.hostile;

import io.github.zmqspring.security.CurveAllowList;
import io.github.zmqspring.security.CurveKey;
import io.github.zmqspring.security.CurveKeyPair;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqOptions;

/**
 * The keys of the two ends of CURVE connections (RFC 26): a server that lets every key
 * in, and a client.
 */
record CurveEnds(CurveKeyPair serverKeys, CurveKeyPair clientKeys) {

	static CurveEnds generate() {
		return new CurveEnds(CurveKeyPair.generate(), CurveKeyPair.generate());
	}

	SocketSpec.Builder server(SocketSpec.Builder spec) {
		return with(this.serverKeys, spec).option(ZmqOptions.CURVE_SERVER, true).authenticator(CurveAllowList.anyKey());
	}

	SocketSpec.Builder client(SocketSpec.Builder spec) {
		return clientOf(this.serverKeys.publicKey(), spec);
	}

	/** A client that takes another key for that of the server. */
	SocketSpec.Builder mistakenClient(SocketSpec.Builder spec) {
		return clientOf(this.clientKeys.publicKey(), spec);
	}

	private SocketSpec.Builder clientOf(CurveKey serverKey, SocketSpec.Builder spec) {
		return with(this.clientKeys, spec).option(ZmqOptions.CURVE_SERVER_KEY, serverKey);
	}

	private static SocketSpec.Builder with(CurveKeyPair keys, SocketSpec.Builder spec) {
		return spec.option(ZmqOptions.CURVE_PUBLIC_KEY, keys.publicKey())
			.option(ZmqOptions.CURVE_SECRET_KEY, keys.secretKey());
	}

}
