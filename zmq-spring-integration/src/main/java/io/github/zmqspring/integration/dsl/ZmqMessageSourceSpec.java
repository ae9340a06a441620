package io.github.zmqspring.integration.dsl;

import java.time.Duration;

import io.github.zmqspring.integration.ZmqMessageSource;

import org.springframework.integration.dsl.MessageSourceSpec;

/**
 * Describes a {@link ZmqMessageSource}.
 */
public class ZmqMessageSourceSpec extends MessageSourceSpec<ZmqMessageSourceSpec, ZmqMessageSource>
		implements ZmqComponentSpec {

	ZmqMessageSourceSpec(ZmqMessageSource source) {
		this.target = source;
	}

	/**
	 * Convert payloads.
	 * @param payloadType what to
	 * @return this description
	 * @see ZmqMessageSource#setPayloadType(Class)
	 */
	public ZmqMessageSourceSpec payloadType(Class<?> payloadType) {
		this.target.setPayloadType(payloadType);
		return this;
	}

	/**
	 * Wait for a message with each poll.
	 * @param receiveTimeout how long
	 * @return this description
	 * @see ZmqMessageSource#setReceiveTimeout(Duration)
	 */
	public ZmqMessageSourceSpec receiveTimeout(Duration receiveTimeout) {
		this.target.setReceiveTimeout(receiveTimeout);
		return this;
	}

}
