package io.github.zmqspring.boot.test.orders;

import io.github.zmqspring.template.ZmqTemplate;

import org.springframework.stereotype.Component;

/**
 * Asks another service what is in stock.
 */
@Component
class Stock {

	private final ZmqTemplate zmq;

	Stock(ZmqTemplate zmq) {
		this.zmq = zmq;
	}

	int available(String sku) {
		return Integer.parseInt(this.zmq.request("stock", sku, String.class));
	}

}
