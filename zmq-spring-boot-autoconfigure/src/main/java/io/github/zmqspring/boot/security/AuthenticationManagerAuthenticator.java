package io.github.zmqspring.boot.security;

import io.github.zmqspring.security.ZmqAuthentication;
import io.github.zmqspring.security.ZmqAuthenticationRequest;
import io.github.zmqspring.security.ZmqAuthenticator;

import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.util.Assert;

/**
 * Has Spring Security check the names and passwords of PLAIN clients (RFC 24). The name
 * of the authentication becomes the user id; its authorities are not looked at. Not
 * quick: a manager may hash passwords or ask a directory.
 */
public final class AuthenticationManagerAuthenticator implements ZmqAuthenticator {

	private final AuthenticationManager manager;

	/**
	 * Create an authenticator.
	 * @param manager checks names and passwords
	 */
	public AuthenticationManagerAuthenticator(AuthenticationManager manager) {
		Assert.notNull(manager, "'manager' must not be null");
		this.manager = manager;
	}

	@Override
	public ZmqAuthentication authenticate(ZmqAuthenticationRequest request) {
		String name = request.username();
		String password = request.password();
		if (name == null || password == null) {
			return ZmqAuthentication.denied("it has no name and password");
		}
		try {
			Authentication authentication = this.manager
				.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(name, password));
			return (authentication != null && authentication.isAuthenticated())
					? ZmqAuthentication.accepted(authentication.getName())
					: ZmqAuthentication.denied("Spring Security has not authenticated it");
		}
		catch (AuthenticationException ex) {
			return ZmqAuthentication
				.denied("Spring Security has not authenticated it (" + ex.getClass().getSimpleName() + ")");
		}
	}

	@Override
	public String toString() {
		return "AuthenticationManagerAuthenticator";
	}

}
