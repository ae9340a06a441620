package io.github.zmqspring.sample;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * The first chapters of the ZeroMQ Guide as one Spring Boot application. It tells its
 * story on the console and then goes on serving, so that clients in any language can
 * attach. All endpoints are in {@code application.yml}.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class SampleApplication {

	@Bean
	@ConditionalOnBooleanProperty(name = "sample.tour", matchIfMissing = true)
	ApplicationRunner tourRunner(Tour tour, Traffic traffic) {
		return (arguments) -> {
			tour.run();
			traffic.begin();
		};
	}

	/**
	 * Start the application.
	 * @param args properties such as {@code --sample.tour=false}
	 */
	public static void main(String[] args) {
		SpringApplication.run(SampleApplication.class, args);
	}

}
