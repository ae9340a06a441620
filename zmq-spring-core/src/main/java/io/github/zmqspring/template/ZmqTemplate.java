package io.github.zmqspring.template;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.observation.ZmqObservations;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.util.Assert;

/**
 * Sends messages and makes requests through the sockets of a registry. Thread-safe, and
 * needs no more threads than there are sockets with requests, as long as all goes well.
 * <p>
 * The replies of a socket are read from its first request on; a listener cannot take its
 * messages then, and the other way round.
 */
public class ZmqTemplate implements ZmqOperations, DisposableBean {

	private static final Log logger = LogFactory.getLog(ZmqTemplate.class);

	private static final Duration END_TIMEOUT = Duration.ofSeconds(1);

	private final ZmqSocketRegistry registry;

	private final PayloadConverter converter;

	private final Requests requests;

	private final ZmqRequestOptions requestDefaults;

	private final ZmqObservations observations;

	private final RequestWorkers workers;

	private final Map<String, TemplateSocket> sockets = new ConcurrentHashMap<>();

	/**
	 * Create a template that is not observed.
	 * @param registry the sockets
	 * @param converter converts payloads, see
	 * {@link io.github.zmqspring.message.ZmqMessageConverters}
	 * @param requestDefaults how requests are made unless socket or call say otherwise
	 */
	public ZmqTemplate(ZmqSocketRegistry registry, MessageConverter converter, ZmqRequestOptions requestDefaults) {
		this(registry, converter, requestDefaults, ZmqObservations.NONE);
	}

	/**
	 * Create a template.
	 * @param registry the sockets
	 * @param converter converts payloads, see
	 * {@link io.github.zmqspring.message.ZmqMessageConverters}
	 * @param requestDefaults how requests are made unless socket or call say otherwise
	 * @param observations what is observed; asked when a socket is first used
	 */
	public ZmqTemplate(ZmqSocketRegistry registry, MessageConverter converter, ZmqRequestOptions requestDefaults,
			ZmqObservations observations) {
		Assert.notNull(registry, "'registry' must not be null");
		Assert.notNull(converter, "'converter' must not be null");
		Assert.notNull(requestDefaults, "'requestDefaults' must not be null");
		Assert.notNull(observations, "'observations' must not be null");
		this.registry = registry;
		this.converter = new PayloadConverter(converter);
		this.requests = new Requests(this.converter);
		this.requestDefaults = requestDefaults;
		this.observations = observations;
		this.workers = new RequestWorkers(registry.getContext().getOptions().threadNamePrefix());
	}

	@Override
	public void send(String socket, Object payload) {
		socket(socket).send(payload);
	}

	@Override
	public void send(String socket, String topic, Object payload) {
		socket(socket).send(topic, payload);
	}

	@Override
	public boolean trySend(String socket, Object payload) {
		return socket(socket).trySend(payload);
	}

	@Override
	public boolean trySend(String socket, String topic, Object payload) {
		return socket(socket).trySend(topic, payload);
	}

	@Override
	public void sendTo(String socket, byte[] routingId, Object payload) {
		to(socket).routingId(routingId).body(payload).send();
	}

	@Override
	public void sendTo(String socket, String routingId, Object payload) {
		sendTo(socket, routingId.getBytes(StandardCharsets.UTF_8), payload);
	}

	@Override
	public <T> T request(String socket, Object payload, Class<T> replyType) {
		return to(socket).body(payload).request(replyType);
	}

	@Override
	public <T> T request(String socket, Object payload, Class<T> replyType, Duration timeout) {
		return to(socket).body(payload).timeout(timeout).request(replyType);
	}

	@Override
	public <T> T request(String socket, Object payload, ParameterizedTypeReference<T> replyType) {
		return to(socket).body(payload).request(replyType);
	}

	@Override
	public <T> CompletableFuture<T> requestAsync(String socket, Object payload, Class<T> replyType) {
		return to(socket).body(payload).requestAsync(replyType);
	}

	@Override
	public <T> CompletableFuture<T> requestAsync(String socket, Object payload,
			ParameterizedTypeReference<T> replyType) {
		return to(socket).body(payload).requestAsync(replyType);
	}

	@Override
	public <T> @Nullable T receive(String socket, Duration timeout, Class<T> type) {
		TemplateSocket source = socket(socket);
		ZmqMessage message = source.socket().receive(timeout);
		return (message != null) ? this.converter.fromParts(source.format().decode(message), ReplyType.of(type)) : null;
	}

	@Override
	public boolean awaitPeers(String socket, int count, Duration timeout) {
		return socket(socket).socket().control().awaitPeers(count, timeout);
	}

	@Override
	public boolean awaitSubscribers(String socket, String topic, int count, Duration timeout) {
		return socket(socket).socket().control().awaitSubscribers(topic, count, timeout);
	}

	@Override
	public ZmqSendSpec to(String socket) {
		return new DefaultSendSpec(socket(socket), this.requests);
	}

	/**
	 * Return what has become of the requests of a socket.
	 * @param socket the name of a DEALER, REQ or CLIENT
	 * @return the counters, which go on counting
	 */
	public RequestCounters requestCounters(String socket) {
		return socket(socket).requester().counters();
	}

	/**
	 * Return what has become of the requests of all sockets that can make some and were
	 * used so far. Never registers, opens or reads anything.
	 * @return the counters by the name of the socket
	 */
	public Map<String, RequestCounters> requestCounters() {
		return requesters((target) -> target.requester().counters());
	}

	/**
	 * Return which requests wait for their reply or their turn, of all sockets that can
	 * make some and were used so far.
	 * @return what is pending by the name of the socket
	 */
	public Map<String, ZmqPendingRequests> pendingRequests() {
		return requesters((target) -> target.requester().pending());
	}

	private <T> Map<String, T> requesters(Function<TemplateSocket, T> figures) {
		Map<String, T> result = new TreeMap<>();
		this.sockets.forEach((name, target) -> {
			if (target.makesRequests()) {
				result.put(name, figures.apply(target));
			}
		});
		return result;
	}

	/**
	 * Fail all requests in flight with a
	 * {@link io.github.zmqspring.error.ZmqSocketStoppedException}, take no further ones,
	 * and free the sockets they went through.
	 */
	@Override
	public void destroy() {
		this.workers.close();
		this.sockets.values().forEach(TemplateSocket::close);
		if (!this.workers.awaitEnd(END_TIMEOUT)) {
			logger.warn("Whoever was told of a failed request has not returned within " + END_TIMEOUT);
		}
	}

	private TemplateSocket socket(String name) {
		TemplateSocket known = this.sockets.get(name);
		return (known != null && known.socket().isRunning()) ? known : resolve(name);
	}

	/** A name may have become another socket's since it was looked up. */
	private TemplateSocket resolve(String name) {
		ZmqSocket socket = this.registry.get(name, "ZmqTemplate");
		return this.sockets.compute(name,
				(key, known) -> (known != null && known.socket() == socket) ? known : create(socket));
	}

	private TemplateSocket create(ZmqSocket socket) {
		ZmqSocketType type = socket.type();
		boolean makesRequests = type == ZmqSocketType.DEALER || type == ZmqSocketType.REQ
				|| type == ZmqSocketType.CLIENT;
		SocketRequester requester = makesRequests
				? new SocketRequester(socket, this.registry.getContext()::timer, this.workers) : null;
		SocketSpec spec = socket.spec();
		return this.observations.observes(spec)
				? new ObservedTemplateSocket(socket, this.converter, this.requestDefaults, requester, this.observations)
				: new TemplateSocket(socket, spec.wireFormat(), this.converter, this.requestDefaults, requester);
	}

}
