package io.github.zmqspring.integration.dsl;

import java.time.Duration;
import java.util.function.Function;

import io.github.zmqspring.integration.ZmqOutboundChannelAdapter;
import org.jspecify.annotations.Nullable;

import org.springframework.expression.Expression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.integration.dsl.MessageHandlerSpec;
import org.springframework.integration.mapping.OutboundMessageMapper;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.MessageConverter;

/**
 * Describes a {@link ZmqOutboundChannelAdapter}.
 */
public class ZmqOutboundChannelAdapterSpec extends
		MessageHandlerSpec<ZmqOutboundChannelAdapterSpec, ZmqOutboundChannelAdapter> implements ZmqComponentSpec {

	ZmqOutboundChannelAdapterSpec(ZmqOutboundChannelAdapter adapter) {
		this.target = adapter;
	}

	/**
	 * Make the bytes to send by a mapper.
	 * @param messageMapper the mapper
	 * @return this description
	 * @see ZmqOutboundChannelAdapter#setMessageMapper(OutboundMessageMapper)
	 */
	public ZmqOutboundChannelAdapterSpec messageMapper(OutboundMessageMapper<byte[]> messageMapper) {
		this.target.setMessageMapper(messageMapper);
		return this;
	}

	/**
	 * Convert payloads here, before the conversions of this library.
	 * @param messageConverter the converter
	 * @return this description
	 * @see ZmqOutboundChannelAdapter#setMessageConverter(MessageConverter)
	 */
	public ZmqOutboundChannelAdapterSpec messageConverter(MessageConverter messageConverter) {
		this.target.setMessageConverter(messageConverter);
		return this;
	}

	/**
	 * Publish all messages under one topic.
	 * @param topic the topic
	 * @return this description
	 */
	public ZmqOutboundChannelAdapterSpec topic(String topic) {
		this.target.setTopic(topic);
		return this;
	}

	/**
	 * Publish each message under the topic that a function makes of it.
	 * @param topicFunction the function
	 * @return this description
	 */
	public ZmqOutboundChannelAdapterSpec topicFunction(Function<Message<?>, @Nullable String> topicFunction) {
		this.target.setTopicFunction(topicFunction);
		return this;
	}

	/**
	 * Publish each message under the topic that an expression makes of it.
	 * @param topicExpression in SpEL, on the message
	 * @return this description
	 */
	public ZmqOutboundChannelAdapterSpec topicExpression(String topicExpression) {
		return topicExpression(new SpelExpressionParser().parseExpression(topicExpression));
	}

	/**
	 * Publish each message under the topic that an expression makes of it.
	 * @param topicExpression on the message
	 * @return this description
	 */
	public ZmqOutboundChannelAdapterSpec topicExpression(Expression topicExpression) {
		this.target.setTopicExpression(topicExpression);
		return this;
	}

	/**
	 * Send an empty frame behind the topic.
	 * @param wrapTopic whether to
	 * @return this description
	 * @see ZmqOutboundChannelAdapter#setWrapTopic(boolean)
	 */
	public ZmqOutboundChannelAdapterSpec wrapTopic(boolean wrapTopic) {
		this.target.setWrapTopic(wrapTopic);
		return this;
	}

	/**
	 * Send all messages to one group (RADIO).
	 * @param group the group
	 * @return this description
	 */
	public ZmqOutboundChannelAdapterSpec group(String group) {
		this.target.setGroup(group);
		return this;
	}

	/**
	 * Wait for room.
	 * @param sendTimeout how long
	 * @return this description
	 * @see ZmqOutboundChannelAdapter#setSendTimeout(Duration)
	 */
	public ZmqOutboundChannelAdapterSpec sendTimeout(Duration sendTimeout) {
		this.target.setSendTimeout(sendTimeout);
		return this;
	}

}
