package io.github.zmqspring.listener;

import java.lang.reflect.Method;
import java.util.List;

import io.github.zmqspring.message.ZmqMessageConverters;
import io.github.zmqspring.observation.ZmqObservations;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.StartupFailurePolicy;
import io.github.zmqspring.socket.ZmqContext;
import io.github.zmqspring.socket.ZmqContextOptions;
import io.github.zmqspring.socket.ZmqReceiver;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;

import org.springframework.format.support.DefaultFormattingConversionService;
import org.springframework.util.Assert;
import org.springframework.util.ReflectionUtils;

/**
 * What stands between a socket and a handler method, without the socket. It is in this
 * package because nothing outside it has a use for it.
 */
public final class Dispatch {

	private Dispatch() {
	}

	/**
	 * Put it together as the container of a listener does.
	 * @param bean the bean
	 * @param method the name of its handler method
	 * @param parameters the types of the parameters of the method
	 * @return what a socket would call
	 */
	public static ZmqReceiver to(Object bean, String method, Class<?>... parameters) {
		Method handler = ReflectionUtils.findMethod(bean.getClass(), method, parameters);
		Assert.notNull(handler, "No such method");
		ZmqSocketRegistry sockets = new ZmqSocketRegistry(new ZmqContext(ZmqContextOptions.DEFAULTS),
				StartupFailurePolicy.FAIL, List.of(), (event) -> {
				});
		ZmqSocket socket = sockets
			.register(SocketSpec.of("in", ZmqSocketType.PULL).bind("inproc://benchmark").autoStartup(false).build());
		ZmqListenerEndpoint endpoint = ZmqListenerEndpoint.of("in")
			.socket("in")
			.concurrency(1)
			.converter(ZmqMessageConverters.create(null))
			.methods(bean, List.of(new ZmqHandlerMethod(handler, false, null)))
			.build();
		ListenerSupport support = new ListenerSupport(null, null, new DefaultFormattingConversionService(), false,
				ZmqObservations.NONE);
		return new ContainerParts(endpoint, sockets, socket, support).newRun(null);
	}

}
