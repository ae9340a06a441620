package io.github.zmqspring.benchmarks.flow;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.BiFunction;

import io.github.zmqspring.benchmarks.app.App;
import io.github.zmqspring.benchmarks.harness.Arrivals;
import io.github.zmqspring.benchmarks.harness.Arrivals.Counter;
import io.github.zmqspring.socket.ZmqSocketType;

/**
 * An application with listeners.
 */
public final class AppReceiver implements End {

	/** The name of the socket, where there is one. */
	public static final String SOCKET = "in";

	private final App app;

	private final boolean bound;

	private AppReceiver(App app, boolean bound) {
		this.app = app;
		this.bound = bound;
	}

	/**
	 * Describe an application with a PULL.
	 * @param listener gets a counter, returns a bean that listens to the socket
	 * {@value #SOCKET}
	 * @return what starts it
	 */
	public static Wiring.Receivers pull(Function<Counter, Object> listener) {
		return pull(listener, (app) -> {
		});
	}

	/**
	 * Describe an application with a PULL.
	 * @param listener gets a counter, returns a bean that listens to the socket
	 * {@value #SOCKET}
	 * @param more sets more properties
	 * @return what starts it
	 */
	public static Wiring.Receivers pull(Function<Counter, Object> listener, Consumer<App.Builder> more) {
		return of(listener, Arrivals::counter, more);
	}

	/**
	 * Describe an application with a PULL whose messages are handled by several threads.
	 * @param listener gets a counter, returns a bean that listens to the socket
	 * {@value #SOCKET}
	 * @return what starts it
	 */
	public static Wiring.Receivers workers(Function<Counter, Object> listener) {
		return of(listener, Arrivals::sharedCounter, (app) -> {
		});
	}

	private static Wiring.Receivers of(Function<Counter, Object> listener, Function<Arrivals, Counter> counter,
			Consumer<App.Builder> more) {
		return (place, arrivals) -> {
			App.Builder builder = App.with()
				.engine(place.shared())
				.socket(SOCKET, ZmqSocketType.PULL, place.bind(), place.endpoint())
				.bean(listener.apply(counter.apply(arrivals)));
			more.accept(builder);
			return new AppReceiver(builder.start(), place.bind());
		};
	}

	/**
	 * Describe an application with subscribers that all get every message.
	 * @param count how many
	 * @param listener gets the name of a socket and a counter, returns a bean that
	 * listens
	 * @return what starts it
	 */
	public static Wiring.Receivers subscribers(int count, BiFunction<String, Counter, Object> listener) {
		return (place, arrivals) -> {
			App.Builder builder = App.with();
			for (int i = 0; i < count; i++) {
				String socket = SOCKET + i;
				builder.socket(socket, ZmqSocketType.SUB, place.bind(), place.endpoint())
					.option(socket, "topics", Topics.TOPIC)
					.bean(listener.apply(socket, arrivals.counter()));
			}
			return new AppReceiver(builder.start(), place.bind());
		};
	}

	@Override
	public String endpoint() {
		return this.bound ? this.app.endpoint(SOCKET) : "";
	}

	@Override
	public void close() {
		this.app.close();
	}

}
