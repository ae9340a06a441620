package io.github.zmqspring.boot.test;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Gives parameters their {@link LocalZmqPort}.
 */
class LocalZmqPortParameterResolver implements ParameterResolver {

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.isAnnotated(LocalZmqPort.class);
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		LocalZmqPort port = parameter.findAnnotation(LocalZmqPort.class).orElseThrow();
		return LocalPorts.find(SpringExtension.getApplicationContext(context), port.value(),
				parameter.getParameter().getType());
	}

}
