package io.github.zmqspring.boot.test.autoconfigure;

import java.io.IOException;
import java.util.Set;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.annotation.ZmqListenerConfigurer;
import io.github.zmqspring.annotation.ZmqListeners;
import io.github.zmqspring.boot.autoconfigure.ZmqConverter;
import io.github.zmqspring.boot.autoconfigure.ZmqListenerContainerFactoryCustomizer;
import io.github.zmqspring.listener.ZmqListenerContainerCustomizer;
import io.github.zmqspring.listener.ZmqListenerErrorHandler;
import io.github.zmqspring.listener.ZmqMessageFilter;
import io.github.zmqspring.listener.ZmqMessageRecoverer;
import io.github.zmqspring.socket.ZmqSocketCustomizer;

import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * {@link TypeExcludeFilter} for {@link ZmqListenerTest}.
 */
class ZmqListenerTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<ZmqListenerTest> {

	private static final Set<Class<?>> KNOWN = Set.of(ZmqConverter.class, ZmqListenerConfigurer.class,
			ZmqListenerContainerCustomizer.class, ZmqListenerContainerFactoryCustomizer.class,
			ZmqListenerErrorHandler.class, ZmqMessageFilter.class, ZmqMessageRecoverer.class,
			ZmqSocketCustomizer.class);

	private final Set<Class<?>> listeners;

	ZmqListenerTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
		this.listeners = Set.of(getAnnotation().getValue("listeners", Class[].class).orElse(new Class<?>[0]));
	}

	@Override
	protected Set<Class<?>> getKnownIncludes() {
		return KNOWN;
	}

	@Override
	protected Set<Class<?>> getComponentIncludes() {
		return this.listeners;
	}

	@Override
	protected boolean defaultInclude(MetadataReader metadataReader, MetadataReaderFactory metadataReaderFactory)
			throws IOException {
		return super.defaultInclude(metadataReader, metadataReaderFactory)
				|| (this.listeners.isEmpty() && listens(metadataReader.getAnnotationMetadata()));
	}

	private static boolean listens(AnnotationMetadata type) {
		return has(type, ZmqListener.class) || has(type, ZmqListeners.class);
	}

	private static boolean has(AnnotationMetadata type, Class<?> annotation) {
		return type.hasAnnotation(annotation.getName()) || type.hasMetaAnnotation(annotation.getName())
				|| type.hasAnnotatedMethods(annotation.getName());
	}

}
