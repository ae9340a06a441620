package io.github.zmqspring.benchmarks.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.template.ZmqTemplate;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZContext;

import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

/**
 * A Spring Boot application with the starter and the actuator, as a user would have it:
 * sockets from properties, listeners as beans, health, metrics and counters on.
 */
public final class App implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private App(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Begin to describe an application.
	 * @return a builder
	 */
	public static Builder with() {
		return new Builder();
	}

	/**
	 * Return the template.
	 * @return what sends and requests
	 */
	public ZmqTemplate template() {
		return this.context.getBean(ZmqTemplate.class);
	}

	/**
	 * Return a bean.
	 * @param <T> its type
	 * @param type its type
	 * @return the bean
	 */
	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/**
	 * Return where a socket is bound.
	 * @param socket the name of the socket
	 * @return its first endpoint
	 */
	public String endpoint(String socket) {
		return bean(ZmqSocketRegistry.class).get(socket).boundEndpoints().get(0).toString();
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	/**
	 * Describes an application.
	 */
	public static final class Builder {

		private final Map<String, Object> properties = new LinkedHashMap<>();

		private final List<Object> beans = new ArrayList<>();

		Builder() {
			this.properties.put("logging.level.root", "warn");
		}

		/**
		 * Set a property.
		 * @param name the name
		 * @param value the value
		 * @return this builder
		 */
		public Builder property(String name, Object value) {
			this.properties.put(name, value);
			return this;
		}

		/**
		 * Declare a socket.
		 * @param name its name
		 * @param type its type
		 * @param bind whether it is bound; otherwise it is connected
		 * @param endpoint its endpoint
		 * @return this builder
		 */
		public Builder socket(String name, ZmqSocketType type, boolean bind, String endpoint) {
			return option(name, "type", type).option(name, bind ? "bind" : "connect", endpoint);
		}

		/**
		 * Set an option of a socket.
		 * @param socket the name of the socket
		 * @param option the name of the option
		 * @param value its value
		 * @return this builder
		 */
		public Builder option(String socket, String option, Object value) {
			return property("zmq.sockets." + socket + "." + option, value);
		}

		/**
		 * Use a JeroMQ context that somebody else closes.
		 * @param engine the context
		 * @return this builder
		 */
		public Builder engine(@Nullable ZContext engine) {
			return (engine != null) ? bean(engine) : this;
		}

		/**
		 * Declare a bean.
		 * @param bean an object with listener methods
		 * @return this builder
		 */
		public Builder bean(Object bean) {
			this.beans.add(bean);
			return this;
		}

		/**
		 * Start the application.
		 * @return the application, whose sockets are open
		 */
		public App start() {
			SpringApplication application = new SpringApplication(Application.class);
			application.setWebApplicationType(WebApplicationType.NONE);
			application.setBannerMode(Banner.Mode.OFF);
			application.setRegisterShutdownHook(false);
			application.setDefaultProperties(this.properties);
			application.addInitializers((context) -> register((GenericApplicationContext) context));
			return new App(application.run());
		}

		private void register(GenericApplicationContext context) {
			for (int i = 0; i < this.beans.size(); i++) {
				register(context, "listener" + i, this.beans.get(i));
			}
		}

		@SuppressWarnings("unchecked")
		private static <T> void register(GenericApplicationContext context, String name, T bean) {
			Supplier<T> supplier = () -> bean;
			// What is closed with the application is what the application has opened.
			context.registerBean(name, (Class<T>) bean.getClass(), supplier,
					(definition) -> ((AbstractBeanDefinition) definition).setDestroyMethodName(""));
		}

	}

}
