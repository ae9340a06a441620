package io.github.zmqspring.socket;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/**
 * What a native image must keep of JeroMQ: the fields that {@link EngineInternals} reads.
 * Listener methods and their payloads are kept by Spring, because their annotations are
 * {@code @MessageMapping}s.
 */
final class ZmqRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		fields(hints, "zmq.SocketBase", "mailbox", "pipes");
		fields(hints, "zmq.pipe.Pipe", "peer", "parent");
		fields(hints, "zmq.io.SessionBase", "active");
		fields(hints, "zmq.socket.pubsub.XPub", "subscriptions");
		fields(hints, "zmq.socket.pubsub.Mtrie", "pipes", "min", "count", "next");
	}

	private static void fields(RuntimeHints hints, String type, String... names) {
		hints.reflection().registerType(TypeReference.of(type), (hint) -> {
			for (String name : names) {
				hint.withField(name);
			}
		});
	}

}
