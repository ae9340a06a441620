package io.github.zmqspring.template;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.observation.ZmqObservations;
import io.github.zmqspring.observation.ZmqSendContext;
import io.github.zmqspring.observation.ZmqSenderContext;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocket;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * A socket whose messages and requests are observed.
 */
final class ObservedTemplateSocket extends TemplateSocket {

	private final ZmqObservations observations;

	private final SocketSpec spec;

	ObservedTemplateSocket(ZmqSocket socket, PayloadConverter converter, ZmqRequestOptions requestDefaults,
			@Nullable SocketRequester requester, ZmqObservations observations) {
		super(socket, observations.wireFormat(socket.spec()), converter, requestDefaults, requester);
		this.observations = observations;
		this.spec = socket.spec();
	}

	@Override
	void send(Object payload) {
		send(Outgoing.of(payload), null);
	}

	@Override
	boolean trySend(Object payload) {
		return trySend(Outgoing.of(payload));
	}

	@Override
	void send(String topic, Object payload) {
		send(Outgoing.of(topic, payload), null);
	}

	@Override
	boolean trySend(String topic, Object payload) {
		return trySend(Outgoing.of(topic, payload));
	}

	@Override
	void send(Outgoing message, @Nullable Duration timeout) {
		observe(message, (frames) -> {
			sendFrames(frames, timeout);
			return true;
		});
	}

	@Override
	boolean trySend(Outgoing message) {
		return observe(message, this::trySendFrames);
	}

	private boolean observe(Outgoing message, Predicate<ZmqMessage> sending) {
		ZmqSendContext context = new ZmqSendContext(this.spec, destination(message));
		Observation observation = this.observations.startSend(context);
		try (Observation.Scope scope = observation.openScope()) {
			boolean sent = sending.test(encode(message, context));
			context.setSent(sent);
			return sent;
		}
		catch (RuntimeException | Error ex) {
			observation.error(ex);
			throw ex;
		}
		finally {
			observation.stop();
		}
	}

	private static @Nullable String destination(Outgoing message) {
		byte[] topic = message.topic;
		return (topic != null) ? new String(topic, StandardCharsets.UTF_8) : message.group;
	}

	private ZmqMessage encode(Outgoing message, ZmqSenderContext context) {
		ZmqMessage frames = encoder().encode(message, context.getTraceHeaders());
		context.setSize(frames.byteCount());
		return frames;
	}

	@Override
	<T> T request(Requests requests, Outgoing message, ReplyType<T> type, ZmqRequestOptions options) {
		ObservedRequest request = new ObservedRequest(this.observations, this.spec);
		try (Observation.Scope scope = request.openScope()) {
			T reply = requests.request(this, encode(message, request.context()), type, options, request);
			request.ended(null);
			return reply;
		}
		catch (RuntimeException | Error ex) {
			request.ended(ex);
			throw ex;
		}
	}

	@Override
	<T> CompletableFuture<T> requestAsync(Requests requests, Outgoing message, ReplyType<T> type,
			ZmqRequestOptions options) {
		ObservedRequest request = new ObservedRequest(this.observations, this.spec);
		try (Observation.Scope scope = request.openScope()) {
			return requests.requestAsync(this, encode(message, request.context()), type, options, request);
		}
		catch (RuntimeException | Error ex) {
			request.ended(ex);
			throw ex;
		}
	}

}
