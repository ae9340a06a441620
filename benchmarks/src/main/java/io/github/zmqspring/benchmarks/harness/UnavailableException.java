package io.github.zmqspring.benchmarks.harness;

import java.io.Serial;

/**
 * Thrown by a contender that this machine lacks something for. The others are measured
 * without it, and the report gives the reason.
 */
public class UnavailableException extends Exception {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Create the exception.
	 * @param message what is missing
	 */
	public UnavailableException(String message) {
		super(message);
	}

}
