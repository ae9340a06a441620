package io.github.zmqspring.boot.autoconfigure;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import io.github.zmqspring.socket.SocketSpec;

import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Finds the {@link SocketSpec} beans of an application.
 */
final class SocketSpecBeans {

	private SocketSpecBeans() {
	}

	/**
	 * Find the beans, in their order. Those that do not say where they were declared say
	 * it then.
	 */
	static List<SocketSpec> find(ListableBeanFactory beanFactory) {
		Map<SocketSpec, String> names = new IdentityHashMap<>();
		beanFactory.getBeansOfType(SocketSpec.class).forEach((name, spec) -> names.put(spec, name));
		return beanFactory.getBeanProvider(SocketSpec.class)
			.orderedStream()
			.map((spec) -> (spec.source() != null) ? spec
					: spec.toBuilder().source("bean '" + names.get(spec) + "'").build())
			.toList();
	}

}
