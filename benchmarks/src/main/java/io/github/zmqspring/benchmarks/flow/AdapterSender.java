package io.github.zmqspring.benchmarks.flow;

import io.github.zmqspring.benchmarks.app.App;
import io.github.zmqspring.integration.ZmqOutboundChannelAdapter;
import io.github.zmqspring.socket.ZmqSocketType;

import org.springframework.messaging.support.GenericMessage;

/**
 * An application with an outbound channel adapter on a PUSH, which is called as a channel
 * calls it.
 */
public final class AdapterSender implements End.Sender {

	private static final String SOCKET = "out";

	private final App app;

	private final int size;

	private AdapterSender(App app, int size) {
		this.app = app;
		this.size = size;
	}

	/**
	 * Describe the application.
	 * @param size the size of a message, in bytes
	 * @return what starts it
	 */
	public static Wiring.Senders push(int size) {
		return (place) -> new AdapterSender(App.with()
			.socket(SOCKET, ZmqSocketType.PUSH, place.bind(), place.endpoint())
			.bean(new ZmqOutboundChannelAdapter(SOCKET))
			.start(), size);
	}

	@Override
	public String endpoint() {
		return this.app.endpoint(SOCKET);
	}

	@Override
	public void send(long messages) {
		ZmqOutboundChannelAdapter adapter = this.app.bean(ZmqOutboundChannelAdapter.class);
		for (long i = 0; i < messages; i++) {
			adapter.handleMessage(new GenericMessage<>(new byte[this.size]));
		}
	}

	@Override
	public void awaitSubscribers(int count) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void close() {
		this.app.close();
	}

}
