package io.github.zmqspring.boot.autoconfigure;

import java.util.Map;

import io.github.zmqspring.boot.security.CurveKeyReader;
import io.github.zmqspring.boot.security.KeyMaterialException;
import io.github.zmqspring.boot.security.ZmqCurveBundles;
import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.security.CurveCertificate;
import io.github.zmqspring.security.CurveKey;
import io.github.zmqspring.security.CurveKeyPair;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bundles of keys that {@code zmq.security.curve} declares.
 */
class CurveBundlesMapper {

	private final CurveKeyReader reader;

	CurveBundlesMapper(CurveKeyReader reader) {
		this.reader = reader;
	}

	void map(Map<String, CurveBundleProperties> bundles, ZmqCurveBundles.Builder builder) {
		bundles.forEach((name, bundle) -> map(name, bundle, builder));
	}

	private void map(String name, CurveBundleProperties bundle, ZmqCurveBundles.Builder builder) {
		if (bundle.location() != null) {
			if (bundle.publicKey() != null || bundle.secretKey() != null) {
				throw refused(name, "location", bundle.location(), "the certificate has the keys, and others are set",
						"Set either location or public-key and secret-key.");
			}
			mapCertificate(name, bundle.location(), builder);
		}
		else if (bundle.secretKey() != null) {
			builder.add(name, pair(name, bundle.secretKey(), bundle.publicKey(), "public-key", "(hidden)"));
		}
		else if (bundle.publicKey() != null) {
			builder.add(name, publicKey(name, bundle.publicKey()));
		}
		else {
			throw refused(name, "location", null, "the bundle has no key",
					"Set location, or public-key or secret-key or both.");
		}
	}

	private void mapCertificate(String name, String location, ZmqCurveBundles.Builder builder) {
		CurveCertificate certificate;
		try {
			certificate = this.reader.certificate(location);
		}
		catch (KeyMaterialException ex) {
			throw refused(name, "location", ex);
		}
		CurveKey secret = certificate.secretKey();
		if (secret == null) {
			builder.add(name, certificate.publicKey());
			return;
		}
		builder.add(name, checked(name, CurveKeyPair.of(secret), certificate.publicKey(), "location", location));
	}

	private CurveKeyPair pair(String name, String secretText, @Nullable String publicText, String property,
			String value) {
		CurveKeyPair pair;
		try {
			pair = CurveKeyPair.of(this.reader.secretKey(secretText));
		}
		catch (KeyMaterialException ex) {
			throw refused(name, "secret-key", ex);
		}
		return (publicText != null) ? checked(name, pair, publicKey(name, publicText), property, value) : pair;
	}

	/**
	 * A public key of another pair would make every handshake fail, and nobody would know
	 * why.
	 */
	private static CurveKeyPair checked(String name, CurveKeyPair pair, CurveKey publicKey, String property,
			String value) {
		if (!pair.publicKey().equals(publicKey)) {
			throw refused(name, property, value, "the public key does not belong to the secret key",
					"Correct one of them. The public key may be left out: it follows from the secret key.");
		}
		return pair;
	}

	private CurveKey publicKey(String name, String text) {
		try {
			return this.reader.publicKey(text);
		}
		catch (KeyMaterialException ex) {
			throw refused(name, "public-key", ex);
		}
	}

	private static ZmqConfigurationException refused(String name, String property, KeyMaterialException ex) {
		String location = ex.getLocation();
		return refused(name, property, (location != null) ? location : "(hidden)", ex.getReason(), ex.getAction());
	}

	private static ZmqConfigurationException refused(String name, String property, @Nullable Object value,
			String reason, String action) {
		return PropertyChecks.refused("security.curve." + name + "." + property, value, reason, action);
	}

}
