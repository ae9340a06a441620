package io.github.zmqspring.boot.test.orders;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.template.ZmqTemplate;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.stereotype.Component;

/**
 * Ships what is in stock and tells the world what is not.
 */
@Component
class OrderListener {

	private final Stock stock;

	private final ZmqTemplate zmq;

	OrderListener(Stock stock, ZmqTemplate zmq) {
		this.stock = stock;
		this.zmq = zmq;
	}

	@ZmqListener(socket = "orders")
	@SendTo("shipments")
	@Nullable Shipment take(Order order) {
		if (this.stock.available(order.sku()) < order.quantity()) {
			this.zmq.send("news", "backorder ", order.id());
			return null;
		}
		return new Shipment(order.id(), order.sku(), order.quantity());
	}

}
