package io.github.zmqspring.observation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationView;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import org.jspecify.annotations.Nullable;

/**
 * The smallest tracer there is, on a registry that checks how observations are used:
 * passes {@code traceparent} on as {@code trace/span}.
 */
public final class TestTracing implements ObservationHandler<Observation.Context> {

	/** An observation that has stopped. */
	public record Span(String name, String contextualName, String trace, String id, @Nullable String parent,
			@Nullable Throwable error, List<String> events, KeyValues low, KeyValues high) {

		public @Nullable String low(String key) {
			return value(this.low, key);
		}

		public @Nullable String high(String key) {
			return value(this.high, key);
		}

		private static @Nullable String value(KeyValues values, String key) {
			return values.stream()
				.filter((value) -> value.getKey().equals(key))
				.findFirst()
				.map((value) -> value.getValue())
				.orElse(null);
		}

	}

	private record Ids(String trace, String id, @Nullable String parent, List<String> events) {

	}

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final AtomicInteger next = new AtomicInteger();

	private final List<Span> spans = new CopyOnWriteArrayList<>();

	public TestTracing() {
		this.registry.observationConfig().observationHandler(this);
	}

	public TestObservationRegistry registry() {
		return this.registry;
	}

	public ZmqObservations observations() {
		return ZmqObservations.of(this.registry);
	}

	public List<Span> spans() {
		return this.spans;
	}

	public Span only(String name) {
		List<Span> found = named(name);
		if (found.size() != 1) {
			throw new AssertionError("Not one " + name + " but " + found);
		}
		return found.get(0);
	}

	public List<Span> named(String name) {
		return this.spans.stream().filter((span) -> span.name().equals(name)).toList();
	}

	/** The trace to which the current thread belongs. */
	public @Nullable String currentTrace() {
		Observation current = this.registry.getCurrentObservation();
		return (current != null) ? ids(current.getContextView()).trace() : null;
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return true;
	}

	@Override
	public void onStart(Observation.Context context) {
		String id = "span" + this.next.incrementAndGet();
		context.put(Ids.class, parent(context, id));
		if (context instanceof SenderContext<?> sender) {
			inject(sender, ids(context));
		}
	}

	private Ids parent(Observation.Context context, String id) {
		if (context instanceof ReceiverContext<?> receiver) {
			String header = extract(receiver);
			if (header != null) {
				String[] parts = header.split("/");
				return new Ids(parts[0], id, parts[1], new ArrayList<>());
			}
		}
		ObservationView parent = context.getParentObservation();
		if (parent != null) {
			Ids ids = ids(parent.getContextView());
			return new Ids(ids.trace(), id, ids.id(), new ArrayList<>());
		}
		return new Ids("trace" + this.next.incrementAndGet(), id, null, new ArrayList<>());
	}

	private static <C> void inject(SenderContext<C> context, Ids ids) {
		context.getSetter().set(context.getCarrier(), "traceparent", ids.trace() + "/" + ids.id());
	}

	private static <C> @Nullable String extract(ReceiverContext<C> context) {
		return context.getGetter().get(context.getCarrier(), "traceparent");
	}

	private static Ids ids(Observation.ContextView context) {
		return context.getRequired(Ids.class);
	}

	@Override
	public void onEvent(Observation.Event event, Observation.Context context) {
		ids(context).events().add(event.getName());
	}

	@Override
	public void onStop(Observation.Context context) {
		Ids ids = ids(context);
		this.spans.add(new Span(context.getName(), context.getContextualName(), ids.trace(), ids.id(), ids.parent(),
				context.getError(), List.copyOf(ids.events()), context.getLowCardinalityKeyValues(),
				context.getHighCardinalityKeyValues()));
	}

}
