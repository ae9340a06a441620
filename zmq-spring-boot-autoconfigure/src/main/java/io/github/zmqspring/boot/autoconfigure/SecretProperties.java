package io.github.zmqspring.boot.autoconfigure;

import java.util.regex.Pattern;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/**
 * Hides secret keys and passwords below {@code zmq} in the endpoints {@code env} and
 * {@code configprops}, even where their values are shown.
 */
class SecretProperties implements SanitizingFunction {

	/** In lower case, without hyphens, and with dots also in environment variables. */
	private static final Pattern SECRET = Pattern
		.compile("zmq\\..*(secretkey|plainpassword)|zmq\\.security\\.(.*\\.)?plain\\.users[.\\[].*");

	@Override
	public SanitizableData apply(SanitizableData data) {
		String name = data.getLowerCaseKey().replace("-", "").replace('_', '.');
		return SECRET.matcher(name).matches() ? data.withSanitizedValue() : data;
	}

}
