package io.github.zmqspring.docs;

import java.util.Map;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.message.ZmqHeaders;
import io.github.zmqspring.template.ZmqTemplate;

import org.springframework.messaging.handler.annotation.Header;
import org.springframework.stereotype.Component;

/**
 * A snippet of {@code listeners.md}.
 */
@Component
class LastValues {

	private final Map<String, String> values = Map.of("10001 ", "20 degrees");

	private final ZmqTemplate template;

	LastValues(ZmqTemplate template) {
		this.template = template;
	}

	@ZmqListener(socket = "prices")
	void onSubscription(String topic, @Header(ZmqHeaders.SUBSCRIPTION) boolean subscribed) {
		if (subscribed && this.values.containsKey(topic)) {
			this.template.send("prices", topic, this.values.get(topic));
		}
	}

}
