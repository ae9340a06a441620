package io.github.zmqspring.benchmarks.flow;

import java.util.function.Function;

import io.github.zmqspring.benchmarks.app.App;
import io.github.zmqspring.benchmarks.harness.Arrivals.Counter;
import io.github.zmqspring.integration.ZmqInboundChannelAdapter;
import io.github.zmqspring.socket.ZmqSocketType;

import org.springframework.integration.channel.DirectChannel;
import org.springframework.messaging.MessageHandler;

/**
 * An application with an inbound channel adapter on a PULL, into a {@link DirectChannel}.
 */
public final class AdapterReceiver implements End {

	private static final String SOCKET = "in";

	private final App app;

	private final boolean bound;

	private AdapterReceiver(App app, boolean bound) {
		this.app = app;
		this.bound = bound;
	}

	/**
	 * Describe the application.
	 * @param handler gets a counter, returns what is called for each message
	 * @return what starts it
	 */
	public static Wiring.Receivers pull(Function<Counter, MessageHandler> handler) {
		return (place, arrivals) -> {
			DirectChannel channel = new DirectChannel();
			channel.subscribe(handler.apply(arrivals.counter()));
			ZmqInboundChannelAdapter adapter = new ZmqInboundChannelAdapter(SOCKET);
			adapter.setOutputChannel(channel);
			App.Builder builder = App.with()
				.socket(SOCKET, ZmqSocketType.PULL, place.bind(), place.endpoint())
				.bean(adapter);
			return new AdapterReceiver(builder.start(), place.bind());
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
