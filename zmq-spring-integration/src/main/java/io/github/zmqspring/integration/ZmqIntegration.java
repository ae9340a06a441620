package io.github.zmqspring.integration;

import io.github.zmqspring.listener.ZmqListenerRegistry;
import io.github.zmqspring.message.ZmqMessageConverters;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.template.ZmqOperations;

import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.converter.SmartMessageConverter;
import org.springframework.util.Assert;

/**
 * What the endpoints of Spring Integration have in common with the rest of the
 * application: they read, send and count through the same objects. A bean of this type is
 * all they need; see {@link ZmqIntegrationBeanPostProcessor}.
 *
 * @param sockets all sockets, by name
 * @param listeners where endpoints that receive are listed, beside {@code @ZmqListener}
 * methods
 * @param operations sends, and makes requests
 * @param converter converts what is received; what is sent is converted by the operations
 */
public record ZmqIntegration(ZmqSocketRegistry sockets, ZmqListenerRegistry listeners, ZmqOperations operations,
		SmartMessageConverter converter) {

	/**
	 * Create a value.
	 */
	public ZmqIntegration {
		Assert.notNull(sockets, "'sockets' must not be null");
		Assert.notNull(listeners, "'listeners' must not be null");
		Assert.notNull(operations, "'operations' must not be null");
		Assert.notNull(converter, "'converter' must not be null");
	}

	/**
	 * Create a value with any converter.
	 * @param sockets all sockets
	 * @param listeners where endpoints that receive are listed
	 * @param operations sends, and makes requests
	 * @param converter is asked before this library's own
	 * @return the value
	 */
	public static ZmqIntegration of(ZmqSocketRegistry sockets, ZmqListenerRegistry listeners, ZmqOperations operations,
			MessageConverter converter) {
		return new ZmqIntegration(sockets, listeners, operations, ZmqMessageConverters.complete(converter));
	}

}
