package io.github.zmqspring.boot.test.autoconfigure;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.boot.test.ZmqTestPeers;
import io.github.zmqspring.boot.test.transport.ZmqTestTransport;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocketCustomizer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the slice takes of an application.
 */
class ZmqListenerTestTests {

	@Nested
	@ZmqListenerTest(properties = { "test.flag=set", "spring.config.name=none" })
	@ContextConfiguration(classes = Application.class)
	class AllListeners {

		@Autowired
		private ApplicationContext context;

		@Autowired
		private ZmqTestPeers peers;

		@Test
		void listenersAndCustomizersAreThere() {
			assertThat(this.context.getBeansOfType(First.class)).hasSize(1);
			assertThat(this.context.getBeansOfType(Second.class)).hasSize(1);
			assertThat(this.context.getBeansOfType(Customizer.class)).hasSize(1);
		}

		@Test
		void otherBeansAreNot() {
			assertThat(this.context.getBeansOfType(Other.class)).isEmpty();
			assertThat(this.context.containsBean("applicationAvailability")).isFalse();
		}

		@Test
		void testTransportIsUsed() {
			assertThat(this.context.getBeansOfType(ZmqTestTransport.class)).hasSize(1);
			assertThat(this.context.getEnvironment().getProperty("test.flag")).isEqualTo("set");
			this.peers.of("first").send("a").expect("first a");
			this.peers.of("second").send("a").expect("second a");
		}

	}

	@Nested
	@ZmqListenerTest(value = Second.class, properties = "spring.config.name=none")
	@ContextConfiguration(classes = Application.class)
	class OneListener {

		@Autowired
		private ApplicationContext context;

		@Test
		void onlyTheChosenOneIsThere() {
			assertThat(this.context.getBeansOfType(First.class)).isEmpty();
			assertThat(this.context.getBeansOfType(Second.class)).hasSize(1);
		}

	}

	@Nested
	@ZmqListenerTest(includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Other.class),
			excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = First.class),
			properties = "spring.config.name=none")
	@AutoConfigureZmqTestTransport(enabled = false)
	@ContextConfiguration(classes = Application.class)
	class Filtered {

		@Autowired
		private ApplicationContext context;

		@Test
		void filtersAndTcpAreHonoured() {
			assertThat(this.context.getBeansOfType(First.class)).isEmpty();
			assertThat(this.context.getBeansOfType(Second.class)).hasSize(1);
			assertThat(this.context.getBeansOfType(Other.class)).hasSize(1);
			assertThat(this.context.getBeansOfType(ZmqTestTransport.class)).isEmpty();
		}

	}

	@SpringBootApplication
	static class Application {

	}

	@Component
	static class First {

		@ZmqListener(id = "first", type = io.github.zmqspring.socket.ZmqSocketType.REP, bind = "tcp://127.0.0.1:*")
		String echo(String text) {
			return "first " + text;
		}

	}

	@Component
	static class Second {

		@ZmqListener(id = "second", type = io.github.zmqspring.socket.ZmqSocketType.REP, bind = "tcp://127.0.0.1:*")
		String echo(String text) {
			return "second " + text;
		}

	}

	@Component
	static class Customizer implements ZmqSocketCustomizer {

		@Override
		public void customize(String name, SocketSpec.Builder builder) {
		}

	}

	@Service
	static class Other {

	}

}
