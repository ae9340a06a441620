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
 * A socket whose messages or requests are observed.
 */
final class ObservedTemplateSocket extends TemplateSocket {

	private final ZmqObservations observations;

	private final SocketSpec spec;

	private final boolean messages;

	private final boolean requests;

	ObservedTemplateSocket(ZmqSocket socket, PayloadConverter converter, ZmqRequestOptions requestDefaults,
			@Nullable SocketRequester requester, ZmqObservations observations) {
		super(socket, observations.wireFormat(socket.spec()), converter, requestDefaults, requester);
		this.observations = observations;
		this.spec = socket.spec();
		this.messages = observations.observesMessages(this.spec);
		this.requests = observations.observesRequests(this.spec);
	}

	@Override
	void send(Object payload) {
		if (this.messages) {
			send(message(payload), null);
		}
		else {
			super.send(payload);
		}
	}

	@Override
	boolean trySend(Object payload) {
		return this.messages ? trySend(message(payload)) : super.trySend(payload);
	}

	@Override
	void send(Outgoing message, @Nullable Duration timeout) {
		if (this.messages) {
			observe(message, (frames) -> {
				sendFrames(frames, timeout);
				return true;
			});
		}
		else {
			super.send(message, timeout);
		}
	}

	@Override
	boolean trySend(Outgoing message) {
		return this.messages ? observe(message, this::trySendFrames) : super.trySend(message);
	}

	private static Outgoing message(Object payload) {
		Outgoing message = new Outgoing();
		message.body = payload;
		return message;
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
	<T> T request(Requests maker, Outgoing message, ReplyType<T> type, ZmqRequestOptions options) {
		if (!this.requests) {
			return super.request(maker, message, type, options);
		}
		ObservedRequest request = new ObservedRequest(this.observations, this.spec);
		try (Observation.Scope scope = request.openScope()) {
			T reply = maker.request(this, encode(message, request.context()), type, options, request);
			request.ended(null);
			return reply;
		}
		catch (RuntimeException | Error ex) {
			request.ended(ex);
			throw ex;
		}
	}

	@Override
	<T> CompletableFuture<T> requestAsync(Requests maker, Outgoing message, ReplyType<T> type,
			ZmqRequestOptions options) {
		if (!this.requests) {
			return super.requestAsync(maker, message, type, options);
		}
		ObservedRequest request = new ObservedRequest(this.observations, this.spec);
		try (Observation.Scope scope = request.openScope()) {
			return maker.requestAsync(this, encode(message, request.context()), type, options, request);
		}
		catch (RuntimeException | Error ex) {
			request.ended(ex);
			throw ex;
		}
	}

}
