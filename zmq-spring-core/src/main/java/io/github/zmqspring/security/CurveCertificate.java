package io.github.zmqspring.security;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What a CURVE certificate file says, as CZMQ, JeroMQ and pyzmq write it: a section
 * {@code curve} in ZPL (RFC 4) with {@code public-key} and maybe {@code secret-key}.
 * {@link #toString()} never shows the secret key.
 *
 * @param publicKey the public key
 * @param secretKey the secret key, or {@code null} if the file is the public one of the
 * two
 */
public record CurveCertificate(CurveKey publicKey, @Nullable CurveKey secretKey) {

	private static final String SECTION = "curve";

	private static final String PUBLIC_KEY = "public-key";

	private static final String SECRET_KEY = "secret-key";

	public CurveCertificate {
		Assert.notNull(publicKey, "'publicKey' must not be null");
	}

	/**
	 * Return whether a text looks like a certificate, whether it is complete or not.
	 * @param text the text of a file
	 * @return whether it has a section {@code curve}
	 */
	public static boolean isCertificate(String text) {
		return text.lines().anyMatch((line) -> line.stripTrailing().equals(SECTION));
	}

	/**
	 * Read a certificate.
	 * @param text the text of a file
	 * @return the certificate
	 * @throws IllegalArgumentException if it is none; the message repeats nothing of it
	 */
	public static CurveCertificate parse(String text) {
		Assert.notNull(text, "'text' must not be null");
		Map<String, String> values = section(text);
		String publicKey = values.get(PUBLIC_KEY);
		Assert.isTrue(publicKey != null, "A CURVE certificate has a section 'curve' with a 'public-key'");
		String secretKey = values.get(SECRET_KEY);
		return new CurveCertificate(CurveKey.of(publicKey), (secretKey != null) ? CurveKey.of(secretKey) : null);
	}

	private static Map<String, String> section(String text) {
		Map<String, String> values = new LinkedHashMap<>();
		boolean inside = false;
		for (String line : text.lines().toList()) {
			String content = line.strip();
			if (content.isEmpty() || content.startsWith("#")) {
				continue;
			}
			if (!Character.isWhitespace(line.charAt(0))) {
				inside = content.equals(SECTION);
				continue;
			}
			int equals = content.indexOf('=');
			if (inside && equals > 0) {
				values.put(content.substring(0, equals).strip(), unquoted(content.substring(equals + 1).strip()));
			}
		}
		return values;
	}

	/**
	 * A key may have a {@code #} in it, which begins a comment outside of quotes.
	 */
	private static String unquoted(String value) {
		char quote = value.isEmpty() ? 0 : value.charAt(0);
		if (quote == '"' || quote == '\'') {
			int end = value.indexOf(quote, 1);
			return (end > 0) ? value.substring(1, end) : value;
		}
		int comment = value.indexOf('#');
		return (comment < 0) ? value : value.substring(0, comment).stripTrailing();
	}

	/**
	 * Return the text of the public file, to be given to others.
	 * @return the text, without the secret key
	 */
	public String publicText() {
		return text("""
				# ZeroMQ CURVE public certificate. Give it to the peers over a way you trust.
				""", "");
	}

	/**
	 * Return the text of the secret file, to be read by its owner only.
	 * @return the text, with both keys
	 * @throws IllegalStateException if there is no secret key
	 */
	public String secretText() {
		CurveKey secret = this.secretKey;
		Assert.state(secret != null, "There is no secret key");
		return text("""
				# ZeroMQ CURVE **secret** certificate. Give it to nobody, keep it readable by its owner only.
				""", "    " + SECRET_KEY + " = \"" + secret.z85() + "\"\n");
	}

	private String text(String comment, String secretLine) {
		return comment + "\nmetadata\n" + SECTION + "\n    " + PUBLIC_KEY + " = \"" + this.publicKey.z85() + "\"\n"
				+ secretLine;
	}

	@Override
	public String toString() {
		return "CurveCertificate[" + this.publicKey.z85() + ((this.secretKey != null) ? ", with secret key]" : "]");
	}

}
