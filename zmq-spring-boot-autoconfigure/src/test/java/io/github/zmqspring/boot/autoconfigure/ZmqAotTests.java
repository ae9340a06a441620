package io.github.zmqspring.boot.autoconfigure;

import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.template.ZmqTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeHint;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for processing ahead of time, and for what a native image is told to keep.
 */
@Timeout(120)
class ZmqAotTests {

	private static final Map<String, Object> PROPERTIES = Map.of("zmq.sockets.server.type", "rep",
			"zmq.sockets.server.bind", "inproc://server", "zmq.sockets.client.type", "dealer",
			"zmq.sockets.client.connect", "inproc://server", "zmq.proxies.line.kind", "streamer",
			"zmq.proxies.line.frontend.bind", "inproc://front", "zmq.proxies.line.backend.bind", "inproc://back");

	@Test
	@CompileWithForkedClassLoader
	void contextThatWasProcessedAheadOfTimeAnswersRequests() {
		process((initializer, hints) -> {
			try (GenericApplicationContext context = new GenericApplicationContext()) {
				context.getEnvironment().getPropertySources().addLast(new MapPropertySource("test", PROPERTIES));
				initializer.initialize(context);
				context.refresh();
				assertThat(context.getBean(ZmqTemplate.class).request("client", new Person("AOT"), Person.class))
					.isEqualTo(new Person("Hello AOT"));
				assertThat(context.getBean(ZmqSocketRegistry.class).names()).contains("own", "line.frontend");
			}
		});
	}

	@Test
	@CompileWithForkedClassLoader
	void socketsOfTheRunTimeAreBoundNotThoseOfTheBuild() {
		process((initializer, hints) -> {
			try (GenericApplicationContext context = new GenericApplicationContext()) {
				context.getEnvironment()
					.getPropertySources()
					.addLast(new MapPropertySource("test",
							Map.of("zmq.sockets.server.type", "rep", "zmq.sockets.server.bind", "inproc://other",
									"zmq.sockets.more.type", "sub", "zmq.sockets.more.bind", "inproc://more",
									"zmq.sockets.more.topics", "10001 ")));
				initializer.initialize(context);
				context.refresh();
				assertThat(context.getBean(ZmqSocketRegistry.class).names()).containsExactlyInAnyOrder("server", "more",
						"own");
				assertThat(context.getBean(ZmqSocketRegistry.class).get("more").spec().topics())
					.containsExactly("10001 ".getBytes(StandardCharsets.UTF_8));
			}
		});
	}

	@Test
	@CompileWithForkedClassLoader
	void propertiesAndListenersCanBeReachedByReflection() {
		process((initializer, hints) -> {
			for (Class<?> type : List.of(SocketProperties.class, ProxyProperties.class)) {
				assertThat(
						RuntimeHintsPredicates.reflection().onConstructorInvocation(type.getDeclaredConstructors()[0]))
					.accepts(hints);
			}
			assertThat(RuntimeHintsPredicates.reflection()
				.onMethodInvocation(ClassUtils.getMethod(RetryProperties.class, "setMaxRetries", long.class)))
				.accepts(hints);
			assertThat(RuntimeHintsPredicates.reflection()
				.onMethodInvocation(ClassUtils.getMethod(Listeners.class, "hello", Person.class))).accepts(hints);
			assertThat(RuntimeHintsPredicates.reflection().onType(Person.class)).accepts(hints);
		});
	}

	@Test
	void whatTheCoreReadsOfJeroMqIsKeptAndExists() throws Exception {
		RuntimeHints hints = new RuntimeHints();
		SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class)
			.stream()
			.filter((registrar) -> registrar.getClass().getName().startsWith("io.github.zmqspring."))
			.forEach((registrar) -> registrar.registerHints(hints, null));
		List<TypeHint> types = hints.reflection().typeHints().toList();
		assertThat(types).isNotEmpty();
		for (TypeHint type : types) {
			Class<?> loaded = ClassUtils.forName(type.getType().getName(), null);
			assertThat(type.fields().count() + type.methods().count()).isPositive();
			for (var field : type.fields().toList()) {
				Field found = loaded.getDeclaredField(field.getName());
				assertThat(RuntimeHintsPredicates.reflection().onFieldAccess(found)).accepts(hints);
			}
			for (var method : type.methods().toList()) {
				assertThat(loaded.getDeclaredMethod(method.getName())).isNotNull();
			}
		}
		assertThat(types).extracting(TypeHint::getType).contains(TypeReference.of("zmq.socket.pubsub.Mtrie"));
	}

	private static void process(
			BiConsumer<ApplicationContextInitializer<GenericApplicationContext>, RuntimeHints> test) {
		TestGenerationContext generationContext = new TestGenerationContext(Listeners.class);
		AnnotationConfigApplicationContext built = new AnnotationConfigApplicationContext();
		built.getEnvironment().getPropertySources().addLast(new MapPropertySource("test", PROPERTIES));
		built.register(Listeners.class);
		ClassName initializer = new ApplicationContextAotGenerator().processAheadOfTime(built, generationContext);
		generationContext.writeGeneratedContent();
		TestCompiler.forSystem()
			.with(generationContext)
			.compile((compiled) -> test.accept(
					initializer(compiled.getInstance(ApplicationContextInitializer.class, initializer.toString())),
					generationContext.getRuntimeHints()));
	}

	@SuppressWarnings("unchecked")
	private static ApplicationContextInitializer<GenericApplicationContext> initializer(Object instance) {
		return (ApplicationContextInitializer<GenericApplicationContext>) instance;
	}

	record Person(String name) {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ JacksonAutoConfiguration.class, ValidationAutoConfiguration.class,
			ZmqAutoConfiguration.class, ZmqMessageConverterAutoConfiguration.class, ZmqTemplateAutoConfiguration.class,
			ZmqListenerAutoConfiguration.class, ZmqPortInfoAutoConfiguration.class, ZmqProxyAutoConfiguration.class })
	static class Listeners {

		@ZmqListener(socket = "server")
		public Person hello(Person person) {
			return new Person("Hello " + person.name());
		}

		@ZmqListener(id = "own", type = ZmqSocketType.PULL, bind = "inproc://own")
		public void take(byte[] frame) {
		}

	}

}
