package io.github.zmqspring.boot.autoconfigure;

import io.github.zmqspring.error.ZmqBindException;
import io.github.zmqspring.error.ZmqEndpointException;
import io.github.zmqspring.socket.ZmqEndpoint;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Analyzes an endpoint that could not be bound.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class ZmqBindFailureAnalyzer extends AbstractFailureAnalyzer<ZmqBindException> {

	private static final String POLICY = ZmqProperties.PREFIX + ".startup-failure-policy";

	private final DeclaredProperties declared;

	ZmqBindFailureAnalyzer(@Nullable Environment environment) {
		this.declared = new DeclaredProperties(environment);
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ZmqBindException cause) {
		String base = this.declared.baseOfSocket(cause.getSocketName());
		String property = (base != null) ? base + ".bind" : null;
		String description = "Socket '" + cause.getSocketName() + "' could not bind " + cause.getEndpoint() + ": "
				+ reason(cause) + "." + ((property != null) ? "\n\n    Property: " + property : "");
		return new FailureAnalysis(description, action(cause, property), cause);
	}

	private static String reason(ZmqBindException cause) {
		return cause.isAddressInUse() ? "the address is in use"
				: "JeroMQ's error number is " + cause.getErrno() + " (see zmq.ZError)";
	}

	private static String action(ZmqBindException cause, @Nullable String property) {
		String other = (property != null) ? "set " + property + " to another endpoint" : "bind another endpoint";
		String policy = "To start without it, set " + POLICY
				+ " to retry (binding is tried again until it succeeds) or continue (the socket stays closed).";
		if (!cause.isAddressInUse()) {
			return "Check that the address belongs to this machine and that the port is allowed, or " + other + ".\n\n"
					+ policy;
		}
		int port = port(cause.getEndpoint());
		String find = (port > 0) ? "; \"lsof -i :" + port + "\" or \"ss -ltnp\" names it" : "";
		return "Stop what holds the address: another instance of this application, another of its sockets, or "
				+ "another program" + find + ". Or " + other + ".\n\n" + policy;
	}

	private static int port(String endpoint) {
		try {
			return ZmqEndpoint.parse(endpoint).port();
		}
		catch (ZmqEndpointException ex) {
			return -1;
		}
	}

}
