package io.github.zmqspring.guide;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.socket.ZmqSocketType;

/**
 * The Guide's first server, without the second of work.
 */
class HelloWorld {

	@ZmqListener(id = "hello", type = ZmqSocketType.REP, bind = "${guide.hello:tcp://127.0.0.1:*}")
	String hello(String request) {
		return request.equals("Hello") ? "World" : "I do not understand: " + request;
	}

}
