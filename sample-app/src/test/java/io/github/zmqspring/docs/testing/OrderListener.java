package io.github.zmqspring.docs.testing;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.template.ZmqTemplate;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.stereotype.Component;

@Component
class OrderListener {

	private final ZmqTemplate zmq;

	OrderListener(ZmqTemplate zmq) {
		this.zmq = zmq;
	}

	@ZmqListener(socket = "orders")
	@SendTo("shipments")
	@Nullable String take(String sku) {
		if (this.zmq.request("stock", sku, String.class).equals("0")) {
			this.zmq.send("news", "sold-out ", sku);
			return null;
		}
		return "ship " + sku;
	}

}
