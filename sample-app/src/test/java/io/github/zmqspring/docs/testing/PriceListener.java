package io.github.zmqspring.docs.testing;

import io.github.zmqspring.annotation.ZmqListener;

import org.springframework.stereotype.Component;

@Component
class PriceListener {

	private final Prices prices;

	PriceListener(Prices prices) {
		this.prices = prices;
	}

	@ZmqListener(socket = "prices")
	String price(String sku) {
		return this.prices.of(sku);
	}

}
