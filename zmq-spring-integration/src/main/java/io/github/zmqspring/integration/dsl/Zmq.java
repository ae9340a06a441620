package io.github.zmqspring.integration.dsl;

import io.github.zmqspring.integration.SubscribableZmqChannel;
import io.github.zmqspring.integration.ZmqInboundChannelAdapter;
import io.github.zmqspring.integration.ZmqInboundGateway;
import io.github.zmqspring.integration.ZmqMessageSource;
import io.github.zmqspring.integration.ZmqOutboundChannelAdapter;
import io.github.zmqspring.integration.ZmqOutboundGateway;
import io.github.zmqspring.socket.SocketSpec;

/**
 * Begins the ZeroMQ components of a flow. A socket is named, as one of the application's,
 * or described on the spot.
 *
 * <pre class="code">
 * IntegrationFlow.from(Zmq.inboundAdapter("weather").payloadType(String.class))
 *     .handle((payload, headers) -&gt; ...)
 * </pre>
 */
public final class Zmq {

	private Zmq() {
	}

	/**
	 * Send what a socket receives into a flow, as it comes.
	 * @param socket the name of the socket
	 * @return the adapter
	 */
	public static ZmqInboundChannelAdapterSpec inboundAdapter(String socket) {
		return new ZmqInboundChannelAdapterSpec(new ZmqInboundChannelAdapter(socket));
	}

	/**
	 * Send what a socket of the adapter's own receives into a flow.
	 * @param socket the socket
	 * @return the adapter
	 */
	public static ZmqInboundChannelAdapterSpec inboundAdapter(SocketSpec socket) {
		return new ZmqInboundChannelAdapterSpec(new ZmqInboundChannelAdapter(socket));
	}

	/**
	 * Receive from a socket when a poller asks.
	 * @param socket the name of the socket
	 * @return the source
	 */
	public static ZmqMessageSourceSpec inboundSource(String socket) {
		return new ZmqMessageSourceSpec(new ZmqMessageSource(socket));
	}

	/**
	 * Receive from a socket of the source's own when a poller asks.
	 * @param socket the socket
	 * @return the source
	 */
	public static ZmqMessageSourceSpec inboundSource(SocketSpec socket) {
		return new ZmqMessageSourceSpec(new ZmqMessageSource(socket));
	}

	/**
	 * Send the messages of a flow through a socket.
	 * @param socket the name of the socket
	 * @return the adapter
	 */
	public static ZmqOutboundChannelAdapterSpec outboundAdapter(String socket) {
		return new ZmqOutboundChannelAdapterSpec(new ZmqOutboundChannelAdapter(socket));
	}

	/**
	 * Send the messages of a flow through a socket of the adapter's own.
	 * @param socket the socket
	 * @return the adapter
	 */
	public static ZmqOutboundChannelAdapterSpec outboundAdapter(SocketSpec socket) {
		return new ZmqOutboundChannelAdapterSpec(new ZmqOutboundChannelAdapter(socket));
	}

	/**
	 * Answer the requests that a socket receives by a flow.
	 * @param socket the name of the socket
	 * @return the gateway
	 */
	public static ZmqInboundGatewaySpec inboundGateway(String socket) {
		return new ZmqInboundGatewaySpec(new ZmqInboundGateway(socket));
	}

	/**
	 * Answer the requests that a socket of the gateway's own receives by a flow.
	 * @param socket the socket
	 * @return the gateway
	 */
	public static ZmqInboundGatewaySpec inboundGateway(SocketSpec socket) {
		return new ZmqInboundGatewaySpec(new ZmqInboundGateway(socket));
	}

	/**
	 * Make requests of the messages of a flow, which goes on with the replies.
	 * @param socket the name of the socket
	 * @return the gateway
	 */
	public static ZmqOutboundGatewaySpec outboundGateway(String socket) {
		return new ZmqOutboundGatewaySpec(new ZmqOutboundGateway(socket));
	}

	/**
	 * Make requests of the messages of a flow through a socket of the gateway's own.
	 * @param socket the socket
	 * @return the gateway
	 */
	public static ZmqOutboundGatewaySpec outboundGateway(SocketSpec socket) {
		return new ZmqOutboundGatewaySpec(new ZmqOutboundGateway(socket));
	}

	/**
	 * A channel between processes that gives each message to one subscriber.
	 * @param sendTo the name of the socket that messages leave through
	 * @param receiveFrom the name of the socket that they come in through
	 * @return the channel
	 */
	public static ZmqChannelSpec queueChannel(String sendTo, String receiveFrom) {
		return new ZmqChannelSpec(SubscribableZmqChannel.queue(sendTo, receiveFrom));
	}

	/**
	 * A channel between processes that gives each message to all subscribers.
	 * @param sendTo the name of the socket that messages leave through
	 * @param receiveFrom the name of the socket that they come in through
	 * @return the channel
	 */
	public static ZmqChannelSpec publishSubscribeChannel(String sendTo, String receiveFrom) {
		return new ZmqChannelSpec(SubscribableZmqChannel.publishSubscribe(sendTo, receiveFrom));
	}

}
