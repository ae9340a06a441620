package io.github.zmqspring.annotation;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.zmqspring.annotation.ListenerDeclaration.Handler;
import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.listener.ZmqListenerConfigUtils;
import io.github.zmqspring.listener.ZmqListenerRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * Finds {@link ZmqListener} methods and classes and registers them with the
 * {@link ZmqListenerRegistry}: those of singletons when all of them are there, those of
 * beans that come later (lazy ones, prototypes) when they come, and these start at once.
 * Each instance of a prototype is a listener of its own, so its socket must be, too.
 */
public class ZmqListenerAnnotationBeanPostProcessor
		implements BeanPostProcessor, BeanFactoryAware, SmartInitializingSingleton, Ordered {

	private final Set<Class<?>> withoutAnnotations = ConcurrentHashMap.newKeySet();

	/** Found before the registry was asked for; guarded by itself. */
	private final List<ListenerDeclaration> pending = new ArrayList<>();

	private @Nullable BeanFactory beanFactory;

	/** Non-null once all singletons are there; guarded by {@link #pending}. */
	private @Nullable ListenerEndpoints endpoints;

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		Class<?> targetClass = AopUtils.getTargetClass(bean);
		if (this.withoutAnnotations.contains(targetClass) || ScopedProxyUtils.isScopedTarget(beanName)) {
			return bean;
		}
		List<ListenerDeclaration> found = AnnotationUtils.isCandidateClass(targetClass,
				List.of(ZmqListener.class, ZmqListeners.class, ZmqHandler.class)) ? find(bean, beanName, targetClass)
						: List.of();
		if (found.isEmpty()) {
			this.withoutAnnotations.add(targetClass);
		}
		else {
			found.forEach(this::register);
		}
		return bean;
	}

	private static List<ListenerDeclaration> find(Object bean, String beanName, Class<?> targetClass) {
		List<ListenerDeclaration> found = new ArrayList<>();
		Map<Method, Set<ZmqListener>> listeners = MethodIntrospector.selectMethods(targetClass,
				(MethodIntrospector.MetadataLookup<@Nullable Set<ZmqListener>>) (method) -> {
					Set<ZmqListener> annotations = annotations(method);
					return annotations.isEmpty() ? null : annotations;
				});
		listeners.forEach((method, annotations) -> {
			List<Handler> handlers = List.of(new Handler(method, invocable(bean, method), false));
			annotations.forEach((annotation) -> found
				.add(new ListenerDeclaration(annotation, bean, beanName, targetClass, handlers, false)));
		});
		Collection<ZmqListener> onClass = annotations(targetClass);
		List<Handler> handlers = handlers(bean, targetClass);
		if (handlers.isEmpty() != onClass.isEmpty()) {
			throw incomplete(targetClass, handlers.isEmpty());
		}
		onClass.forEach((annotation) -> found
			.add(new ListenerDeclaration(annotation, bean, beanName, targetClass, handlers, true)));
		return found;
	}

	private static Set<ZmqListener> annotations(AnnotatedElement element) {
		return AnnotatedElementUtils.findMergedRepeatableAnnotations(element, ZmqListener.class, ZmqListeners.class);
	}

	private static List<Handler> handlers(Object bean, Class<?> targetClass) {
		Map<Method, ZmqHandler> methods = MethodIntrospector.selectMethods(targetClass,
				(MethodIntrospector.MetadataLookup<@Nullable ZmqHandler>) (method) -> AnnotatedElementUtils
					.findMergedAnnotation(method, ZmqHandler.class));
		return methods.entrySet()
			.stream()
			.map((entry) -> new Handler(entry.getKey(), invocable(bean, entry.getKey()), entry.getValue().isDefault()))
			.toList();
	}

	private static Method invocable(Object bean, Method method) {
		return AopUtils.selectInvocableMethod(method, bean.getClass());
	}

	private static ZmqConfigurationException incomplete(Class<?> targetClass, boolean noHandlers) {
		String subject = "class " + ClassUtils.getShortName(targetClass);
		return noHandlers
				? new ZmqConfigurationException(subject, null, "@ZmqListener", null,
						"the class has the annotation, but no method with @ZmqHandler",
						"Add @ZmqHandler to its handler methods, or move @ZmqListener to a method.")
				: new ZmqConfigurationException(subject, null, "@ZmqHandler", null,
						"a method has the annotation, but the class has no @ZmqListener",
						"Add @ZmqListener to the class.");
	}

	private void register(ListenerDeclaration declaration) {
		ListenerEndpoints ready;
		synchronized (this.pending) {
			ready = this.endpoints;
			if (ready == null) {
				this.pending.add(declaration);
				return;
			}
		}
		ready.register(declaration);
	}

	@Override
	public void afterSingletonsInstantiated() {
		BeanFactory beans = this.beanFactory;
		Assert.state(beans != null, "The bean factory has not been set");
		ZmqListenerRegistry registry = beans.getBean(ZmqListenerConfigUtils.REGISTRY_BEAN_NAME,
				ZmqListenerRegistry.class);
		ListenerEndpoints ready = new ListenerEndpoints(beans, registry);
		List<ListenerDeclaration> waiting;
		synchronized (this.pending) {
			this.endpoints = ready;
			waiting = List.copyOf(this.pending);
			this.pending.clear();
		}
		waiting.forEach(ready::register);
		if (beans instanceof ListableBeanFactory listable) {
			listable.getBeanProvider(ZmqListenerConfigurer.class)
				.orderedStream()
				.forEach((configurer) -> configurer.configureListeners(registry));
		}
	}

}
