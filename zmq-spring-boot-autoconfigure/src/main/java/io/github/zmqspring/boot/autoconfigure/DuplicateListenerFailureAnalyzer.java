package io.github.zmqspring.boot.autoconfigure;

import io.github.zmqspring.error.DuplicateListenerException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Analyzes two receivers on one socket.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class DuplicateListenerFailureAnalyzer extends AbstractFailureAnalyzer<DuplicateListenerException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, DuplicateListenerException cause) {
		String name = cause.getSocketName();
		String description = "Two receivers claim the socket '" + name + "', which delivers each message once only:\n\n"
				+ "    - " + cause.getFirst() + "\n    - " + cause.getSecond();
		String action = "Remove one of them, or give it a socket of its own, for instance " + ZmqProperties.PREFIX
				+ ".sockets." + name + "-2. To handle several messages at the same time, set the "
				+ "listener's concurrency. To have one receive the requests and not the messages, use a DEALER or REQ "
				+ "socket for the template and another socket for the listener.";
		return new FailureAnalysis(description, action, cause);
	}

}
