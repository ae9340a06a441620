package io.github.zmqspring.boot.autoconfigure;

import java.util.List;
import java.util.Map;

import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Keys, and who may enter: {@code zmq.security.*}.
 *
 * @param require Whether a socket that binds to anything but the loopback interface must
 * have CURVE, PLAIN or a list of allowed addresses.
 * @param curve Bundles of CURVE keys by their names.
 * @param clients Which CURVE clients may enter.
 * @param plain Which PLAIN clients may enter.
 * @param addresses From where peers may enter.
 * @param domains Who may enter the sockets of one domain by their names, see zap-domain.
 */
public record SecurityProperties(@DefaultValue("false") boolean require,
		@DefaultValue Map<String, CurveBundleProperties> curve,
		@NestedConfigurationProperty @DefaultValue ClientKeysProperties clients,
		@NestedConfigurationProperty @DefaultValue PlainUsersProperties plain,
		@NestedConfigurationProperty @DefaultValue AddressProperties addresses,
		@DefaultValue Map<String, SecurityDomainProperties> domains) {

	static final String PREFIX = ZmqProperties.PREFIX + ".security";

	/** Nothing is set. */
	static final SecurityProperties NONE = new SecurityProperties(false, Map.of(),
			new ClientKeysProperties(Map.of(), null, true, false), new PlainUsersProperties(Map.of()),
			new AddressProperties(List.of(), List.of()), Map.of());

}
