package io.github.zmqspring.listener;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.zmqspring.message.ZmqMessageConverters;
import io.github.zmqspring.message.ZmqParts;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.converter.SmartMessageConverter;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolverComposite;

/**
 * Chooses how a listener's handler is called.
 */
final class HandlerInvokers {

	private final ZmqListenerEndpoint endpoint;

	private final EndpointRules rules;

	private final SpringMessages messages;

	private final SmartMessageConverter converter;

	private final HandlerMethodArgumentResolverComposite resolvers;

	private final Set<String> targets = new LinkedHashSet<>();

	private @Nullable Invoker single;

	private @Nullable BatchInvoker batch;

	HandlerInvokers(ZmqListenerEndpoint endpoint, EndpointRules rules, SpringMessages messages,
			SmartMessageConverter converter, HandlerMethodArgumentResolverComposite resolvers) {
		this.endpoint = endpoint;
		this.rules = rules;
		this.messages = messages;
		this.converter = converter;
		this.resolvers = resolvers;
		addTarget(endpoint.sendTo());
		rules.checkHandler(endpoint.handler());
		create(endpoint.handler());
	}

	/**
	 * Return what handles messages one by one.
	 * @return the invoker, or {@code null} if messages come in batches
	 */
	@Nullable Invoker single() {
		return this.single;
	}

	/**
	 * Return what handles batches.
	 * @return the invoker, or {@code null} if messages come one by one
	 */
	@Nullable BatchInvoker batch() {
		return this.batch;
	}

	/**
	 * Return where results go.
	 * @return names of sockets other than the listener's own
	 */
	Set<String> targets() {
		return this.targets;
	}

	private void create(EndpointHandler handler) {
		if (handler instanceof EndpointHandler.Payloads payloads) {
			ZmqPartsListener listener = (parts) -> call(payloads.listener(), parts);
			this.single = new FunctionInvoker(listener, this.endpoint.sendTo(), ResultType.NONE);
		}
		else if (handler instanceof EndpointHandler.Parts parts) {
			this.single = new FunctionInvoker(parts.listener(), this.endpoint.sendTo(), ResultType.ANY);
		}
		else if (handler instanceof EndpointHandler.Batches batches) {
			this.batch = new FunctionBatchInvoker(batches.listener());
		}
		else {
			create((EndpointHandler.Methods) handler);
		}
	}

	private static @Nullable Object call(ZmqMessageListener listener, ZmqParts parts) throws Exception {
		listener.onMessage(parts.payload());
		return null;
	}

	private void create(EndpointHandler.Methods handler) {
		List<ZmqHandlerMethod> methods = handler.methods();
		if (this.endpoint.batchSize() != null) {
			this.batch = batch(handler.bean(), methods.get(0));
		}
		else if (methods.size() == 1) {
			this.single = invoker(handler.bean(), methods.get(0));
		}
		else {
			MultiMethods several = new MultiMethods(this.rules, ZmqMessageConverters.matcher(this.converter));
			methods.forEach((method) -> several.add(listenerMethod(handler.bean(), method.method()), method.isDefault(),
					invoker(handler.bean(), method)));
			this.single = several.build();
		}
	}

	private Invoker invoker(Object bean, ZmqHandlerMethod handler) {
		Method method = handler.method();
		String sendTo = sendTo(handler);
		this.rules.checkResult(method, ResultType.of(method), sendTo);
		ListenerMethod listenerMethod = listenerMethod(bean, method);
		PayloadKind kind = onlyPayload(listenerMethod);
		if (kind != null && ZmqMessageConverters.readsPlainly(this.converter)) {
			return PayloadInvoker.ofMethod(bean, method, kind, sendTo);
		}
		MethodInvoker general = new MethodInvoker(listenerMethod, this.messages, sendTo);
		DirectArguments arguments = DirectArguments.of(listenerMethod, this.resolvers, this.converter);
		return (arguments != null) ? new DirectInvoker(bean, method, arguments, this.messages, general) : general;
	}

	private BatchInvoker batch(Object bean, ZmqHandlerMethod handler) {
		Method method = handler.method();
		String sendTo = sendTo(handler);
		this.rules.checkBatchParameter(method);
		this.rules.checkResult(method, ResultType.of(method), sendTo);
		return new MethodBatchInvoker(listenerMethod(bean, method), this.messages, this.converter, sendTo);
	}

	private ListenerMethod listenerMethod(Object bean, Method method) {
		return new ListenerMethod(bean, method, this.resolvers);
	}

	private @Nullable String sendTo(ZmqHandlerMethod handler) {
		String sendTo = (handler.sendTo() != null) ? handler.sendTo() : this.endpoint.sendTo();
		addTarget(sendTo);
		return sendTo;
	}

	private void addTarget(@Nullable String name) {
		if (name != null) {
			this.targets.add(name);
		}
	}

	/** Whether a method asks for the payload as it is, and for nothing else. */
	private static @Nullable PayloadKind onlyPayload(ListenerMethod method) {
		MethodParameter[] parameters = method.getMethodParameters();
		return (parameters.length == 1 && ParameterRole.of(parameters[0]) == ParameterRole.BY_TYPE)
				? PayloadKind.of(ResolvableType.forMethodParameter(parameters[0])) : null;
	}

}
