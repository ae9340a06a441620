package io.github.zmqspring.annotation;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;

import io.github.zmqspring.listener.ZmqHandlerMethod;
import io.github.zmqspring.listener.ZmqListenerContainerFactory;
import io.github.zmqspring.listener.ZmqListenerEndpoint;
import io.github.zmqspring.listener.ZmqListenerErrorHandler;
import io.github.zmqspring.listener.ZmqListenerLag.LagAction;
import io.github.zmqspring.listener.ZmqListenerRegistry;
import io.github.zmqspring.listener.ZmqMessageFilter;
import io.github.zmqspring.listener.ZmqTimestampExtractor;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.handler.annotation.SendTo;

/**
 * Turns annotations into listeners and registers them.
 */
final class ListenerEndpoints {

	private final BeanFactory beanFactory;

	private final ZmqListenerRegistry registry;

	ListenerEndpoints(BeanFactory beanFactory, ZmqListenerRegistry registry) {
		this.beanFactory = beanFactory;
		this.registry = registry;
	}

	/**
	 * Register one annotation.
	 * @param declaration where it stands
	 */
	void register(ListenerDeclaration declaration) {
		ZmqListener annotation = declaration.annotation();
		AttributeResolver attributes = new AttributeResolver(this.beanFactory, declaration.bean(),
				declaration.description());
		String socket = attributes.text("socket", annotation.socket());
		InlineSocket inline = new InlineSocket(annotation, attributes);
		if (socket != null && !inline.firstAttribute().isEmpty()) {
			throw attributes.refused("socket", socket,
					inline.firstAttribute() + " is set, too, and describes a socket of the listener's own",
					"Remove one of them; settings of a declared socket belong to its declaration.");
		}
		if (socket == null && inline.firstAttribute().isEmpty()) {
			throw attributes.refused("socket", null, "the listener reads no socket",
					"Name a declared socket, or set type and bind or connect.");
		}
		String id = attributes.text("id", annotation.id());
		if (id == null) {
			id = (socket != null) ? socket : declaration.generatedId((taken) -> this.registry.find(taken) != null);
		}
		ZmqListenerEndpoint.Builder builder = ZmqListenerEndpoint.of(id).description(declaration.description());
		if (socket != null) {
			builder.socket(socket);
		}
		else {
			builder.socket(inline.read(id, declaration.description()));
		}
		builder.group(attributes.text("group", annotation.group()))
			.concurrency(attributes.number("concurrency", annotation.concurrency()))
			.batchSize(attributes.number("batchSize", annotation.batchSize()))
			.batchTimeout(attributes.duration("batchTimeout", annotation.batchTimeout()))
			.autoStartup(attributes.bool("autoStartup", annotation.autoStartup()))
			.idleEventInterval(attributes.duration("idleEventInterval", annotation.idleEventInterval()))
			.maxLag(attributes.duration("maxLag", annotation.maxLag()))
			.lagAction(attributes.constant("lagAction", annotation.lagAction(), LagAction.class))
			.timestamp(attributes.bean("timestamp", annotation.timestamp(), ZmqTimestampExtractor.class))
			.filter(attributes.bean("filter", annotation.filter(), ZmqMessageFilter.class))
			.errorHandler(attributes.bean("errorHandler", annotation.errorHandler(), ZmqListenerErrorHandler.class))
			.converter(attributes.bean("converter", annotation.converter(), MessageConverter.class))
			.argumentResolver(FrameArgumentResolver::new)
			.methods(declaration.bean(), handlers(declaration, attributes));
		register(builder.build(),
				attributes.bean("containerFactory", annotation.containerFactory(), ZmqListenerContainerFactory.class));
	}

	private void register(ZmqListenerEndpoint endpoint, @Nullable ZmqListenerContainerFactory factory) {
		if (factory != null) {
			this.registry.register(endpoint, factory);
		}
		else {
			this.registry.register(endpoint);
		}
	}

	private static List<ZmqHandlerMethod> handlers(ListenerDeclaration declaration, AttributeResolver attributes) {
		String common = sendTo(declaration.targetClass(), attributes);
		return declaration.methods().stream().map((handler) -> {
			Method method = handler.method();
			String own = sendTo(method, attributes);
			boolean returns = method.getReturnType() != void.class;
			return new ZmqHandlerMethod(handler.invocable(), handler.isDefault(),
					(own != null || !returns) ? own : common);
		}).toList();
	}

	private static @Nullable String sendTo(AnnotatedElement element, AttributeResolver attributes) {
		SendTo annotation = AnnotatedElementUtils.findMergedAnnotation(element, SendTo.class);
		if (annotation == null) {
			return null;
		}
		List<String> names = attributes.list("@SendTo", annotation.value());
		if (names.size() != 1 || names.get(0).isBlank()) {
			throw attributes.refused("@SendTo", names, "a result goes to one socket", "Name one socket.");
		}
		return names.get(0).trim();
	}

}
