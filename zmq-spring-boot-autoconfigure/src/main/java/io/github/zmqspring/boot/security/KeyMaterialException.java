package io.github.zmqspring.boot.security;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A key, or what should be one, cannot be used. Never repeats a key.
 */
@SuppressWarnings("serial")
public class KeyMaterialException extends RuntimeException {

	private final @Nullable String location;

	private final String reason;

	private final String action;

	/**
	 * Create an exception.
	 * @param location where the key should be, or {@code null} if it was written out
	 * @param reason why it cannot be used
	 * @param action what the user can do about it
	 * @param cause the failure underneath, or {@code null}
	 */
	public KeyMaterialException(@Nullable String location, String reason, String action, @Nullable Throwable cause) {
		super(((location != null) ? location + ": " : "") + reason, cause);
		Assert.hasText(reason, "'reason' must not be empty");
		Assert.hasText(action, "'action' must not be empty");
		this.location = location;
		this.reason = reason;
		this.action = action;
	}

	/**
	 * Return where the key should be.
	 * @return the location, or {@code null} if the key was written out
	 */
	public @Nullable String getLocation() {
		return this.location;
	}

	/**
	 * Return why the key cannot be used.
	 * @return the reason
	 */
	public String getReason() {
		return this.reason;
	}

	/**
	 * Return what the user can do about it.
	 * @return the advice
	 */
	public String getAction() {
		return this.action;
	}

}
