package io.github.zmqspring.security;

import org.jspecify.annotations.Nullable;

/**
 * What has become of a request, whoever decided.
 *
 * @param request the request
 * @param status the status of the reply
 * @param userId what the peer is called, or {@code null}
 * @param reason why it was refused, {@code null} if it was not
 */
public record ZapDecision(ZmqAuthenticationRequest request, ZapStatus status, @Nullable String userId,
		@Nullable String reason) {

	static ZapDecision of(ZmqAuthenticationRequest request, ZmqAuthentication decision) {
		return new ZapDecision(request, decision.isAccepted() ? ZapStatus.ACCEPTED : ZapStatus.DENIED,
				decision.userId(), decision.reason());
	}

	static ZapDecision refused(ZmqAuthenticationRequest request, ZapStatus status, String reason) {
		return new ZapDecision(request, status, null, reason);
	}

}
