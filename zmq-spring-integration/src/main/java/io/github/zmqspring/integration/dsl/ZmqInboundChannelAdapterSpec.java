package io.github.zmqspring.integration.dsl;

import io.github.zmqspring.integration.ZmqInboundChannelAdapter;

import org.springframework.integration.dsl.MessageProducerSpec;
import org.springframework.integration.mapping.InboundMessageMapper;

/**
 * Describes a {@link ZmqInboundChannelAdapter}.
 */
public class ZmqInboundChannelAdapterSpec extends
		MessageProducerSpec<ZmqInboundChannelAdapterSpec, ZmqInboundChannelAdapter> implements ZmqComponentSpec {

	ZmqInboundChannelAdapterSpec(ZmqInboundChannelAdapter adapter) {
		super(adapter);
	}

	/**
	 * Convert payloads.
	 * @param payloadType what to
	 * @return this description
	 * @see ZmqInboundChannelAdapter#setPayloadType(Class)
	 */
	public ZmqInboundChannelAdapterSpec payloadType(Class<?> payloadType) {
		this.target.setPayloadType(payloadType);
		return this;
	}

	/**
	 * Make messages by a mapper.
	 * @param messageMapper the mapper
	 * @return this description
	 * @see ZmqInboundChannelAdapter#setMessageMapper(InboundMessageMapper)
	 */
	public ZmqInboundChannelAdapterSpec messageMapper(InboundMessageMapper<byte[]> messageMapper) {
		this.target.setMessageMapper(messageMapper);
		return this;
	}

	/**
	 * Drop an empty frame between topic and payload.
	 * @param unwrapTopic whether to
	 * @return this description
	 * @see ZmqInboundChannelAdapter#setUnwrapTopic(boolean)
	 */
	public ZmqInboundChannelAdapterSpec unwrapTopic(boolean unwrapTopic) {
		this.target.setUnwrapTopic(unwrapTopic);
		return this;
	}

	/**
	 * Have several messages in the flow at the same time.
	 * @param concurrency how many
	 * @return this description
	 * @see ZmqInboundChannelAdapter#setConcurrency(int)
	 */
	public ZmqInboundChannelAdapterSpec concurrency(int concurrency) {
		this.target.setConcurrency(concurrency);
		return this;
	}

}
