package io.github.zmqspring.boot.autoconfigure;

import java.util.List;

import io.github.zmqspring.message.ZmqJsonMessageConverter;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.converter.MessageConverter;

/**
 * Auto-configuration of the converter between payloads and objects, the bean
 * {@code zmqMessageConverter}: the application's converters that are marked with
 * {@link ZmqConverter}, then those of this library, then JSON with Boot's
 * {@code JsonMapper} if there is one.
 * <p>
 * It is no candidate where some message converter is injected by its type, so that other
 * technologies do not take it for theirs; inject it by its name.
 */
@AutoConfiguration(after = ZmqAutoConfiguration.class,
		afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnBean(ZmqProperties.class)
public final class ZmqMessageConverterAutoConfiguration {

	static final String CONVERTER_BEAN_NAME = "zmqMessageConverter";

	static final String JSON_CONVERTER_BEAN_NAME = "zmqJsonMessageConverter";

	ZmqMessageConverterAutoConfiguration() {
	}

	@Bean(name = CONVERTER_BEAN_NAME, defaultCandidate = false)
	@ConditionalOnMissingBean(name = CONVERTER_BEAN_NAME)
	MessageConverterFactoryBean zmqMessageConverter(ZmqProperties properties,
			@ZmqConverter ObjectProvider<MessageConverter> converters,
			@Qualifier(JSON_CONVERTER_BEAN_NAME) ObjectProvider<MessageConverter> json) {
		List<MessageConverter> first = converters.orderedStream().toList();
		return new MessageConverterFactoryBean(first, json.getIfAvailable(), properties.getStrings().isTrimNul());
	}

	/**
	 * JSON, for applications that have Jackson.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(JsonMapper.class)
	static class JsonConfiguration {

		@Bean(name = JSON_CONVERTER_BEAN_NAME, defaultCandidate = false)
		@ConditionalOnMissingBean(name = JSON_CONVERTER_BEAN_NAME)
		@ConditionalOnSingleCandidate(JsonMapper.class)
		ZmqJsonMessageConverter zmqJsonMessageConverter(JsonMapper mapper) {
			return new ZmqJsonMessageConverter(mapper);
		}

	}

}
