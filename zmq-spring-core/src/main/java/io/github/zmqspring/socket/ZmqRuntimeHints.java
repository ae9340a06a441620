package io.github.zmqspring.socket;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/**
 * What a native image must keep of JeroMQ: the fields that {@link EngineInternals} reads,
 * as {@link EngineHandles} names them, and those that {@link EngineTimers} needs, and
 * {@link GuardHandles}. Listener methods and their payloads are kept by Spring, because
 * their annotations are {@code @MessageMapping}s.
 */
final class ZmqRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		fields(hints, "zmq.SocketBase", "mailbox", "pipes");
		fields(hints, "zmq.pipe.Pipe", "peer", "parent", "sink", "msgsRead", "msgsWritten", "hwm", "conflate", "state",
				"outpipe");
		fields(hints, "zmq.io.SessionBase", "active", "engine", "pipe", "ioThread");
		fields(hints, "zmq.io.StreamEngine", "fd", "handshaking", "hasHandshakeTimer", "greetingRecv", "zmtpVersion",
				"mechanism", "metadata", "session", "decoder", "options", "inputStopped", "outsize", "encoder");
		fields(hints, "zmq.io.coder.Decoder", "allocator");
		fields(hints, "zmq.pipe.YPipe", "queue", "f");
		hints.reflection()
			.registerType(TypeReference.of("zmq.pipe.YQueue"),
					(hint) -> hint.withMethod("backPos", List.of(), ExecutableMode.INVOKE));
		fields(hints, "zmq.io.coder.EncoderBase", "toWrite");
		fields(hints, "zmq.io.mechanism.Mechanism", "statusCode");
		fields(hints, "zmq.io.IOObject", "handler");
		fields(hints, "zmq.io.IOThread", "mailbox");
		fields(hints, "zmq.Mailbox", "signaler");
		fields(hints, "zmq.Signaler", "rcursor");
		fields(hints, "zmq.poll.PollerBase", "timers");
		fields(hints, "zmq.util.MultiMap", "inverse", "data");
		fields(hints, "zmq.poll.Poller", "selector", "fdTable");
		fields(hints, "zmq.poll.Poller$Handle", "fd", "handler", "cancelled");
		fields(hints, "zmq.socket.pubsub.XPub", "subscriptions", "dist", "pendingData");
		fields(hints, "zmq.socket.pubsub.XSub", "hasMessage", "message");
		fields(hints, "zmq.socket.pubsub.Dist", "pipes", "eligible");
		fields(hints, "zmq.socket.pubsub.Mtrie", "pipes", "min", "count", "next");
		fields(hints, "zmq.socket.radiodish.Radio", "dist", "subscriptions");
		fields(hints, "zmq.socket.radiodish.Dish", "pendingMsg");
		fields(hints, "zmq.socket.reqrep.Router", "currentOut", "prefetched", "prefetchedMsg");
	}

	private static void fields(RuntimeHints hints, String type, String... names) {
		hints.reflection().registerType(TypeReference.of(type), (hint) -> {
			for (String name : names) {
				hint.withField(name);
			}
		});
	}

}
