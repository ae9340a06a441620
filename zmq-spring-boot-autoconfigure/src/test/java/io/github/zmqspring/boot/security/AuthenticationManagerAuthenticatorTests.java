package io.github.zmqspring.boot.security;

import io.github.zmqspring.security.CurveKeyPair;
import io.github.zmqspring.security.ZmqAuthentication;
import io.github.zmqspring.security.ZmqAuthenticationRequest;
import org.junit.jupiter.api.Test;

import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link AuthenticationManagerAuthenticator}.
 */
class AuthenticationManagerAuthenticatorTests {

	private static final ZmqAuthenticationRequest ALICE = ZmqAuthenticationRequest
		.ofPlain("127.0.0.1", "alice", "my-secret")
		.build();

	@Test
	void theNameOfTheAuthenticationIsTheUserId() {
		assertThat(decision((token) -> {
			assertThat(token.getPrincipal()).isEqualTo("alice");
			assertThat(token.getCredentials()).isEqualTo("my-secret");
			assertThat(token.isAuthenticated()).isFalse();
			return UsernamePasswordAuthenticationToken.authenticated("Alice of the directory", null,
					AuthorityUtils.NO_AUTHORITIES);
		})).satisfies((decision) -> {
			assertThat(decision.isAccepted()).isTrue();
			assertThat(decision.userId()).isEqualTo("Alice of the directory");
		});
	}

	@Test
	void whenTheManagerRefusesThePeerIsDeniedAndThePasswordNotTold() {
		ZmqAuthentication decision = decision((token) -> {
			throw new BadCredentialsException("not " + token.getCredentials());
		});
		assertThat(decision.isAccepted()).isFalse();
		assertThat(decision.reason()).contains("BadCredentialsException").doesNotContain("my-secret");
	}

	@Test
	void whenTheManagerReturnsWhatItGotThePeerIsDenied() {
		assertThat(decision((token) -> token).isAccepted()).isFalse();
	}

	@Test
	void whenTheManagerFailsNothingIsDecided() {
		assertThatIllegalStateException().isThrownBy(() -> decision((token) -> {
			throw new IllegalStateException("the directory is down");
		}));
	}

	@Test
	void aCurveClientIsDeniedWithoutAskingTheManager() {
		ZmqAuthenticationRequest request = ZmqAuthenticationRequest
			.ofCurve("127.0.0.1", CurveKeyPair.generate().publicKey())
			.build();
		AuthenticationManagerAuthenticator authenticator = new AuthenticationManagerAuthenticator((token) -> {
			throw new AssertionError("asked");
		});
		assertThat(authenticator.authenticate(request).isAccepted()).isFalse();
	}

	@Test
	void itIsNotQuick() {
		assertThat(new AuthenticationManagerAuthenticator((token) -> token).isQuick()).isFalse();
	}

	private static ZmqAuthentication decision(AuthenticationManager manager) {
		return new AuthenticationManagerAuthenticator(manager).authenticate(ALICE);
	}

}
