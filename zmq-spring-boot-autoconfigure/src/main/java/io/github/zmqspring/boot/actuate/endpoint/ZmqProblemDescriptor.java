package io.github.zmqspring.boot.actuate.endpoint;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Why a request was turned down.
 *
 * @param reason a sentence for people
 */
public record ZmqProblemDescriptor(String reason) implements OperationResponseBody {

}
