package io.github.zmqspring.sample;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.socket.ZmqSocketType;

import org.springframework.stereotype.Component;

/**
 * Service behind the request-reply broker (Guide, chapter 2). The broker itself is the
 * proxy {@code zmq.proxies.broker}: clients and services connect to it and know nothing
 * of each other.
 */
@Component
class BrokerService {

	private final Transcript transcript;

	BrokerService(Transcript transcript) {
		this.transcript = transcript;
	}

	@ZmqListener(id = "broker-service", type = ZmqSocketType.REP, connect = "${sample.at}:5560")
	String serve(String request) {
		this.transcript.say("Received request: [%s]", request);
		return "World";
	}

}
