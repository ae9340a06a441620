package io.github.zmqspring.boot.autoconfigure;

import java.util.List;

import io.github.zmqspring.message.ZmqMessageConverters;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.converter.SmartMessageConverter;

/**
 * Makes the converter between payloads and objects, whose class is the core's own affair.
 */
class MessageConverterFactoryBean implements FactoryBean<SmartMessageConverter> {

	private final SmartMessageConverter converter;

	MessageConverterFactoryBean(List<MessageConverter> first, @Nullable MessageConverter json, boolean trimNul) {
		this.converter = ZmqMessageConverters.create(first, json, trimNul);
	}

	@Override
	public SmartMessageConverter getObject() {
		return this.converter;
	}

	@Override
	public Class<?> getObjectType() {
		return SmartMessageConverter.class;
	}

}
