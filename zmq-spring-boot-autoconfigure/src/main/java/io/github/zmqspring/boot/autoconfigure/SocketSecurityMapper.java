package io.github.zmqspring.boot.autoconfigure;

import io.github.zmqspring.boot.security.CurveKeyReader;
import io.github.zmqspring.boot.security.KeyMaterialException;
import io.github.zmqspring.boot.security.ZmqCurveBundles;
import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.security.CurveKey;
import io.github.zmqspring.security.CurveKeyPair;
import io.github.zmqspring.socket.SocketOption;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqOptions;
import org.jspecify.annotations.Nullable;

/**
 * Maps the properties of a socket that are about security. Keys are read here and not by
 * Boot, which would print them in its failure analysis.
 */
class SocketSecurityMapper {

	private static final String BUNDLE = "curve-bundle";

	private final ZmqCurveBundles bundles;

	private final CurveKeyReader reader;

	SocketSecurityMapper(ZmqCurveBundles bundles, CurveKeyReader reader) {
		this.bundles = bundles;
		this.reader = reader;
	}

	void apply(String name, SocketProperties properties, SocketSpec.Builder builder) {
		builder.option(ZmqOptions.ZAP_DOMAIN, properties.zapDomain())
			.option(ZmqOptions.PLAIN_SERVER, properties.plainServer())
			.option(ZmqOptions.PLAIN_USERNAME, properties.plainUsername())
			.option(ZmqOptions.PLAIN_PASSWORD, properties.plainPassword())
			.option(ZmqOptions.CURVE_SERVER, properties.curveServer());
		String serverKey = properties.curveServerKey();
		if (serverKey != null) {
			builder.option(ZmqOptions.CURVE_SERVER_KEY, serverKey(name, serverKey));
		}
		if (properties.curveBundle() != null) {
			applyBundle(name, properties.curveBundle(), properties, builder);
		}
		else if (properties.curveSecretKey() != null) {
			applyPair(builder, ownPair(name, properties.curveSecretKey(), properties.curvePublicKey()));
		}
		else if (properties.curvePublicKey() != null) {
			builder.option(ZmqOptions.CURVE_PUBLIC_KEY,
					publicKey(name, ZmqOptions.CURVE_PUBLIC_KEY, properties.curvePublicKey()));
		}
		else if (serverKey != null && !Boolean.TRUE.equals(properties.curveServer())) {
			// the client that wants encryption and has no name for the server
			applyPair(builder, CurveKeyPair.generate());
		}
	}

	private void applyBundle(String name, String bundle, SocketProperties properties, SocketSpec.Builder builder) {
		refuseBesideBundle(name, ZmqOptions.CURVE_PUBLIC_KEY, properties.curvePublicKey());
		refuseBesideBundle(name, ZmqOptions.CURVE_SECRET_KEY, properties.curveSecretKey());
		if (!this.bundles.contains(bundle)) {
			throw ZmqConfigurationException.forSocket(name, BUNDLE, bundle, "there is no bundle of that name",
					similar(bundle));
		}
		if (!this.bundles.hasSecretKey(bundle)) {
			throw ZmqConfigurationException.forSocket(name, BUNDLE, bundle,
					"the bundle has a public key only, that of a peer",
					"Name a bundle with a secret key, or set " + property(bundle, "secret-key") + ".");
		}
		if (properties.curveServerKey() == null && !Boolean.TRUE.equals(properties.curveServer())) {
			throw ZmqConfigurationException.forSocket(name, ZmqOptions.CURVE_SERVER_KEY.name(), null,
					"a CURVE client needs the public key of its server",
					"Set it to the name of a bundle, a key in Z85 or a location. If this socket is the server, set "
							+ "curve-server to true instead.");
		}
		applyPair(builder, this.bundles.keyPair(bundle));
	}

	private static void refuseBesideBundle(String name, SocketOption<CurveKey> option, @Nullable String text) {
		if (text != null) {
			throw ZmqConfigurationException.forSocket(name, option.name(), "(hidden)",
					"curve-bundle has the keys of this socket", "Remove it, or curve-bundle.");
		}
	}

	private CurveKey serverKey(String name, String text) {
		if (this.bundles.contains(text)) {
			return this.bundles.publicKey(text);
		}
		boolean maybeName = !CurveKeyReader.isLocation(text) && text.length() != CurveKey.Z85_LENGTH;
		if (maybeName) {
			throw ZmqConfigurationException.forSocket(name, ZmqOptions.CURVE_SERVER_KEY.name(), "(hidden)",
					"it is neither the name of a bundle, nor 40 characters in Z85, nor a location", similar(text));
		}
		return publicKey(name, ZmqOptions.CURVE_SERVER_KEY, text);
	}

	private CurveKeyPair ownPair(String name, String secretText, @Nullable String publicText) {
		CurveKeyPair pair = CurveKeyPair.of(secretKey(name, secretText));
		if (publicText != null && !pair.publicKey().equals(publicKey(name, ZmqOptions.CURVE_PUBLIC_KEY, publicText))) {
			throw ZmqConfigurationException.forSocket(name, ZmqOptions.CURVE_PUBLIC_KEY.name(), "(hidden)",
					"it does not belong to curve-secret-key",
					"Correct one of them, or remove it: it follows from the " + "secret key.");
		}
		return pair;
	}

	private CurveKey secretKey(String name, String text) {
		try {
			return this.reader.secretKey(text);
		}
		catch (KeyMaterialException ex) {
			throw refused(name, ZmqOptions.CURVE_SECRET_KEY, ex);
		}
	}

	private CurveKey publicKey(String name, SocketOption<CurveKey> option, String text) {
		try {
			return this.reader.publicKey(text);
		}
		catch (KeyMaterialException ex) {
			throw refused(name, option, ex);
		}
	}

	private static ZmqConfigurationException refused(String name, SocketOption<CurveKey> option,
			KeyMaterialException ex) {
		String location = ex.getLocation();
		return ZmqConfigurationException.forSocket(name, option.name(), (location != null) ? location : "(hidden)",
				ex.getReason(), ex.getAction());
	}

	private static void applyPair(SocketSpec.Builder builder, CurveKeyPair pair) {
		builder.option(ZmqOptions.CURVE_PUBLIC_KEY, pair.publicKey())
			.option(ZmqOptions.CURVE_SECRET_KEY, pair.secretKey());
	}

	private String similar(String written) {
		String nearest = SimilarNames.nearest(written, this.bundles.names());
		return (nearest != null) ? "Did you mean '" + nearest + "'?" : "Name one of the bundles below "
				+ SecurityProperties.PREFIX + ".curve: " + this.bundles.names() + ".";
	}

	private static String property(String bundle, String name) {
		return SecurityProperties.PREFIX + ".curve." + bundle + "." + name;
	}

}
