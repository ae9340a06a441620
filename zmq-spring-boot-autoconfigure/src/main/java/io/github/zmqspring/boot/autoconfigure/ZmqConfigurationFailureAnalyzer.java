package io.github.zmqspring.boot.autoconfigure;

import io.github.zmqspring.error.ZmqConfigurationException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.util.ObjectUtils;
import org.springframework.util.StringUtils;

/**
 * Analyzes a declaration that cannot be honoured: an option or a type that does not fit,
 * an endpoint that cannot be read, a transport that JeroMQ lacks, a SUB without topics,
 * an unknown property. Comes before Boot's analysis of binding, which would say less.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class ZmqConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<ZmqConfigurationException> {

	private final DeclaredProperties declared;

	ZmqConfigurationFailureAnalyzer(@Nullable Environment environment) {
		this.declared = new DeclaredProperties(environment);
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ZmqConfigurationException cause) {
		String property = this.declared.nameOf(cause);
		Object value = cause.getValue();
		Origin origin = (property != null) ? this.declared.originOf(property, value) : null;
		StringBuilder description = new StringBuilder("The ZeroMQ configuration cannot be honoured:\n");
		boolean subjectIsProperty = property != null && property.equals(cause.getProperty());
		append(description, "Declared", subjectIsProperty ? null : cause.getSubject());
		append(description, (property != null) ? "Property" : "Attribute",
				(property != null) ? property : cause.getProperty());
		append(description, "Value", (value != null) ? ObjectUtils.nullSafeToString(value) : "(not set)");
		append(description, "Origin", origin);
		append(description, "Reason", StringUtils.trimTrailingCharacter(cause.getReason(), '.'));
		return new FailureAnalysis(description.toString(), action(cause, property), cause);
	}

	private static String action(ZmqConfigurationException cause, @Nullable String property) {
		String action = StringUtils.trimTrailingCharacter(cause.getAction(), '.');
		boolean question = action.endsWith("?");
		boolean topicsOfProperty = property != null && property.endsWith(".topics") && cause.getValue() == null;
		return action + (question ? "" : ".") + (topicsOfProperty
				? "\n\nIn a properties file one empty topic is " + property + "[0]= and in YAML topics: [\"\"]." : "");
	}

	private static void append(StringBuilder description, String label, @Nullable Object value) {
		if (value != null) {
			description.append("\n    ").append(label).append(": ").append(value);
		}
	}

}
