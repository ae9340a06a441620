package io.github.zmqspring.benchmarks.app;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Reads every meter of an application once a second, as a monitoring system does, and
 * more often than most.
 */
public final class Scraper implements MeterBinder, AutoCloseable {

	private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "scraper");
		thread.setDaemon(true);
		return thread;
	});

	private volatile double sum;

	@Override
	public void bindTo(MeterRegistry registry) {
		this.timer.scheduleAtFixedRate(() -> scrape(registry), 1, 1, TimeUnit.SECONDS);
	}

	private void scrape(MeterRegistry registry) {
		double[] read = new double[1];
		registry.forEachMeter((meter) -> meter.measure().forEach((measurement) -> read[0] += measurement.getValue()));
		this.sum = read[0];
	}

	/**
	 * Return what was read last, so that it is read at all.
	 * @return the sum of all measurements
	 */
	public double sum() {
		return this.sum;
	}

	@Override
	public void close() {
		this.timer.shutdown();
	}

}
