package io.github.zmqspring.observation;

import java.util.Locale;

import io.github.zmqspring.observation.ZmqObservationDocumentation.SocketKeyNames;
import io.github.zmqspring.socket.ZmqSocketType;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Key values that several conventions have.
 */
final class Keys {

	/** A peer may publish under a topic of megabytes. */
	private static final int MAX_LENGTH = 256;

	private static final KeyValue SYSTEM = SocketKeyNames.SYSTEM.withValue("zeromq");

	private static final KeyValue NO_ERROR = SocketKeyNames.ERROR_TYPE.withValue(KeyValue.NONE_VALUE);

	private static final KeyValue NOT_SENT = SocketKeyNames.ERROR_TYPE.withValue("not_sent");

	private Keys() {
	}

	static KeyValues socket(String name, ZmqSocketType type, String operation, String operationType, KeyValue error) {
		return KeyValues.of(SYSTEM, SocketKeyNames.OPERATION_NAME.withValue(operation),
				SocketKeyNames.OPERATION_TYPE.withValue(operationType), SocketKeyNames.SOCKET_NAME.withValue(name),
				SocketKeyNames.SOCKET_TYPE.withValue(type.name().toLowerCase(Locale.ROOT)), error);
	}

	static KeyValue error(Observation.Context context) {
		Throwable error = context.getError();
		return (error != null) ? SocketKeyNames.ERROR_TYPE.withValue(simpleName(error)) : NO_ERROR;
	}

	static KeyValue error(ZmqSenderContext context) {
		return (context.getError() == null && !context.isSent()) ? NOT_SENT : error((Observation.Context) context);
	}

	/** A class without a name has no simple one either. */
	private static String simpleName(Throwable error) {
		String name = error.getClass().getSimpleName();
		return name.isEmpty() ? error.getClass().getName() : name;
	}

	static KeyValues add(KeyValues values, KeyName name, @Nullable Object value) {
		if (value == null) {
			return values;
		}
		String text = value.toString();
		return values.and(name.withValue((text.length() > MAX_LENGTH) ? text.substring(0, MAX_LENGTH) : text));
	}

}
