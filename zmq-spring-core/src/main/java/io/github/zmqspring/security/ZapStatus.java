package io.github.zmqspring.security;

/**
 * The status of a ZAP reply (RFC 27).
 */
public enum ZapStatus {

	/** The peer is let in. */
	ACCEPTED(200),

	/** Nobody could decide in time; the peer is refused and may try again. */
	UNAVAILABLE(300),

	/** The peer is kept out. */
	DENIED(400),

	/** The authenticator has failed; the peer is refused. */
	FAILED(500);

	private final int code;

	ZapStatus(int code) {
		this.code = code;
	}

	/**
	 * Return the status of a number.
	 * @param code the number that has travelled
	 * @return the status; {@link #FAILED} for any number that is none
	 */
	public static ZapStatus of(int code) {
		for (ZapStatus status : values()) {
			if (status.code == code) {
				return status;
			}
		}
		return FAILED;
	}

	/**
	 * Return the number that travels.
	 * @return 200, 300, 400 or 500
	 */
	public int code() {
		return this.code;
	}

}
