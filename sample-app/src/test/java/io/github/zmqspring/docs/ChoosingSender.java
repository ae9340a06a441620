package io.github.zmqspring.docs;

import io.github.zmqspring.integration.ZmqIntegration;
import io.github.zmqspring.integration.ZmqIntegrationAware;

import org.springframework.integration.handler.AbstractMessageHandler;
import org.springframework.messaging.Message;

/**
 * An endpoint of the reader's own, in {@code spring-integration.md}.
 */
class ChoosingSender extends AbstractMessageHandler implements ZmqIntegrationAware {

	private ZmqIntegration zmq;

	@Override
	public void setZmqIntegration(ZmqIntegration integration) {
		this.zmq = integration;
	}

	@Override
	protected void handleMessageInternal(Message<?> message) {
		String socket = message.getHeaders().get("socket", String.class);
		this.zmq.operations().send(socket, message.getPayload());
	}

}
