package io.github.zmqspring.integration;

import java.time.Duration;
import java.util.function.Function;

import io.github.zmqspring.message.ZmqHeaders;
import org.jspecify.annotations.Nullable;

import org.springframework.integration.mapping.OutboundMessageMapper;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.MessageConverter;

/**
 * How an endpoint sends messages.
 *
 * @param mapper makes the payload of the message, or {@code null}
 * @param converter makes the payload of the payload, or {@code null} for the
 * application's
 * @param topic makes the topic, or {@code null} for the header
 * @param wrapTopic whether an empty frame follows the topic
 * @param group the group of a RADIO, or {@code null} for the header
 * @param timeout how long to wait for room, or {@code null} for the socket's send timeout
 */
record OutboundOptions(@Nullable OutboundMessageMapper<byte[]> mapper, @Nullable MessageConverter converter,
		@Nullable Function<Message<?>, @Nullable String> topic, boolean wrapTopic, @Nullable String group,
		@Nullable Duration timeout) {

	static final OutboundOptions DEFAULTS = new OutboundOptions(null, null, null, false, null, null);

	OutboundOptions withMapper(OutboundMessageMapper<byte[]> newMapper) {
		return new OutboundOptions(newMapper, this.converter, this.topic, this.wrapTopic, this.group, this.timeout);
	}

	OutboundOptions withConverter(MessageConverter newConverter) {
		return new OutboundOptions(this.mapper, newConverter, this.topic, this.wrapTopic, this.group, this.timeout);
	}

	OutboundOptions withTopic(Function<Message<?>, @Nullable String> newTopic) {
		return new OutboundOptions(this.mapper, this.converter, newTopic, this.wrapTopic, this.group, this.timeout);
	}

	OutboundOptions withWrapTopic(boolean wrap) {
		return new OutboundOptions(this.mapper, this.converter, this.topic, wrap, this.group, this.timeout);
	}

	OutboundOptions withGroup(String newGroup) {
		return new OutboundOptions(this.mapper, this.converter, this.topic, this.wrapTopic, newGroup, this.timeout);
	}

	OutboundOptions withTimeout(Duration newTimeout) {
		return new OutboundOptions(this.mapper, this.converter, this.topic, this.wrapTopic, this.group, newTimeout);
	}

	/** The topic of a message: a string, bytes, or {@code null} for none. */
	@Nullable Object topicOf(Message<?> message) {
		return (this.topic != null) ? this.topic.apply(message) : message.getHeaders().get(ZmqHeaders.TOPIC);
	}

}
