package io.github.zmqspring.benchmarks.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import io.github.zmqspring.benchmarks.flow.End;
import io.github.zmqspring.benchmarks.flow.Wiring;
import io.github.zmqspring.benchmarks.harness.Arrivals.Counter;
import io.github.zmqspring.benchmarks.harness.Contender;
import io.github.zmqspring.benchmarks.harness.UnavailableException;

import org.springframework.data.redis.connection.MessageListener;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * Publishing through a Redis server of our own, with Spring Data Redis: what one would
 * take instead if a broker is welcome.
 */
public final class Redis implements End.Sender {

	private static final String CHANNEL = "benchmark";

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final Program server;

	private final LettuceConnectionFactory connections;

	private final RedisTemplate<String, byte[]> template = new RedisTemplate<>();

	private final RedisMessageListenerContainer container = new RedisMessageListenerContainer();

	private final int size;

	private Redis(Program server, int port, int size) {
		this.server = server;
		this.connections = new LettuceConnectionFactory("127.0.0.1", port);
		this.size = size;
	}

	/**
	 * Start a server, a publisher and a subscriber.
	 * @param size the size of a message, in bytes
	 * @param listener gets a counter, returns what is called for each message
	 * @return the contender
	 * @throws UnavailableException if there is no server that can be started
	 * @throws Exception if it failed
	 */
	public static Contender publishSubscribe(int size, Function<Counter, MessageListener> listener) throws Exception {
		int port = freePort();
		Program server = new Program(List.of("redis-server", "--bind", "127.0.0.1", "--port", String.valueOf(port),
				"--save", "", "--appendonly", "no"));
		server.readUntil("Ready to accept connections");
		Redis redis = new Redis(server, port, size);
		return Wiring.TCP.join((place) -> redis, (place, arrivals) -> {
			redis.start(listener.apply(arrivals.sharedCounter()));
			return redis;
		});
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private void start(MessageListener listener) {
		this.connections.afterPropertiesSet();
		this.connections.start();
		this.template.setConnectionFactory(this.connections);
		this.template.setKeySerializer(RedisSerializer.string());
		this.template.setValueSerializer(RedisSerializer.byteArray());
		this.template.afterPropertiesSet();
		this.container.setConnectionFactory(this.connections);
		this.container.setMaxSubscriptionRegistrationWaitingTime(PATIENCE.toMillis());
		this.container.addMessageListener(listener, ChannelTopic.of(CHANNEL));
		this.container.afterPropertiesSet();
		this.container.start();
	}

	@Override
	public String endpoint() {
		return "";
	}

	@Override
	public void send(long messages) {
		for (long i = 0; i < messages; i++) {
			this.template.convertAndSend(CHANNEL, new byte[this.size]);
		}
	}

	@Override
	public void awaitSubscribers(int count) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void close() throws Exception {
		if (this.connections.isRunning()) {
			this.container.destroy();
			this.connections.destroy();
			this.server.close();
		}
	}

}
