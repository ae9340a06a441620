package io.github.zmqspring.docs;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.boot.autoconfigure.ZmqCurveBundlesCustomizer;
import io.github.zmqspring.message.ZmqHeaders;
import io.github.zmqspring.security.CurveKey;
import io.github.zmqspring.security.CurveKeyPair;
import io.github.zmqspring.security.ZmqAuthentication;
import io.github.zmqspring.security.ZmqAuthenticator;
import io.github.zmqspring.socket.event.ZmqPeerDeniedEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/**
 * Snippets of {@code security.md}.
 */
class SecuritySnippets {

	/** What has happened. */
	static final class Log {

		private final BlockingQueue<String> entries = new LinkedBlockingQueue<>();

		void add(String entry) {
			this.entries.add(entry);
		}

		BlockingQueue<String> entries() {
			return this.entries;
		}

	}

	record PartnerRepository(Map<String, String> names) {

		@Nullable String findNameByKey(String key) {
			return this.names.get(key);
		}

	}

	record Vault(Map<String, String> secrets) {

		String read(String path) {
			return this.secrets.get(path);
		}

	}

	static class Worker {

		private final Log log;

		Worker(Log log) {
			this.log = log;
		}

		@ZmqListener(socket = "tasks")
		void work(String task, @Header(ZmqHeaders.USER_ID) String userId) {
			this.log.add(userId + ": " + task);
		}

		@EventListener
		void denied(ZmqPeerDeniedEvent event) {
			this.log.add(event.address() + " may not enter " + event.socketName() + ": " + event.reason());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PartnerConfiguration {

		@Bean
		ZmqAuthenticator partners(PartnerRepository partners) {
			return (request) -> {
				CurveKey key = request.publicKey();
				String partner = (key != null) ? partners.findNameByKey(key.z85()) : null;
				return (partner != null) ? ZmqAuthentication.accepted(partner)
						: ZmqAuthentication.denied("it is no partner");
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class VaultConfiguration {

		@Bean
		ZmqCurveBundlesCustomizer keysFromTheVault(Vault vault) {
			return (bundles) -> bundles.add("server", CurveKeyPair.of(CurveKey.of(vault.read("zmq/server"))));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SpringSecurityConfiguration {

		@Bean
		AuthenticationManager authenticationManager(UserDetailsService users, PasswordEncoder encoder) {
			DaoAuthenticationProvider provider = new DaoAuthenticationProvider(users);
			provider.setPasswordEncoder(encoder);
			return new ProviderManager(provider);
		}

		@Bean
		PasswordEncoder passwordEncoder() {
			return new BCryptPasswordEncoder(4);
		}

		@Bean
		InMemoryUserDetailsManager users(PasswordEncoder encoder) {
			return new InMemoryUserDetailsManager(
					User.withUsername("alice").password(encoder.encode("my-secret")).build());
		}

	}

}
