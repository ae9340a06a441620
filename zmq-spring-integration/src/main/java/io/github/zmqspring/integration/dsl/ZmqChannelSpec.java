package io.github.zmqspring.integration.dsl;

import io.github.zmqspring.integration.SubscribableZmqChannel;

import org.springframework.integration.dsl.MessageChannelSpec;
import org.springframework.integration.mapping.BytesMessageMapper;

/**
 * Describes a {@link SubscribableZmqChannel}.
 */
public class ZmqChannelSpec extends MessageChannelSpec<ZmqChannelSpec, SubscribableZmqChannel>
		implements ZmqComponentSpec {

	ZmqChannelSpec(SubscribableZmqChannel channel) {
		this.channel = channel;
	}

	/**
	 * Name the channel.
	 * @param id the name of its bean
	 * @return this description
	 */
	@Override
	public ZmqChannelSpec id(String id) {
		return super.id(id);
	}

	/**
	 * Make messages of bytes, and bytes of messages.
	 * @param messageMapper the mapper
	 * @return this description
	 * @see SubscribableZmqChannel#setMessageMapper(BytesMessageMapper)
	 */
	public ZmqChannelSpec messageMapper(BytesMessageMapper messageMapper) {
		this.channel.setMessageMapper(messageMapper);
		return this;
	}

	/**
	 * Convert received payloads.
	 * @param payloadType what to
	 * @return this description
	 * @see SubscribableZmqChannel#setPayloadType(Class)
	 */
	public ZmqChannelSpec payloadType(Class<?> payloadType) {
		this.channel.setPayloadType(payloadType);
		return this;
	}

	/**
	 * Let subscribers handle several messages at the same time.
	 * @param concurrency how many
	 * @return this description
	 * @see SubscribableZmqChannel#setConcurrency(int)
	 */
	public ZmqChannelSpec concurrency(int concurrency) {
		this.channel.setConcurrency(concurrency);
		return this;
	}

}
