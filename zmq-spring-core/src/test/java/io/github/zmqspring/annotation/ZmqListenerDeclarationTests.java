package io.github.zmqspring.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.zmqspring.error.DuplicateListenerException;
import io.github.zmqspring.error.UnknownSocketException;
import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.listener.Listeners;
import io.github.zmqspring.listener.ZmqListenerContainerFactory;
import io.github.zmqspring.listener.ZmqListenerEndpoint;
import io.github.zmqspring.message.HeaderPolicy;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocketType;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.zeromq.SocketType;
import reactor.core.publisher.Flux;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.AliasFor;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.MessageMappingReflectiveProcessor;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How listeners are declared, and which declarations fail the start.
 */
@Timeout(180)
class ZmqListenerDeclarationTests {

	private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

	@RegisterExtension
	final Listeners listeners = new Listeners().socket("in", ZmqSocketType.PULL)
		.socket("rep", ZmqSocketType.REP)
		.socket("out", ZmqSocketType.PUSH);

	private String next() throws InterruptedException {
		return this.received.poll(30, TimeUnit.SECONDS);
	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@ZmqListener(type = ZmqSocketType.PULL, bind = Listeners.ANY_PORT)
	@interface PullFrom {

		@AliasFor(annotation = ZmqListener.class)
		String id();

	}

	@Test
	void whenAnnotationIsComposedItsAliasesCount() throws Exception {
		this.listeners.start(new Object() {
			@PullFrom(id = "composed")
			void handle(String payload) {
				ZmqListenerDeclarationTests.this.received.add(payload);
			}
		});
		this.listeners.peer(SocketType.PUSH, "composed").send("x");
		assertThat(next()).isEqualTo("x");
	}

	@Test
	void whenAnnotationIsRepeatedEachIsAListener() throws Exception {
		this.listeners.start(new Object() {
			@ZmqListener(socket = "in")
			@ZmqListener(id = "second", type = ZmqSocketType.PULL, bind = Listeners.ANY_PORT)
			void handle(String payload) {
				ZmqListenerDeclarationTests.this.received.add(payload);
			}
		});
		this.listeners.peer(SocketType.PUSH, "in").send("1");
		assertThat(next()).isEqualTo("1");
		this.listeners.peer(SocketType.PUSH, "second").send("2");
		assertThat(next()).isEqualTo("2");
	}

	@Test
	void whenAttributesHavePlaceholdersAndExpressionsTheyAreResolved() {
		this.listeners.property("endpoints", Listeners.ANY_PORT + "," + Listeners.ANY_PORT)
			.property("hwm", "77")
			.property("workers", 3);
		this.listeners.start(new Resolved());
		ZmqListenerEndpoint endpoint = this.listeners.container("resolved").getEndpoint();
		SocketSpec spec = this.listeners.socket("resolved").spec();
		assertThat(endpoint.group()).isEqualTo("group of resolved");
		assertThat(endpoint.concurrency()).isEqualTo(6);
		assertThat(endpoint.autoStartup()).isFalse();
		assertThat(endpoint.batchSize()).isEqualTo(5);
		assertThat(endpoint.batchTimeout()).isEqualTo(Duration.ofMillis(20));
		assertThat(spec.binds()).hasSize(2);
		assertThat(spec.topics()).containsExactly("a".getBytes(), "b,c ".getBytes());
		assertThat(spec.options().get(ZmqOptions.RECEIVE_HWM)).isEqualTo(77);
		assertThat(spec.options().get(ZmqOptions.LINGER)).isEqualTo(Duration.ofSeconds(2));
		assertThat(spec.options().get(ZmqOptions.RECEIVE_BUFFER)).isEqualTo(DataSize.ofKilobytes(128));
		HeaderPolicy headers = spec.headers();
		assertThat(headers).isNotNull();
		assertThat(headers.allowsInbound("source")).isTrue();
		assertThat(headers.allowsInbound("x-trace")).isTrue();
		assertThat(headers.allowsInbound("other")).isFalse();
	}

	static class Resolved {

		public String name = "resolved";

		public List<String> topics = List.of("a", "b,c ");

		@ZmqListener(id = "#{__listener.name}", group = "group of #{__listener.name}", type = ZmqSocketType.SUB,
				bind = "${endpoints}", topics = "#{__listener.topics}",
				options = { "receive-hwm=${hwm}", "linger=2s", "receive-buffer=128KB", "headers=source, x-*" },
				concurrency = "#{${workers} * 2}", autoStartup = "${missing:false}", batchSize = "5",
				batchTimeout = "PT0.02S")
		void handle(List<String> payloads) {
		}

	}

	@Test
	void whenNoIdIsGivenItIsTheSocketOrBeanAndMethod() {
		this.listeners.bean("my$bean", Unnamed.class, new Unnamed()).start();
		assertThat(this.listeners.registry().ids()).containsExactlyInAnyOrder("in", "my-bean.own");
	}

	static class Unnamed {

		@ZmqListener(socket = "in")
		void named(String payload) {
		}

		@ZmqListener(type = ZmqSocketType.PULL, bind = Listeners.ANY_PORT)
		void own(String payload) {
		}

	}

	@Test
	void whenBeanIsProxiedTheProxyIsCalled() throws Exception {
		ProxyFactory factory = new ProxyFactory(new Target1());
		factory.setProxyTargetClass(true);
		factory.addAdvice((MethodInterceptor) (invocation) -> {
			this.received.add("before " + invocation.getArguments()[0]);
			return invocation.proceed();
		});
		this.listeners.start(factory.getProxy());
		this.listeners.peer(SocketType.PUSH, "in").send("x");
		assertThat(next()).isEqualTo("before x");
	}

	static class Target1 {

		@ZmqListener(socket = "in")
		public void handle(String payload) {
		}

	}

	@Test
	void whenProxyHasInterfacesTheirMethodIsCalled() throws Exception {
		ProxyFactory factory = new ProxyFactory(new Target2());
		factory.addAdvice((MethodInterceptor) (invocation) -> {
			this.received.add("before " + invocation.getArguments()[0]);
			return invocation.proceed();
		});
		this.listeners.start(factory.getProxy());
		this.listeners.peer(SocketType.PUSH, "in").send("x");
		assertThat(next()).isEqualTo("before x");
	}

	interface Handles {

		void handle(String payload);

	}

	static class Target2 implements Handles {

		@Override
		@ZmqListener(socket = "in")
		public void handle(String payload) {
		}

	}

	@Test
	void whenBeanIsLazyItsListenerStartsWithIt() {
		this.listeners.configuration(LazyBeans.class).start();
		assertThat(this.listeners.registry().ids()).isEmpty();
		this.listeners.application().getBean("lazy");
		assertThat(this.listeners.container("in").isRunning()).isTrue();
	}

	@Configuration(proxyBeanMethods = false)
	static class LazyBeans {

		@Bean
		@Lazy
		Target1 lazy() {
			return new Target1();
		}

	}

	@Test
	void whenConfigurerRegistersItsListenerStartsWithTheOthers() throws Exception {
		ZmqListenerConfigurer configurer = (registry) -> registry.register(ZmqListenerEndpoint.of("function")
			.socket("in")
			.listener((payload) -> this.received.add(payload.frameAsString(0)))
			.build());
		this.listeners.bean("configurer", ZmqListenerConfigurer.class, configurer).start();
		this.listeners.peer(SocketType.PUSH, "in").send("x");
		assertThat(next()).isEqualTo("x");
	}

	@Test
	void whenFactoryIsNamedItsSettingsCountAndCustomizersHaveTheLastWord() {
		ZmqListenerContainerFactory other = new ZmqListenerContainerFactory();
		other.setConcurrency(4);
		other.setAutoStartup(false);
		other.setCustomizers(List.of((id, endpoint) -> endpoint.group("customized " + id)));
		this.listeners.bean("other", ZmqListenerContainerFactory.class, other).start(new Object() {
			@ZmqListener(socket = "in", containerFactory = "other")
			void handle(String payload) {
			}
		});
		ZmqListenerEndpoint endpoint = this.listeners.container("in").getEndpoint();
		assertThat(endpoint.concurrency()).isEqualTo(4);
		assertThat(endpoint.group()).isEqualTo("customized in");
		assertThat(this.listeners.container("in").isRunning()).isFalse();
	}

	@Test
	void whenProcessedAheadOfTimeThePayloadTypeIsRegistered() throws Exception {
		assertThat(ZmqListener.class).hasAnnotation(MessageMapping.class);
		assertThat(ZmqHandler.class).hasAnnotation(MessageMapping.class);
		RuntimeHints hints = new RuntimeHints();
		new MessageMappingReflectiveProcessor().registerReflectionHints(hints.reflection(),
				Aot.class.getDeclaredMethod("handle", Payload.class));
		assertThat(RuntimeHintsPredicates.reflection().onType(Payload.class)).accepts(hints);
	}

	static class Aot {

		@ZmqListener(socket = "in")
		void handle(Payload payload) {
		}

	}

	record Payload(String value) {

	}

	// what is refused

	private void assertRefused(Object bean, String property, String... messages) {
		assertThatExceptionOfType(ZmqConfigurationException.class).isThrownBy(() -> this.listeners.start(bean))
			.satisfies((ex) -> {
				assertThat(ex.getProperty()).isEqualTo(property);
				assertThat(ex.getSubject()).startsWith("@ZmqListener method");
				assertThat(ex.getMessage()).contains(messages);
			});
	}

	@Test
	void whenTwoListenersReadOneSocketTheStartFails() {
		assertThatExceptionOfType(DuplicateListenerException.class)
			.isThrownBy(() -> this.listeners.start(new Target1(), new Target2()))
			.withMessageContaining("Target1.handle")
			.withMessageContaining("Target2.handle");
	}

	@Test
	void whenTwoListenersHaveOneIdTheStartFails() {
		assertRefused(new Object() {
			@ZmqListener(id = "same", socket = "in")
			@ZmqListener(id = "same", socket = "rep")
			void handle(String payload) {
			}
		}, "id", "same");
	}

	@Test
	void whenSocketIsUnknownTheStartFails() {
		assertThatExceptionOfType(UnknownSocketException.class).isThrownBy(() -> this.listeners.start(new Object() {
			@ZmqListener(socket = "nowhere")
			void handle(String payload) {
			}
		})).withMessageContaining("nowhere").withMessageContaining("@ZmqListener method");
	}

	@Test
	void whenSendToIsUnknownTheStartFails() {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> this.listeners.start(new Object() {
			@ZmqListener(socket = "in")
			@SendTo("nowhere")
			String handle(String payload) {
				return payload;
			}
		})).withStackTraceContaining("There is no socket 'nowhere'");
	}

	@Test
	void whenSendToCannotSendTheStartFails() {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> this.listeners.start(new Object() {
			@ZmqListener(socket = "rep")
			@SendTo("in")
			String handle(String payload) {
				return payload;
			}
		})).withStackTraceContaining("a PULL socket does not send");
	}

	@Test
	void whenSocketIsNamedAndDescribedTheStartFails() {
		assertRefused(new Object() {
			@ZmqListener(socket = "in", connect = "tcp://localhost:1")
			void handle(String payload) {
			}
		}, "socket", "connect is set, too");
	}

	@Test
	void whenThereIsNoSocketTheStartFails() {
		assertRefused(new Object() {
			@ZmqListener
			void handle(String payload) {
			}
		}, "socket", "reads no socket");
	}

	@Test
	void whenThereIsNoTypeTheStartFails() {
		assertRefused(new Object() {
			@ZmqListener(bind = Listeners.ANY_PORT)
			void handle(String payload) {
			}
		}, "type", "a socket has one type");
	}

	@Test
	void whenSocketDoesNotReceiveTheStartFails() {
		assertRefused(new Object() {
			@ZmqListener(socket = "out")
			void handle(String payload) {
			}
		}, "socket", "a PUSH socket does not receive");
	}

	@Test
	void whenOwnSocketDoesNotReceiveTheStartFailsAndLeavesNoSocket() {
		assertRefused(new Object() {
			@ZmqListener(id = "pub", type = ZmqSocketType.PUB, bind = Listeners.ANY_PORT)
			void handle(String payload) {
			}
		}, "type", "a PUB socket does not receive");
		assertThat(this.listeners.sockets().registry().find("pub")).isNull();
	}

	@Test
	void whenSubHasNoTopicsTheStartFails() {
		assertThatExceptionOfType(ZmqConfigurationException.class).isThrownBy(() -> this.listeners.start(new Object() {
			@ZmqListener(type = ZmqSocketType.SUB, bind = Listeners.ANY_PORT)
			void handle(String payload) {
			}
		})).withMessageContaining("topics").withMessageContaining("@ZmqListener method");
	}

	@Test
	void whenResultHasNoWayBackTheStartFails() {
		assertRefused(new Object() {
			@ZmqListener(socket = "in")
			String handle(String payload) {
				return payload;
			}
		}, "return value", "a PULL socket has no way back", "@SendTo");
	}

	@Test
	void whenRepReturnsFluxTheStartFails() {
		assertRefused(new Object() {
			@ZmqListener(socket = "rep")
			Flux<String> handle(String payload) {
				return Flux.just(payload);
			}
		}, "return value", "one reply to each request");
	}

	@Test
	void whenSendToHasNoResultTheStartFails() {
		assertRefused(new Object() {
			@ZmqListener(socket = "in")
			@SendTo("out")
			void handle(String payload) {
			}
		}, "@SendTo", "returns nothing");
	}

	@Test
	void whenBatchHasAResultButNowhereToSendItTheStartFails() {
		assertRefused(new Object() {
			@ZmqListener(type = ZmqSocketType.ROUTER, bind = Listeners.ANY_PORT, batchSize = "2")
			String handle(List<String> payload) {
				return "";
			}
		}, "batchSize", "a batch has no sender");
	}

	@Test
	void whenBatchIsOnRepTheStartFails() {
		assertRefused(new Object() {
			@ZmqListener(socket = "rep", batchSize = "2")
			void handle(List<String> payload) {
			}
		}, "batchSize", "wants a reply");
	}

	@Test
	void whenBatchMethodTakesNoListTheStartFails() {
		assertRefused(new Object() {
			@ZmqListener(socket = "in", batchSize = "2")
			void handle(String payload) {
			}
		}, "batchSize", "must have a List");
	}

	@Test
	void whenNumberIsNoneTheStartFails() {
		assertRefused(new Object() {
			@ZmqListener(socket = "in", concurrency = "many")
			void handle(String payload) {
			}
		}, "concurrency", "many", "no whole number");
	}

	@Test
	void whenConcurrencyIsZeroTheStartFails() {
		assertRefused(new Object() {
			@ZmqListener(socket = "in", concurrency = "0")
			void handle(String payload) {
			}
		}, "concurrency", "less than 1");
	}

	@Test
	void whenDurationIsNoneTheStartFails() {
		assertRefused(new Object() {
			@ZmqListener(socket = "in", batchSize = "2", batchTimeout = "soon")
			void handle(List<String> payload) {
			}
		}, "batchTimeout", "soon", "no duration");
	}

	@Test
	void whenPlaceholderIsUnknownTheStartFails() {
		assertRefused(new Object() {
			@ZmqListener(socket = "${nobody.knows}")
			void handle(String payload) {
			}
		}, "socket", "nobody.knows");
	}

	@Test
	void whenBeanIsUnknownTheStartFails() {
		assertRefused(new Object() {
			@ZmqListener(socket = "in", filter = "nobody")
			void handle(String payload) {
			}
		}, "filter", "nobody", "no such bean");
	}

	@Test
	void whenOptionIsUnknownTheStartFails() {
		assertRefused(new Object() {
			@ZmqListener(type = ZmqSocketType.PULL, bind = Listeners.ANY_PORT, options = "recieve-hwm=1")
			void handle(String payload) {
			}
		}, "options", "recieve-hwm", "no such option");
	}

	@Test
	void whenOptionCannotBeReadTheStartFailsWithoutTellingSecrets() {
		assertRefused(new Object() {
			@ZmqListener(type = ZmqSocketType.PULL, bind = Listeners.ANY_PORT, options = "curve-secret-key=sesame")
			void handle(String payload) {
			}
		}, "options", "curve-secret-key=(secret)");
	}

	@Test
	void whenOptionIsOfAnotherTypeOfSocketTheStartFails() {
		assertThatExceptionOfType(ZmqConfigurationException.class).isThrownBy(() -> this.listeners.start(new Object() {
			@ZmqListener(type = ZmqSocketType.PULL, bind = Listeners.ANY_PORT, options = "router-mandatory=true")
			void handle(String payload) {
			}
		})).withMessageContaining("router-mandatory");
	}

}
