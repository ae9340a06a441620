package io.github.zmqspring.template;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.zmqspring.message.ZmqMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.util.Assert;

/**
 * Collects a message and gives it to the template.
 */
final class DefaultSendSpec implements ZmqSendSpec {

	private final TemplateSocket socket;

	private final Requests requests;

	private final Outgoing message = new Outgoing();

	private @Nullable Duration timeout;

	private @Nullable Integer tries;

	DefaultSendSpec(TemplateSocket socket, Requests requests) {
		this.socket = socket;
		this.requests = requests;
	}

	@Override
	public ZmqSendSpec topic(String topic) {
		Assert.notNull(topic, "'topic' must not be null");
		return topic(topic.getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public ZmqSendSpec topic(byte[] topic) {
		Assert.notNull(topic, "'topic' must not be null");
		this.message.topic = topic;
		return this;
	}

	@Override
	public ZmqSendSpec header(String name, Object value) {
		Assert.hasText(name, "'name' must not be empty");
		Assert.notNull(value, () -> "The value of header '" + name + "' must not be null");
		this.message.headers.put(name, value);
		return this;
	}

	@Override
	public ZmqSendSpec headers(Map<String, ?> headers) {
		Assert.notNull(headers, "'headers' must not be null");
		Map<String, Object> all = new LinkedHashMap<>();
		if (this.message.allowedHeaders != null) {
			all.putAll(this.message.allowedHeaders);
		}
		all.putAll(headers);
		this.message.allowedHeaders = all;
		return this;
	}

	@Override
	public ZmqSendSpec routingId(byte[] routingId) {
		Assert.notNull(routingId, "'routingId' must not be null");
		this.message.routingId = routingId;
		return this;
	}

	@Override
	public ZmqSendSpec routingId(String routingId) {
		Assert.notNull(routingId, "'routingId' must not be null");
		return routingId(routingId.getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public ZmqSendSpec routingId(int routingId) {
		Assert.isTrue(routingId != 0, "A routing id is never 0");
		this.message.routingNumber = routingId;
		return this;
	}

	@Override
	public ZmqSendSpec envelope(ZmqMessage envelope) {
		Assert.notNull(envelope, "'envelope' must not be null");
		this.message.envelope = envelope;
		return this;
	}

	@Override
	public ZmqSendSpec group(String group) {
		Assert.notNull(group, "'group' must not be null");
		this.message.group = group;
		return this;
	}

	@Override
	public ZmqSendSpec body(Object body) {
		Assert.notNull(body, "'body' must not be null");
		this.message.body = body;
		return this;
	}

	@Override
	public ZmqSendSpec timeout(Duration timeout) {
		Assert.notNull(timeout, "'timeout' must not be null");
		Assert.isTrue(!timeout.isNegative(), () -> "A timeout must not be negative: " + timeout);
		this.timeout = timeout;
		return this;
	}

	@Override
	public ZmqSendSpec tries(int tries) {
		Assert.isTrue(tries >= 1, () -> "A request needs at least one try, not " + tries);
		this.tries = tries;
		return this;
	}

	@Override
	public void send() {
		refuse(this.tries, "tries", "is for requests");
		this.socket.send(this.message, this.timeout);
	}

	@Override
	public boolean trySend() {
		refuse(this.tries, "tries", "is for requests");
		refuse(this.timeout, "timeout", "is not for trySend(), which does not wait");
		return this.socket.trySend(this.message);
	}

	@Override
	public <T> T request(Class<T> replyType) {
		return requester().request(this.requests, this.message, ReplyType.of(replyType), options());
	}

	@Override
	public <T> T request(ParameterizedTypeReference<T> replyType) {
		return requester().request(this.requests, this.message, ReplyType.of(replyType), options());
	}

	@Override
	public <T> CompletableFuture<T> requestAsync(Class<T> replyType) {
		return requester().requestAsync(this.requests, this.message, ReplyType.of(replyType), options());
	}

	@Override
	public <T> CompletableFuture<T> requestAsync(ParameterizedTypeReference<T> replyType) {
		return requester().requestAsync(this.requests, this.message, ReplyType.of(replyType), options());
	}

	/** The type of the socket is the first thing to complain about. */
	private TemplateSocket requester() {
		this.socket.requester();
		return this.socket;
	}

	private ZmqRequestOptions options() {
		ZmqRequestOptions options = this.socket.requestOptions();
		options = (this.timeout != null) ? options.withTimeout(this.timeout) : options;
		return (this.tries != null) ? options.withTries(this.tries) : options;
	}

	private static void refuse(@Nullable Object value, String name, String reason) {
		Assert.isTrue(value == null, () -> name + "(..) " + reason + ": leave it out");
	}

}
