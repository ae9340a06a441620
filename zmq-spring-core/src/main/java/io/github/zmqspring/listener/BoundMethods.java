package io.github.zmqspring.listener;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import org.springframework.util.ReflectionUtils;

/**
 * Makes handles of listener methods, which are called faster than through reflection.
 */
final class BoundMethods {

	private BoundMethods() {
	}

	/**
	 * Make a handle of a method.
	 * @param bean the bean
	 * @param method its method, which need not be public
	 * @return the handle; its parameters are those of the method
	 */
	static MethodHandle bind(Object bean, Method method) {
		ReflectionUtils.makeAccessible(method);
		try {
			MethodHandle handle = MethodHandles.lookup().unreflect(method).asFixedArity();
			return Modifier.isStatic(method.getModifiers()) ? handle : handle.bindTo(bean);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException("Cannot call " + method, ex);
		}
	}

}
