package io.github.zmqspring.docs;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.docs.ReadmeSnippets.Result;
import io.github.zmqspring.docs.ReadmeSnippets.Task;
import io.github.zmqspring.template.ZmqTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the page in front of all others claims. The port that a listener of it binds is
 * the Guide's, so that listener is compiled and not run.
 */
@Timeout(120)
class ReadmeTests {

	private final ApplicationContextRunner contextRunner = Docs.contextRunner();

	@Test
	void echoAnswers() {
		this.contextRunner.withUserConfiguration(Echo.class)
			.withPropertyValues("zmq.sockets.echo.type=rep", "zmq.sockets.echo.bind=inproc://echo",
					"zmq.sockets.client.type=dealer", "zmq.sockets.client.connect=inproc://echo")
			.run((context) -> assertThat(context.getBean(ZmqTemplate.class).request("client", "hello", String.class))
				.isEqualTo("You said: hello"));
	}

	@Test
	void messagesAreSentAndRequestsAnswered() {
		this.contextRunner.withUserConfiguration(Hello.class)
			.withPropertyValues("zmq.sockets.weather.type=pub", "zmq.sockets.weather.bind=inproc://weather",
					"zmq.sockets.service.type=rep", "zmq.sockets.service.bind=inproc://hello",
					"zmq.sockets.hello.type=dealer", "zmq.sockets.hello.connect=inproc://hello")
			.run((context) -> {
				ReadmeSnippets snippets = new ReadmeSnippets(context.getBean(ZmqTemplate.class));
				assertThat(snippets.send()).isEqualTo("WorldWorld");
				assertThat(snippets.work(new Task(7))).isEqualTo(new Result(7));
			});
	}

	static class Hello {

		@ZmqListener(socket = "service")
		String hello(String request) {
			return "World";
		}

	}

}
