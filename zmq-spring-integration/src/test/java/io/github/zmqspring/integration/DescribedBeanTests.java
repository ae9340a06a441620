package io.github.zmqspring.integration;

import java.util.concurrent.BlockingQueue;

import io.github.zmqspring.integration.dsl.Zmq;
import io.github.zmqspring.integration.dsl.ZmqInboundChannelAdapterSpec;
import io.github.zmqspring.integration.dsl.ZmqOutboundChannelAdapterSpec;
import io.github.zmqspring.listener.ZmqListenerRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.core.Pausable;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Beans that are descriptions of the DSL: what they describe works on the sockets of the
 * application as everything else does.
 */
@Timeout(60)
class DescribedBeanTests {

	@RegisterExtension
	final Flows flows = new Flows();

	@Test
	void aDescribedAdapterIsAListenerUnderTheNameOfItsBean() throws InterruptedException {
		this.flows.bound("in", ZmqSocketType.PULL)
			.channel("out")
			.bean("reader", ZmqInboundChannelAdapterSpec.class,
					Zmq.inboundAdapter("in").payloadType(String.class).outputChannel("out"))
			.start();
		BlockingQueue<Message<?>> messages = this.flows.received("out");
		this.flows.peer(SocketType.PUSH, "in").send("hello");
		assertThat(Flows.next(messages).getPayload()).isEqualTo("hello");
		assertThat(this.flows.bean(ZmqListenerRegistry.class).ids()).containsExactly("reader");
		assertThat(this.flows.application().getBean("reader", Pausable.class).isRunning()).isTrue();
	}

	@Test
	void aDescribedAdapterSendsTheMessagesOfTheFlowThatUsesIt() {
		ZmqOutboundChannelAdapterSpec sender = Zmq.outboundAdapter("tasks");
		this.flows.bound("tasks", ZmqSocketType.PUSH)
			.channel("in")
			.bean("sender", ZmqOutboundChannelAdapterSpec.class, sender)
			.configuration(SendingFlow.class)
			.start();
		ZMQ.Socket peer = this.flows.peer(SocketType.PULL, "tasks");
		this.flows.send("in", "a task");
		assertThat(peer.recvStr()).isEqualTo("a task");
	}

	@Configuration(proxyBeanMethods = false)
	static class SendingFlow {

		@Bean
		IntegrationFlow sending(@Qualifier("sender") MessageHandler sender) {
			return IntegrationFlow.from("in").handle(sender).get();
		}

	}

}
