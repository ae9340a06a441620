package io.github.zmqspring.boot.autoconfigure;

import java.time.Duration;

import io.github.zmqspring.observation.ZmqObservations;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.template.ZmqOperations;
import io.github.zmqspring.template.ZmqRequestOptions;
import io.github.zmqspring.template.ZmqTemplate;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.messaging.converter.MessageConverter;

/**
 * Auto-configuration of {@link ZmqTemplate}.
 */
@AutoConfiguration(after = { ZmqAutoConfiguration.class, ZmqMessageConverterAutoConfiguration.class,
		ZmqObservationAutoConfiguration.class })
@ConditionalOnBean({ ZmqProperties.class, ZmqSocketRegistry.class })
public final class ZmqTemplateAutoConfiguration {

	ZmqTemplateAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(ZmqOperations.class)
	ZmqTemplate zmqTemplate(ZmqProperties properties, ZmqSocketRegistry sockets,
			@Qualifier(ZmqMessageConverterAutoConfiguration.CONVERTER_BEAN_NAME) MessageConverter converter,
			ObjectProvider<ZmqObservations> observations) {
		ZmqProperties.Template template = properties.getTemplate();
		return new ZmqTemplate(sockets, converter,
				new ZmqRequestOptions(
						PropertyChecks.between("template.request-timeout", Duration.ofMillis(1),
								template.getRequestTimeout()),
						PropertyChecks.atLeast("template.request-tries", 1, template.getRequestTries())),
				observations.getIfAvailable(() -> ZmqObservations.NONE));
	}

}
