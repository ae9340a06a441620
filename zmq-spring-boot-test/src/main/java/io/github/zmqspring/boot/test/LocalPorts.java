package io.github.zmqspring.boot.test;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Finds the ports that sockets have bound.
 */
final class LocalPorts {

	private LocalPorts() {
	}

	/**
	 * Set the fields of a test.
	 */
	static void inject(ApplicationContext context, Object test) {
		ReflectionUtils.doWithFields(test.getClass(), (field) -> set(context, test, field),
				(field) -> field.isAnnotationPresent(LocalZmqPort.class));
	}

	private static void set(ApplicationContext context, Object test, Field field) {
		if (Modifier.isStatic(field.getModifiers()) || Modifier.isFinal(field.getModifiers())) {
			throw new IllegalStateException("@LocalZmqPort cannot set " + field + ": it is static or final");
		}
		LocalZmqPort port = field.getAnnotation(LocalZmqPort.class);
		ReflectionUtils.makeAccessible(field);
		ReflectionUtils.setField(field, test, find(context, port.value(), field.getType()));
	}

	/**
	 * Find the port of a socket.
	 */
	static Object find(ApplicationContext context, String socketName, Class<?> type) {
		Class<?> wanted = ClassUtils.resolvePrimitiveIfNecessary(type);
		if (wanted != Integer.class && wanted != String.class) {
			throw new IllegalStateException(
					"@LocalZmqPort(\"" + socketName + "\") is an int or a String, not a " + type.getName());
		}
		Object port = context.getEnvironment().getProperty("local.zmq." + socketName + ".port", wanted);
		if (port == null) {
			throw new IllegalStateException("Socket '" + socketName + "' has bound no TCP port");
		}
		return port;
	}

}
