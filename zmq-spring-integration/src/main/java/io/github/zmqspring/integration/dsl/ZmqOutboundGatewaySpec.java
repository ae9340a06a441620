package io.github.zmqspring.integration.dsl;

import java.time.Duration;
import java.util.concurrent.Executor;

import io.github.zmqspring.integration.ZmqOutboundGateway;

import org.springframework.integration.dsl.MessageHandlerSpec;
import org.springframework.messaging.converter.MessageConverter;

/**
 * Describes a {@link ZmqOutboundGateway}. Asynchronous replies are switched on at the
 * endpoint:
 * {@code .handle(Zmq.outboundGateway("hello"), (endpoint) -> endpoint.async(true))}.
 */
public class ZmqOutboundGatewaySpec extends MessageHandlerSpec<ZmqOutboundGatewaySpec, ZmqOutboundGateway>
		implements ZmqComponentSpec {

	ZmqOutboundGatewaySpec(ZmqOutboundGateway gateway) {
		this.target = gateway;
	}

	/**
	 * Convert the payloads of replies.
	 * @param replyType what to
	 * @return this description
	 * @see ZmqOutboundGateway#setReplyType(Class)
	 */
	public ZmqOutboundGatewaySpec replyType(Class<?> replyType) {
		this.target.setReplyType(replyType);
		return this;
	}

	/**
	 * Convert the payloads of requests here, before the conversions of this library.
	 * @param messageConverter the converter
	 * @return this description
	 * @see ZmqOutboundGateway#setMessageConverter(MessageConverter)
	 */
	public ZmqOutboundGatewaySpec messageConverter(MessageConverter messageConverter) {
		this.target.setMessageConverter(messageConverter);
		return this;
	}

	/**
	 * Wait for the reply.
	 * @param timeout how long with each try
	 * @return this description
	 * @see ZmqOutboundGateway#setTimeout(Duration)
	 */
	public ZmqOutboundGatewaySpec timeout(Duration timeout) {
		this.target.setTimeout(timeout);
		return this;
	}

	/**
	 * Send a request again if it gets no reply.
	 * @param tries how often at most
	 * @return this description
	 * @see ZmqOutboundGateway#setTries(int)
	 */
	public ZmqOutboundGatewaySpec tries(int tries) {
		this.target.setTries(tries);
		return this;
	}

	/**
	 * Go on with asynchronous replies on other threads.
	 * @param replyExecutor the executor
	 * @return this description
	 * @see ZmqOutboundGateway#setReplyExecutor(Executor)
	 */
	public ZmqOutboundGatewaySpec replyExecutor(Executor replyExecutor) {
		this.target.setReplyExecutor(replyExecutor);
		return this;
	}

}
