package io.github.zmqspring.docs.gettingstarted;

import io.github.zmqspring.template.ZmqTemplate;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

@Component
class HelloClient implements ApplicationRunner {

	private final ZmqTemplate template;

	HelloClient(ZmqTemplate template) {
		this.template = template;
	}

	@Override
	public void run(ApplicationArguments args) {
		for (int i = 0; i < 10; i++) {
			String reply = this.template.request("hello-client", "Hello", String.class);
			System.out.println("Received reply " + i + ": " + reply);
		}
	}

}
