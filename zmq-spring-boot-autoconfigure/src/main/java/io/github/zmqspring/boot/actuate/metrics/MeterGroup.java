package io.github.zmqspring.boot.actuate.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/**
 * The meters of one socket, listener or proxy: registered together, removed together.
 * Meters refer weakly to what they read; the group keeps it.
 *
 * @param <T> what the meters read
 */
class MeterGroup<T> {

	private final MeterRegistry registry;

	private final Tags tags;

	private final T source;

	private final List<Meter> meters = new ArrayList<>();

	MeterGroup(MeterRegistry registry, Tags tags, T source) {
		this.registry = registry;
		this.tags = tags;
		this.source = source;
	}

	/**
	 * Add a meter.
	 * @param meter what it is
	 * @param value reads its value; must be quick
	 * @param ownTags keys and values of the meter's own tags
	 */
	MeterGroup<T> add(ZmqMeter meter, ToDoubleFunction<T> value, String... ownTags) {
		this.meters.add((meter.type() == Meter.Type.COUNTER)
				? FunctionCounter.builder(meter.meterName(), this.source, value)
					.description(meter.description())
					.baseUnit(meter.baseUnit())
					.tags(this.tags.and(ownTags))
					.register(this.registry)
				: Gauge.builder(meter.meterName(), this.source, value)
					.description(meter.description())
					.baseUnit(meter.baseUnit())
					.tags(this.tags.and(ownTags))
					.register(this.registry));
		return this;
	}

	void remove() {
		this.meters.forEach(this.registry::remove);
	}

}
