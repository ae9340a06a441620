package io.github.zmqspring.integration.dsl;

import io.github.zmqspring.integration.ZmqInboundGateway;

import org.springframework.integration.dsl.MessagingGatewaySpec;

/**
 * Describes a {@link ZmqInboundGateway}.
 */
public class ZmqInboundGatewaySpec extends MessagingGatewaySpec<ZmqInboundGatewaySpec, ZmqInboundGateway>
		implements ZmqComponentSpec {

	ZmqInboundGatewaySpec(ZmqInboundGateway gateway) {
		super(gateway);
	}

	/**
	 * Convert the payloads of requests.
	 * @param payloadType what to
	 * @return this description
	 * @see ZmqInboundGateway#setPayloadType(Class)
	 */
	public ZmqInboundGatewaySpec payloadType(Class<?> payloadType) {
		this.target.setPayloadType(payloadType);
		return this;
	}

	/**
	 * Have several requests in the flow at the same time.
	 * @param concurrency how many
	 * @return this description
	 * @see ZmqInboundGateway#setConcurrency(int)
	 */
	public ZmqInboundGatewaySpec concurrency(int concurrency) {
		this.target.setConcurrency(concurrency);
		return this;
	}

	/**
	 * Wait for replies without a thread.
	 * @param async whether to
	 * @return this description
	 * @see ZmqInboundGateway#setAsync(boolean)
	 */
	public ZmqInboundGatewaySpec async(boolean async) {
		this.target.setAsync(async);
		return this;
	}

}
