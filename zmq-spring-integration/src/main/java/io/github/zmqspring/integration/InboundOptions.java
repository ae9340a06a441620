package io.github.zmqspring.integration;

import org.jspecify.annotations.Nullable;

import org.springframework.integration.mapping.InboundMessageMapper;

/**
 * What an endpoint makes of the messages that it receives.
 *
 * @param payloadType what the payload becomes, or {@code null} for {@code byte[]} and
 * {@link io.github.zmqspring.message.ZmqMessage}
 * @param mapper makes the message instead, or {@code null}
 * @param unwrapTopic whether an empty frame behind the topic is dropped
 */
record InboundOptions(@Nullable Class<?> payloadType, @Nullable InboundMessageMapper<byte[]> mapper,
		boolean unwrapTopic) {

	static final InboundOptions DEFAULTS = new InboundOptions(null, null, false);

	InboundOptions withPayloadType(Class<?> type) {
		return new InboundOptions(type, this.mapper, this.unwrapTopic);
	}

	InboundOptions withMapper(InboundMessageMapper<byte[]> newMapper) {
		return new InboundOptions(this.payloadType, newMapper, this.unwrapTopic);
	}

	InboundOptions withUnwrapTopic(boolean unwrap) {
		return new InboundOptions(this.payloadType, this.mapper, unwrap);
	}

}
