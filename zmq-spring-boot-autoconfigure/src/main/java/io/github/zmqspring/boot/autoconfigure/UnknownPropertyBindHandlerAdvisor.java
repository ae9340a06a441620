package io.github.zmqspring.boot.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.BindHandler;

/**
 * Has unknown properties below {@code zmq} refused.
 */
class UnknownPropertyBindHandlerAdvisor implements ConfigurationPropertiesBindHandlerAdvisor {

	@Override
	public BindHandler apply(BindHandler bindHandler) {
		return new UnknownPropertyBindHandler(bindHandler);
	}

}
