package io.github.zmqspring.boot.autoconfigure;

import java.util.List;
import java.util.Objects;

import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.security.ZmqAuthenticator;
import io.github.zmqspring.security.ZmqMechanism;
import io.github.zmqspring.socket.SocketOption;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqEndpoint;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocketCustomizer;
import io.github.zmqspring.socket.ZmqSocketType;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Gives every socket, wherever it was declared, those who decide about its peers, and
 * looks whether it is open to everybody. The last of all customizers.
 */
class SocketSecurity implements ZmqSocketCustomizer {

	private static final Log logger = LogFactory.getLog(SocketSecurity.class);

	private final SecurityPolicies policies;

	private final boolean required;

	SocketSecurity(SecurityPolicies policies, boolean required) {
		this.policies = policies;
		this.required = required;
	}

	@Override
	public void customize(String name, SocketSpec.Builder builder) {
		SocketSpec spec = builder.build();
		String domain = Objects.requireNonNullElse(spec.effective(ZmqOptions.ZAP_DOMAIN), "");
		SecurityPolicy policy = this.policies.ofSocket(domain);
		SocketOption<Boolean> server = server(spec);
		ZmqAuthenticator given = spec.authenticator();
		if (server != null) {
			builder.authenticator(and(policy.addresses(), (given != null) ? given : clients(spec, domain, server)));
		}
		else if (policy.addresses() != null && isBoundOverTcp(spec) && !isClient(spec)) {
			requireHandshake(spec);
			builder.authenticator(and(policy.addresses(), given));
		}
		boolean knowsItsPeers = spec.options().isSet(ZmqOptions.CURVE_SERVER_KEY);
		if (server == null && given == null && !knowsItsPeers && (!policy.limited() || isClient(spec))) {
			checkPublic(spec);
		}
	}

	private static @Nullable SocketOption<Boolean> server(SocketSpec spec) {
		if (Boolean.TRUE.equals(spec.effective(ZmqOptions.CURVE_SERVER))) {
			return ZmqOptions.CURVE_SERVER;
		}
		return Boolean.TRUE.equals(spec.effective(ZmqOptions.PLAIN_SERVER)) ? ZmqOptions.PLAIN_SERVER : null;
	}

	/** A client cannot choose among its servers by their addresses. */
	private static boolean isClient(SocketSpec spec) {
		return spec.options().isSet(ZmqOptions.CURVE_SERVER_KEY) || spec.options().isSet(ZmqOptions.PLAIN_USERNAME);
	}

	private ZmqAuthenticator clients(SocketSpec spec, String domain, SocketOption<Boolean> server) {
		boolean curve = server == ZmqOptions.CURVE_SERVER;
		ZmqAuthenticator clients = this.policies.clients(domain, curve ? ZmqMechanism.CURVE : ZmqMechanism.PLAIN);
		if (clients == null) {
			String prefix = SecurityProperties.PREFIX;
			throw ZmqConfigurationException.forSocket(spec.name(), server.name(), true,
					"nobody is allowed to enter domain '" + domain + "'",
					curve ? "Set " + prefix + ".clients.keys or " + prefix + ".clients.directory to the public keys of "
							+ "the clients, or " + prefix + ".clients.any to true, or declare a ZmqAuthenticator bean."
							: "Set " + prefix + ".plain.users, or declare a ZmqAuthenticator bean or an "
									+ "AuthenticationManager of Spring Security.");
		}
		return clients;
	}

	private static @Nullable ZmqAuthenticator and(@Nullable ZmqAuthenticator addresses,
			@Nullable ZmqAuthenticator others) {
		if (addresses == null) {
			return others;
		}
		return (others != null) ? addresses.and(others) : addresses;
	}

	private static boolean isBoundOverTcp(SocketSpec spec) {
		return spec.endpointMapping() == null && spec.binds().stream().anyMatch((endpoint) -> endpoint.host() != null);
	}

	private static void requireHandshake(SocketSpec spec) {
		if (spec.type() == ZmqSocketType.STREAM) {
			throw ZmqConfigurationException.forSocket(spec.name(), "bind", spec.binds(),
					"a STREAM socket has no handshake, in which addresses could be checked",
					"Bind it to the loopback interface behind something that checks them, or remove "
							+ SecurityProperties.PREFIX + ".addresses.");
		}
	}

	private void checkPublic(SocketSpec spec) {
		List<ZmqEndpoint> endpoints = (spec.endpointMapping() == null) ? PublicEndpoints.of(spec) : List.of();
		if (endpoints.isEmpty()) {
			return;
		}
		if (this.required) {
			throw ZmqConfigurationException.forSocket(spec.name(), "bind", endpoints,
					"other machines can reach it, it has no security, and " + SecurityProperties.PREFIX
							+ ".require is true",
					"Bind the loopback interface, for instance tcp://127.0.0.1:5555; or set curve-server and "
							+ "curve-bundle; or limit the peers with " + SecurityProperties.PREFIX
							+ ".addresses.allow.");
		}
		logger.warn("Socket '" + spec.name() + "' binds " + endpoints + " without security: everybody who can reach "
				+ "it can connect. Use CURVE (curve-server, curve-bundle), or the loopback interface; "
				+ SecurityProperties.PREFIX + ".require=true refuses such sockets");
	}

}
