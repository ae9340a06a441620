package io.github.zmqspring.docs.testing;

import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqspring.boot.autoconfigure.ZmqAutoConfiguration;
import io.github.zmqspring.boot.autoconfigure.ZmqPortInfoAutoConfiguration;
import io.github.zmqspring.docs.testing.TestingSnippets.DetailsConfiguration;
import io.github.zmqspring.docs.testing.TestingSnippets.MappingConfiguration;
import io.github.zmqspring.docs.testing.TestingSnippets.TapConfiguration;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.ZmqEndpoint;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the beans of {@code testing.md} do.
 */
class TestingSnippetsTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class, ZmqPortInfoAutoConfiguration.class))
		.withPropertyValues("zmq.sockets.news.type=pub", "zmq.sockets.news.bind=tcp://127.0.0.1:*",
				"zmq.sockets.shipments.type=push", "zmq.sockets.shipments.connect=tcp://warehouse.example:5558");

	@Test
	void tapCounts() {
		this.contextRunner.withUserConfiguration(TapConfiguration.class, MappingConfiguration.class).run((context) -> {
			context.getBean(ZmqSocketRegistry.class).get("news").send(ZmqMessage.ofStrings("a"));
			assertThat(context.getBean(AtomicInteger.class)).hasValue(1);
		});
	}

	@Test
	void detailsMoveTheSocket() {
		this.contextRunner.withUserConfiguration(DetailsConfiguration.class)
			.run((context) -> assertThat(context.getBean(ZmqSocketRegistry.class).get("shipments").spec().connects())
				.containsExactly(ZmqEndpoint.parse("tcp://localhost:6558")));
	}

	@Test
	void mappingMovesTheSocketThatKeepsItsName() {
		this.contextRunner.withUserConfiguration(MappingConfiguration.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

}
