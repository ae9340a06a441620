package io.github.zmqspring.listener;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.StartupFailurePolicy;
import io.github.zmqspring.socket.ZmqContext;
import io.github.zmqspring.socket.ZmqContextOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.messaging.handler.annotation.Header;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Listeners work without Reactor, Kotlin, Jackson and Bean Validation.
 */
@Timeout(180)
class OptionalDependenciesTests {

	@Test
	void whenOptionalLibrariesAreMissingListenersWork() throws Exception {
		ClassLoader without = new Without("reactor.", "org.reactivestreams.", "kotlin.", "kotlinx.", "tools.jackson.",
				"com.fasterxml.", "jakarta.");
		assertThat(ClassUtils.isPresent("reactor.core.publisher.Mono", without)).isFalse();
		Class<?> scenario = without.loadClass(Scenario.class.getName());
		assertThat(scenario).isNotSameAs(Scenario.class);
		Object result = ((Callable<?>) ReflectionUtils.accessibleConstructor(scenario).newInstance()).call();
		assertThat(result).isEqualTo("now Hello, later Hello");
	}

	static final class Scenario implements Callable<String> {

		@Override
		public String call() {
			ZmqSocketRegistry sockets = new ZmqSocketRegistry(new ZmqContext(ZmqContextOptions.DEFAULTS),
					StartupFailurePolicy.FAIL, List.of(), (event) -> {
					});
			ZmqListenerRegistry listeners = new ZmqListenerRegistry(sockets, new ZmqListenerContainerFactory());
			sockets.start();
			try {
				ZmqSocket one = pair(sockets, listeners, "now");
				ZmqSocket two = pair(sockets, listeners, "later");
				listeners.start();
				return ask(one) + ", " + ask(two);
			}
			finally {
				listeners.stop();
				sockets.stop();
			}
		}

		private ZmqSocket pair(ZmqSocketRegistry sockets, ZmqListenerRegistry listeners, String name) {
			sockets.register(SocketSpec.of(name, ZmqSocketType.PAIR).bind("inproc://" + name).build());
			listeners.register(ZmqListenerEndpoint.of(name)
				.socket(name)
				.method(this, ReflectionUtils.findMethod(getClass(), name, (Class<?>[]) null))
				.build());
			return sockets
				.register(SocketSpec.of("to-" + name, ZmqSocketType.PAIR).connect("inproc://" + name).build());
		}

		private static String ask(ZmqSocket socket) {
			socket.send("Hello".getBytes());
			ZmqMessage reply = socket.receive(Duration.ofSeconds(30));
			return (reply != null) ? reply.frameAsString(0) : "nothing";
		}

		@SuppressWarnings("unused")
		Object now(String request, @Header("zeromq_socket") String socket) {
			return socket + " " + request;
		}

		@SuppressWarnings("unused")
		CompletableFuture<String> later(String request) {
			return CompletableFuture.supplyAsync(() -> "later " + request);
		}

	}

	/** Loads everything itself but the JDK, and has no classes of some packages. */
	private static final class Without extends ClassLoader {

		private final String[] missing;

		Without(String... missing) {
			super(OptionalDependenciesTests.class.getClassLoader());
			this.missing = missing;
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			synchronized (getClassLoadingLock(name)) {
				for (String prefix : this.missing) {
					if (name.startsWith(prefix)) {
						throw new ClassNotFoundException(name);
					}
				}
				if (!name.startsWith("io.github.zmqspring.") && !name.startsWith("org.springframework.")) {
					return super.loadClass(name, resolve);
				}
				Class<?> loaded = findLoadedClass(name);
				return (loaded != null) ? loaded : define(name);
			}
		}

		private Class<?> define(String name) throws ClassNotFoundException {
			try (InputStream bytes = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
				if (bytes == null) {
					throw new ClassNotFoundException(name);
				}
				byte[] content = bytes.readAllBytes();
				return defineClass(name, content, 0, content.length);
			}
			catch (IOException ex) {
				throw new ClassNotFoundException(name, ex);
			}
		}

	}

}
