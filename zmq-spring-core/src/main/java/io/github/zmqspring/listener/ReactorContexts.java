package io.github.zmqspring.listener;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

import org.springframework.util.ClassUtils;

/**
 * Puts the observation into the Reactor context of a result, where Reactor's
 * instrumentation and Spring's clients look for it. Reactor is optional.
 */
final class ReactorContexts {

	/** {@code ObservationThreadLocalAccessor.KEY}, whose class needs another library. */
	static final String KEY = "micrometer.observation";

	private static final boolean REACTOR_PRESENT = ClassUtils.isPresent("reactor.core.publisher.Mono",
			ReactorContexts.class.getClassLoader());

	private ReactorContexts() {
	}

	static @Nullable Object withObservation(@Nullable Object result, Observation observation) {
		return (REACTOR_PRESENT && result != null) ? Reactor.withObservation(result, observation) : result;
	}

	private static final class Reactor {

		static Object withObservation(Object result, Observation observation) {
			if (result instanceof Mono<?> mono) {
				return mono.contextWrite((context) -> put(context, observation));
			}
			if (result instanceof Flux<?> flux) {
				return flux.contextWrite((context) -> put(context, observation));
			}
			return result;
		}

		private static Context put(Context context, Observation observation) {
			return context.put(KEY, observation);
		}

	}

}
