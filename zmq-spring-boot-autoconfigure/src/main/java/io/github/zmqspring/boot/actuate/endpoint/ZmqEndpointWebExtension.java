package io.github.zmqspring.boot.actuate.endpoint;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * Tells HTTP clients why a request was turned down: status 404 for an unknown name, 400
 * for an operation that is not possible, each with a {@link ZmqProblemDescriptor}.
 */
@EndpointWebExtension(endpoint = ZmqEndpoint.class)
public class ZmqEndpointWebExtension {

	private final ZmqEndpoint delegate;

	/**
	 * Create an extension.
	 * @param delegate the endpoint
	 */
	public ZmqEndpointWebExtension(ZmqEndpoint delegate) {
		this.delegate = delegate;
	}

	/**
	 * Describe what has a name.
	 * @param name the name of a socket or proxy, or the id of a listener
	 * @return a {@link ZmqComponentDescriptor}, or status 404 and a
	 * {@link ZmqProblemDescriptor}
	 */
	@ReadOperation
	public WebEndpointResponse<OperationResponseBody> zmqByName(@Selector String name) {
		ZmqComponentDescriptor component = this.delegate.zmqByName(name);
		return (component != null) ? new WebEndpointResponse<>(component)
				: problem(ComponentOperations.unknown(name), WebEndpointResponse.STATUS_NOT_FOUND);
	}

	/**
	 * Carry out an operation.
	 * @param name the name of a socket or proxy, or the id of a listener
	 * @param operation what to do
	 * @param kind {@code listener} or {@code proxy}, needed where both have the name
	 * @param endpoint for {@code connect} and {@code disconnect}
	 * @param topic for {@code subscribe} and {@code unsubscribe}
	 * @return a {@link ZmqComponentDescriptor} of how it is afterwards, or status 400 or
	 * 404 and a {@link ZmqProblemDescriptor}
	 */
	@WriteOperation
	public WebEndpointResponse<OperationResponseBody> operate(@Selector String name, @Nullable String operation,
			@Nullable String kind, @Nullable String endpoint, @Nullable String topic) {
		try {
			return new WebEndpointResponse<>(this.delegate.operate(name, operation, kind, endpoint, topic));
		}
		catch (UnknownComponentException ex) {
			return problem(ex, WebEndpointResponse.STATUS_NOT_FOUND);
		}
		catch (InvalidEndpointRequestException ex) {
			return problem(ex, WebEndpointResponse.STATUS_BAD_REQUEST);
		}
	}

	private static WebEndpointResponse<OperationResponseBody> problem(InvalidEndpointRequestException ex, int status) {
		return new WebEndpointResponse<>(new ZmqProblemDescriptor(String.valueOf(ex.getReason())), status);
	}

}
