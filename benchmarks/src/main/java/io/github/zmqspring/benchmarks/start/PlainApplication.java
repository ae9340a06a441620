package io.github.zmqspring.benchmarks.start;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * An application without any code of its own, with whatever is on its class path. It says
 * when it has started, and ends when its input does.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class PlainApplication {

	/**
	 * Start the application.
	 * @param args the names of further classes with beans
	 * @throws Exception if it cannot be started
	 */
	public static void main(String[] args) throws Exception {
		Class<?>[] sources = Stream.concat(Stream.of(PlainApplication.class.getName()), Arrays.stream(args))
			.map(PlainApplication::load)
			.toArray(Class<?>[]::new);
		SpringApplication application = new SpringApplication(sources);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		application.setDefaultProperties(Map.of("logging.level.root", "warn"));
		try (ConfigurableApplicationContext context = application.run()) {
			System.out.println(Probe.READY + context.getBeanDefinitionCount() + " beans");
			while (System.in.read() >= 0) {
				System.out.println(Probe.MEASURED + Footprint.now());
			}
		}
	}

	private static Class<?> load(String name) {
		try {
			return Class.forName(name);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

}
