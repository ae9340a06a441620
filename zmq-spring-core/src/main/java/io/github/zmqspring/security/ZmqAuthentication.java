package io.github.zmqspring.security;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What an authenticator has decided about a peer. Immutable.
 */
public final class ZmqAuthentication {

	/** The longest user id, in bytes of UTF-8. */
	public static final int MAX_USER_ID = 255;

	private static final ZmqAuthentication ANONYMOUS = new ZmqAuthentication(true, null, null);

	private final boolean accepted;

	private final @Nullable String userId;

	private final @Nullable String reason;

	private ZmqAuthentication(boolean accepted, @Nullable String userId, @Nullable String reason) {
		this.accepted = accepted;
		this.userId = userId;
		this.reason = reason;
	}

	/**
	 * Let the peer in.
	 * @param userId what the application shall call it, 1 to 255 bytes in UTF-8
	 * @return the decision
	 * @throws IllegalArgumentException if the user id is empty or too long
	 */
	public static ZmqAuthentication accepted(String userId) {
		Assert.hasLength(userId, "'userId' must not be empty");
		int length = userId.getBytes(StandardCharsets.UTF_8).length;
		Assert.isTrue(length <= MAX_USER_ID, () -> "A user id has up to 255 bytes in UTF-8, not " + length);
		return new ZmqAuthentication(true, userId, null);
	}

	/**
	 * Let the peer in without a name.
	 * @return the decision
	 */
	public static ZmqAuthentication accepted() {
		return ANONYMOUS;
	}

	/**
	 * Keep the peer out.
	 * @param reason why, for this application's logs and events; the peer is not told
	 * @return the decision
	 */
	public static ZmqAuthentication denied(String reason) {
		Assert.hasText(reason, "'reason' must not be empty");
		return new ZmqAuthentication(false, null, reason);
	}

	/**
	 * Return whether the peer is let in.
	 * @return whether it is
	 */
	public boolean isAccepted() {
		return this.accepted;
	}

	/**
	 * Return what the peer is called.
	 * @return the user id, or {@code null} if it has none or is kept out
	 */
	public @Nullable String userId() {
		return this.userId;
	}

	/**
	 * Return why the peer is kept out.
	 * @return the reason, or {@code null} if it is let in
	 */
	public @Nullable String reason() {
		return this.reason;
	}

	@Override
	public String toString() {
		if (!this.accepted) {
			return "denied: " + this.reason;
		}
		return (this.userId != null) ? "accepted as '" + this.userId + "'" : "accepted";
	}

}
