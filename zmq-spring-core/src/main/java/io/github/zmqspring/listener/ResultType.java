package io.github.zmqspring.listener;

import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.springframework.core.KotlinDetector;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;

/**
 * What the signature of a handler tells about its results.
 *
 * @param possible whether there may be a result at all
 * @param asynchronous whether it is declared to come later
 * @param multiple whether it is declared to be several
 * @param unknown whether only the result itself tells what it is
 */
record ResultType(boolean possible, boolean asynchronous, boolean multiple, boolean unknown) {

	/** No result. */
	static final ResultType NONE = new ResultType(false, false, false, false);

	/** A result of any type. */
	static final ResultType ANY = new ResultType(true, false, false, true);

	private static final ResultType VALUE = new ResultType(true, false, false, false);

	static ResultType of(Method method) {
		if (KotlinDetector.isSuspendingFunction(method)) {
			// what it returns is known to Kotlin alone
			return new ResultType(false, true, false, true);
		}
		ResolvableType declared = ResolvableType.forMethodReturnType(method);
		Class<?> type = declared.resolve(Object.class);
		if (isVoid(type)) {
			return NONE;
		}
		if (CompletionStage.class.isAssignableFrom(type)) {
			return new ResultType(!isVoid(declared.as(CompletionStage.class).getGeneric(0).resolve()), true, false,
					true);
		}
		ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(type);
		if (adapter != null) {
			boolean possible = !adapter.isNoValue() && !isVoid(declared.getGeneric(0).resolve());
			return new ResultType(possible, true, adapter.isMultiValue(), true);
		}
		return (type == Object.class) ? ANY : VALUE;
	}

	private static boolean isVoid(@Nullable Class<?> type) {
		return type == void.class || type == Void.class || (type != null && type.getName().equals("kotlin.Unit"));
	}

}
