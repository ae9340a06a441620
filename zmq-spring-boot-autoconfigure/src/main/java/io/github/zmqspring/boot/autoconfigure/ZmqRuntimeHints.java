package io.github.zmqspring.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * What a native image must keep: the fields of JeroMQ that the core reads, for wake-up
 * channels of draft sockets and for the numbers of peers and subscribers.
 */
class ZmqRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		registerFields(hints, classLoader, "zmq.SocketBase", "mailbox", "pipes");
		registerFields(hints, classLoader, "zmq.pipe.Pipe", "peer", "parent");
		registerFields(hints, classLoader, "zmq.io.SessionBase", "active");
		registerFields(hints, classLoader, "zmq.socket.pubsub.XPub", "subscriptions");
		registerFields(hints, classLoader, "zmq.socket.pubsub.Mtrie", "pipes", "min", "count", "next");
	}

	private static void registerFields(RuntimeHints hints, @Nullable ClassLoader classLoader, String type,
			String... fields) {
		hints.reflection().registerTypeIfPresent(classLoader, type, (hint) -> {
			for (String field : fields) {
				hint.withField(field);
			}
		});
	}

}
