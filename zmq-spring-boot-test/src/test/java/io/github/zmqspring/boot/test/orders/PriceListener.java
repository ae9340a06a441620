package io.github.zmqspring.boot.test.orders;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.message.ZmqHeaders;

import org.springframework.messaging.handler.annotation.Header;
import org.springframework.stereotype.Component;

/**
 * Knows exchange rates and converts prices.
 */
@Component
class PriceListener {

	private final Map<String, Integer> rates = new ConcurrentHashMap<>();

	@ZmqListener(socket = "rates")
	void rate(String percent, @Header(ZmqHeaders.TOPIC) String currency) {
		this.rates.put(currency.strip(), Integer.valueOf(percent));
	}

	@ZmqListener(socket = "prices", concurrency = "2")
	String price(String question) {
		String[] words = question.split(" ");
		Integer rate = this.rates.get(words[1]);
		return (rate != null) ? String.valueOf(Integer.parseInt(words[0]) * rate / 100) : "unknown " + words[1];
	}

}
