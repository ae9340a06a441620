package io.github.zmqspring.interop;

import java.io.IOException;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * For tests against pyzmq. Where no Python has it they are skipped with that reason; but
 * if the environment variable {@code ZMQ_INTEROP_REQUIRED} is {@code true}, as in the
 * continuous integration, they fail.
 */
@Documented
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Tag("interop")
@ExtendWith(RequiresPyzmq.Condition.class)
public @interface RequiresPyzmq {

	/**
	 * Looks for a Python that has pyzmq, once.
	 */
	final class Condition implements ExecutionCondition {

		static final String REQUIRED = "ZMQ_INTEROP_REQUIRED";

		/** Debian's Python first: that is the one python3-zmq belongs to. */
		private static final List<String> CANDIDATES = List.of("/usr/bin/python3", "python3");

		@Override
		public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
			return evaluate(Found.INTERPRETER, Boolean.parseBoolean(System.getenv(REQUIRED)));
		}

		static ConditionEvaluationResult evaluate(@Nullable String interpreter, boolean required) {
			if (interpreter != null) {
				return ConditionEvaluationResult.enabled(interpreter + " has pyzmq");
			}
			String reason = "None of " + CANDIDATES
					+ " can import zmq (Debian and Ubuntu: apt-get install python3-zmq)";
			if (required) {
				throw new IllegalStateException(reason + ", and " + REQUIRED + " is true");
			}
			return ConditionEvaluationResult.disabled(reason);
		}

		static String requireInterpreter() {
			String interpreter = Found.INTERPRETER;
			if (interpreter == null) {
				throw new IllegalStateException("The test is not annotated with @RequiresPyzmq");
			}
			return interpreter;
		}

		static @Nullable String find(List<String> candidates) {
			return candidates.stream().filter(Condition::hasPyzmq).findFirst().orElse(null);
		}

		private static boolean hasPyzmq(String interpreter) {
			try {
				Process process = new ProcessBuilder(interpreter, "-c", "import zmq")
					.redirectOutput(ProcessBuilder.Redirect.DISCARD)
					.redirectError(ProcessBuilder.Redirect.DISCARD)
					.start();
				if (process.waitFor(30, TimeUnit.SECONDS)) {
					return process.exitValue() == 0;
				}
				process.destroyForcibly();
				return false;
			}
			catch (IOException ex) {
				return false;
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return false;
			}
		}

		private static final class Found {

			static final @Nullable String INTERPRETER = find(CANDIDATES);

		}

	}

}
