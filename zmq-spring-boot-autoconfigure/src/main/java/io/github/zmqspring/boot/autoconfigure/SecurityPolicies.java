package io.github.zmqspring.boot.autoconfigure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.github.zmqspring.boot.security.ClientKeys;
import io.github.zmqspring.security.CidrRange;
import io.github.zmqspring.security.CurveAllowList;
import io.github.zmqspring.security.IpRules;
import io.github.zmqspring.security.PlainUsers;
import io.github.zmqspring.security.ZmqAuthenticator;
import io.github.zmqspring.security.ZmqMechanism;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Who may enter, by domain: what the properties say, then the authenticators of the
 * application, then, for passwords, Spring Security. One who says yes is enough; the
 * addresses come before them all. Directories with keys are followed while it runs, which
 * is longer than sockets are open.
 */
class SecurityPolicies implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(SecurityPolicies.class);

	private final SecurityProperties properties;

	private final ClientKeysMapper clientKeys;

	private final Supplier<List<ZmqAuthenticator>> authenticators;

	private final Supplier<@Nullable ZmqAuthenticator> passwords;

	private final Map<String, SecurityPolicy> policies = new LinkedHashMap<>();

	private final Map<ClientKeysProperties, ClientKeys> directories = new LinkedHashMap<>();

	/** Domains that sockets belong to. */
	private final Set<String> used = new HashSet<>();

	private volatile boolean running;

	/**
	 * Create policies.
	 * @param properties what was declared
	 * @param clientKeys reads keys
	 * @param authenticators those of the application, asked for when they are needed
	 * @param passwords checks passwords, asked for when it is needed
	 */
	SecurityPolicies(SecurityProperties properties, ClientKeysMapper clientKeys,
			Supplier<List<ZmqAuthenticator>> authenticators, Supplier<@Nullable ZmqAuthenticator> passwords) {
		this.properties = properties;
		this.clientKeys = clientKeys;
		this.authenticators = authenticators;
		this.passwords = passwords;
	}

	/**
	 * Return the policy of a socket.
	 * @param domain its domain, maybe one that nothing was declared for
	 */
	synchronized SecurityPolicy ofSocket(String domain) {
		this.used.add(domain);
		return of(domain);
	}

	/**
	 * Return the policy of a domain.
	 * @throws io.github.zmqspring.error.ZmqConfigurationException if something in it
	 * cannot be used
	 */
	private synchronized SecurityPolicy of(String domain) {
		SecurityPolicy policy = this.policies.get(domain);
		if (policy == null) {
			policy = make(domain);
			this.policies.put(domain, policy);
		}
		return policy;
	}

	/**
	 * Read everything that was declared, whether a socket uses it or not: what cannot be
	 * honoured fails the start.
	 */
	void check() {
		of("");
		this.properties.domains().keySet().forEach(this::of);
	}

	private SecurityPolicy make(String domain) {
		SecurityDomainProperties own = this.properties.domains().get(domain);
		String prefix = "security.domains." + domain;
		AddressProperties addresses = (own != null) ? own.addresses() : null;
		ClientKeysProperties clients = (own != null) ? own.clients() : null;
		PlainUsersProperties plain = (own != null) ? own.plain() : null;
		AddressProperties usedAddresses = (addresses != null) ? addresses : this.properties.addresses();
		IpRules rules = rules(((addresses != null) ? prefix : "security") + ".addresses", usedAddresses);
		ZmqAuthenticator curve = curve(((clients != null) ? prefix : "security") + ".clients",
				(clients != null) ? clients : this.properties.clients());
		ZmqAuthenticator users = users(((plain != null) ? prefix : "security") + ".plain.users",
				(plain != null) ? plain : this.properties.plain());
		return new SecurityPolicy(rules, !usedAddresses.allow().isEmpty(), curve, users);
	}

	/**
	 * Return who decides about the clients of a server, their addresses apart.
	 * @param domain the domain of the server
	 * @param mechanism its mechanism
	 * @return the authenticator, or {@code null} if nobody may enter
	 */
	@Nullable ZmqAuthenticator clients(String domain, ZmqMechanism mechanism) {
		SecurityPolicy policy = of(domain);
		List<ZmqAuthenticator> asked = new ArrayList<>();
		add(asked, (mechanism == ZmqMechanism.CURVE) ? policy.curve() : policy.plain());
		asked.addAll(this.authenticators.get());
		add(asked, (mechanism == ZmqMechanism.PLAIN) ? this.passwords.get() : null);
		return asked.stream().reduce(ZmqAuthenticator::or).orElse(null);
	}

	private static void add(List<ZmqAuthenticator> asked, @Nullable ZmqAuthenticator authenticator) {
		if (authenticator != null) {
			asked.add(authenticator);
		}
	}

	private static @Nullable IpRules rules(String property, AddressProperties addresses) {
		if (addresses.allow().isEmpty() && addresses.deny().isEmpty()) {
			return null;
		}
		return IpRules.of(ranges(property + ".allow", addresses.allow()), ranges(property + ".deny", addresses.deny()));
	}

	private static List<CidrRange> ranges(String property, List<String> texts) {
		return texts.stream().map((text) -> range(property, text)).toList();
	}

	private static CidrRange range(String property, String text) {
		try {
			return CidrRange.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw PropertyChecks.refused(property, text, String.valueOf(ex.getMessage()),
					"Write addresses or ranges, for instance 10.0.0.0/8 or 2001:db8::/32.");
		}
	}

	private @Nullable ZmqAuthenticator curve(String property, ClientKeysProperties clients) {
		// the general list is one, however many domains use it
		ClientKeys keys = this.directories.get(clients);
		if (keys == null) {
			keys = this.clientKeys.map(property, clients);
			this.directories.put(clients, keys);
		}
		ZmqAuthenticator known = keys.mayGrow() ? keys.authenticator() : null;
		if (!clients.any()) {
			return known;
		}
		return (known != null) ? known.or(CurveAllowList.anyKey()) : CurveAllowList.anyKey();
	}

	private static @Nullable ZmqAuthenticator users(String property, PlainUsersProperties plain) {
		if (plain.users().isEmpty()) {
			return null;
		}
		try {
			return PlainUsers.of(plain.users());
		}
		catch (IllegalArgumentException ex) {
			throw PropertyChecks.refused(property, "(hidden)", String.valueOf(ex.getMessage()),
					"Give every user a password of 1 to " + PlainUsers.MAX_LENGTH + " bytes.");
		}
	}

	/**
	 * Have somebody told of CURVE clients whose keys were taken away while the
	 * application runs.
	 * @param listener gets the domains they could enter, and the user ids they had there
	 */
	synchronized void onRevoked(BiConsumer<Predicate<String>, Set<String>> listener) {
		this.directories.forEach((declared, keys) -> keys
			.addRevocationListener((users) -> listener.accept((domain) -> clientsOf(domain).equals(declared), users)));
	}

	private ClientKeysProperties clientsOf(String domain) {
		SecurityDomainProperties own = this.properties.domains().get(domain);
		ClientKeysProperties clients = (own != null) ? own.clients() : null;
		return (clients != null) ? clients : this.properties.clients();
	}

	/**
	 * A socket whose domain is mistyped would follow the general rules. It is no error
	 * because sockets may still come.
	 */
	private void warnOfUnused() {
		List<String> unused = this.properties.domains()
			.keySet()
			.stream()
			.filter((domain) -> !this.used.contains(domain))
			.toList();
		if (!unused.isEmpty()) {
			logger.warn("No socket has the zap-domain " + unused + " that " + SecurityProperties.PREFIX
					+ ".domains has rules for; the sockets have " + this.used);
		}
	}

	@Override
	public synchronized void start() {
		warnOfUnused();
		this.directories.values().forEach(ClientKeys::start);
		this.running = true;
	}

	@Override
	public synchronized void stop() {
		this.directories.values().forEach(ClientKeys::stop);
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return ZmqSocketRegistry.PHASE - 1;
	}

}
