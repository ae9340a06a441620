package io.github.zmqspring.boot.actuate.endpoint;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

/**
 * Nothing is known by the name that was given.
 */
class UnknownComponentException extends InvalidEndpointRequestException {

	private static final long serialVersionUID = 1L;

	UnknownComponentException(String reason) {
		super(reason, reason);
	}

}
