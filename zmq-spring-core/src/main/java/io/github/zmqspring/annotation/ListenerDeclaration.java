package io.github.zmqspring.annotation;

import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Predicate;

import org.springframework.util.ClassUtils;

/**
 * A {@link ZmqListener} annotation and where it stands.
 *
 * @param annotation the annotation
 * @param bean the bean, maybe a proxy
 * @param beanName the name of the bean
 * @param targetClass the class of the bean behind a proxy
 * @param methods the methods it is about
 * @param onClass whether it stands on the class
 */
record ListenerDeclaration(ZmqListener annotation, Object bean, String beanName, Class<?> targetClass,
		List<Handler> methods, boolean onClass) {

	/**
	 * A method.
	 *
	 * @param method where the annotations are
	 * @param invocable what can be called on the bean
	 * @param isDefault whether it is the default of its class
	 */
	record Handler(Method method, Method invocable, boolean isDefault) {

	}

	String description() {
		String name = ClassUtils.getShortName(this.targetClass);
		return this.onClass ? "@ZmqListener class " + name
				: "@ZmqListener method " + name + "." + this.methods.get(0).method().getName();
	}

	/**
	 * Make an id of the names of bean and method.
	 * @param taken whether an id exists
	 * @return an id that is also legal as the name of a socket
	 */
	String generatedId(Predicate<String> taken) {
		String name = this.onClass ? this.beanName : this.beanName + "." + this.methods.get(0).method().getName();
		String legal = name.replaceAll("[^\\p{L}\\p{Nd}._-]", "-");
		String id = legal;
		for (int i = 2; taken.test(id); i++) {
			id = legal + "-" + i;
		}
		return id;
	}

}
