package io.github.zmqspring.benchmarks.start;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.socket.ZmqSocketType;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.type.AnnotationMetadata;

/**
 * A thousand PULLs with a listener each.
 */
@Configuration(proxyBeanMethods = false)
@Import(ManySockets.Registrar.class)
public class ManySockets {

	/** How many. */
	public static final int COUNT = 1000;

	static final class Registrar implements ImportBeanDefinitionRegistrar {

		@Override
		public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
			for (int i = 0; i < COUNT; i++) {
				registry.registerBeanDefinition("listener" + i, new RootBeanDefinition(Listener.class));
			}
		}

	}

	static final class Listener {

		@ZmqListener(type = ZmqSocketType.PULL, bind = "tcp://127.0.0.1:*")
		void on(byte[] payload) {
		}

	}

}
