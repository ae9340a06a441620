package io.github.zmqspring.sample;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the sample.
 *
 * @param at Transport and host of all endpoints, a port or name follows.
 * @param tour Whether to show the examples when the application has started.
 * @param work Time that a server works on each request.
 * @param tasks Number of tasks in a batch of the ventilator.
 */
@ConfigurationProperties("sample")
public record SampleProperties(String at, @DefaultValue("true") boolean tour, @DefaultValue("1s") Duration work,
		@DefaultValue("100") int tasks) {

}
