package io.github.zmqspring.boot.autoconfigure;

import java.util.function.Supplier;

import io.github.zmqspring.boot.security.AuthenticationManagerAuthenticator;
import io.github.zmqspring.boot.security.CurveKeyReader;
import io.github.zmqspring.boot.security.ZmqCurveBundles;
import io.github.zmqspring.security.ZmqAuthenticator;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;
import org.springframework.security.authentication.AuthenticationManager;

/**
 * Keys, and who may enter. Part of {@link ZmqAutoConfiguration}, so that no socket is
 * opened without it.
 */
@Configuration(proxyBeanMethods = false)
class ZmqSecurityConfiguration {

	private final SecurityProperties properties;

	private final ResourceLoader resources;

	private final CurveKeyReader reader;

	ZmqSecurityConfiguration(ZmqProperties properties, ResourceLoader resources) {
		this.properties = properties.getSecurity();
		// as Boot does for SSL: a path without a scheme is a file
		this.resources = ApplicationResourceLoader.get(resources, true);
		this.reader = new CurveKeyReader(this.resources);
	}

	@Bean
	ZmqCurveBundles zmqCurveBundles(ObjectProvider<ZmqCurveBundlesCustomizer> customizers) {
		ZmqCurveBundles.Builder builder = ZmqCurveBundles.builder();
		new CurveBundlesMapper(this.reader).map(this.properties.curve(), builder);
		customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		return builder.build();
	}

	@Bean
	SocketSecurityMapper zmqSocketSecurityMapper(ZmqCurveBundles bundles) {
		return new SocketSecurityMapper(bundles, this.reader);
	}

	@Bean
	SecurityPolicies zmqSecurityPolicies(ObjectProvider<ZmqAuthenticator> authenticators,
			ObjectProvider<PasswordChecks> passwords) {
		SecurityPolicies policies = new SecurityPolicies(this.properties,
				new ClientKeysMapper(this.reader, this.resources), () -> authenticators.orderedStream().toList(),
				() -> {
					PasswordChecks checks = passwords.getIfAvailable();
					return (checks != null) ? checks.authenticator() : null;
				});
		policies.check();
		return policies;
	}

	@Bean
	SocketSecurity zmqSocketSecurity(SecurityPolicies policies) {
		return new SocketSecurity(policies, this.properties.require());
	}

	@Bean
	RevokedClients zmqRevokedClients(SecurityPolicies policies, ZmqSocketRegistry sockets) {
		return new RevokedClients(policies, sockets);
	}

	/**
	 * Checks of passwords by somebody else, who is not created before it is needed.
	 */
	static final class PasswordChecks {

		private final Supplier<@Nullable ZmqAuthenticator> authenticator;

		PasswordChecks(Supplier<@Nullable ZmqAuthenticator> authenticator) {
			this.authenticator = authenticator;
		}

		@Nullable ZmqAuthenticator authenticator() {
			return this.authenticator.get();
		}

	}

	/**
	 * Has Spring Security check the passwords of PLAIN clients, if there is an
	 * authentication manager.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(AuthenticationManager.class)
	static class SpringSecurityConfiguration {

		@Bean
		PasswordChecks zmqPasswordChecks(ObjectProvider<AuthenticationManager> managers) {
			return new PasswordChecks(() -> {
				AuthenticationManager manager = managers.getIfUnique();
				return (manager != null) ? new AuthenticationManagerAuthenticator(manager) : null;
			});
		}

	}

	/**
	 * Keeps secrets out of Actuator's endpoints, even where values are shown.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(SanitizingFunction.class)
	static class SanitizingConfiguration {

		@Bean
		SecretProperties zmqSecretProperties() {
			return new SecretProperties();
		}

	}

}
