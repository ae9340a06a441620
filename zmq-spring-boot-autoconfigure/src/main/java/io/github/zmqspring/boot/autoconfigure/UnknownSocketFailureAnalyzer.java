package io.github.zmqspring.boot.autoconfigure;

import java.util.List;

import io.github.zmqspring.error.UnknownSocketException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Analyzes a reference to a socket that nobody declares.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class UnknownSocketFailureAnalyzer extends AbstractFailureAnalyzer<UnknownSocketException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnknownSocketException cause) {
		List<String> known = cause.getKnownNames();
		String name = cause.getSocketName();
		String description = "There is no socket '" + name + "', which is asked for by " + cause.getRequestedBy()
				+ ".\n\n"
				+ (known.isEmpty() ? "No socket is declared." : "Declared sockets: " + String.join(", ", known));
		String nearest = SimilarNames.nearest(name, known);
		String action = ((nearest != null) ? "Did you mean '" + nearest + "'? Otherwise declare" : "Declare")
				+ " the socket with the properties " + ZmqProperties.PREFIX + ".sockets." + name
				+ ".type and .bind or .connect, or as a SocketSpec bean.";
		return new FailureAnalysis(description, action, cause);
	}

}
