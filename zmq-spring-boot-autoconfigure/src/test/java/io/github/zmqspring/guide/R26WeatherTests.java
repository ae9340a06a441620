package io.github.zmqspring.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.guide.Guide.App;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.template.ZmqOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Guide chapter 1, "Getting the Message Out": the weather server and its clients. Rows
 * R26 to R28.
 */
@Timeout(300)
class R26WeatherTests {

	private static final int UPDATES = 100;

	private static final String NEW_YORK = "10001 ";

	private static final Pattern UPDATE = Pattern.compile("10001 (-?\\d{1,3}) (\\d\\d)");

	@RegisterExtension
	final Guide guide = new Guide();

	@Test
	void r26_theClientAveragesAHundredUpdatesOfItsZipCode() throws Exception {
		App server = server(1, UPDATES);
		App client = client(server);
		WeatherClient result = client.bean(WeatherClient.class);
		assertThat(result.complete.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(result.updates).isEqualTo(server.bean(WeatherServer.class).ofNewYork)
			.allMatch(R26WeatherTests::isLegal);
		assertThat(result.line()).isEqualTo("Average temperature for zipcode '10001 ' was %dF"
			.formatted(server.bean(WeatherServer.class).totalTemperature() / UPDATES));
	}

	@Test
	void r26_whenTheServerIsRestartedInMidRunTheClientGoesOn() throws Exception {
		App server = server(1, UPDATES / 2);
		App client = client(server);
		WeatherClient result = client.bean(WeatherClient.class);
		assertThat(result.half.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(result.updates).hasSize(UPDATES / 2);
		server.context().stop();
		server.context().start();
		assertThat(result.complete.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(result.updates).isEqualTo(server.bean(WeatherServer.class).ofNewYork).hasSize(UPDATES);
	}

	@Test
	void r26_aPlainSubscriberGetsTheVeryBytesOfTheGuide() {
		App server = server(1, UPDATES);
		ZMQ.Socket subscriber = this.guide.peer(SocketType.SUB);
		subscriber.subscribe(NEW_YORK);
		subscriber.connect(server.endpoint("weather"));
		for (int i = 0; i < UPDATES; i++) {
			assertThat(Guide.receive(subscriber)).singleElement().matches(R26WeatherTests::isLegal);
		}
	}

	@Test
	void r26_severalPublishersAreServedFairly() throws Exception {
		ZMQ.Socket east = this.guide.bind(SocketType.XPUB);
		ZMQ.Socket west = this.guide.bind(SocketType.XPUB);
		App client = this.guide.app(WeatherClient.class)
			.set("zmq.sockets.weather.type=sub",
					"zmq.sockets.weather.connect=" + east.getLastEndpoint() + "," + west.getLastEndpoint(),
					"zmq.sockets.weather.topics[0]=" + NEW_YORK)
			.start();
		assertThat(Guide.receive(east)).containsExactly("\u0001" + NEW_YORK);
		assertThat(Guide.receive(west)).containsExactly("\u0001" + NEW_YORK);
		for (int i = 0; i < UPDATES / 2; i++) {
			Guide.send(east, "10001 10 50");
			Guide.send(west, "10001 20 50");
		}
		WeatherClient result = client.bean(WeatherClient.class);
		assertThat(result.complete.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(result.line()).isEqualTo("Average temperature for zipcode '10001 ' was 15F");
	}

	@Test
	void r26_aSubscriberCannotSendAndAPublisherCannotReceive() {
		App app = this.guide.start("zmq.sockets.sub.type=sub", "zmq.sockets.sub.bind=inproc://sub",
				"zmq.sockets.sub.topics[0]=");
		assertThatIllegalArgumentException().isThrownBy(() -> app.zmq().send("sub", "x"))
			.withMessageContaining("does not send");
		assertThat(this.guide.app(PublisherReader.class).failsWith(ZmqConfigurationException.class))
			.hasMessageContaining("PUB");
	}

	@Test
	void r27_whatIsPublishedAfterAwaitSubscribersReachesTheSlowJoiner() throws Exception {
		App server = this.guide.start("zmq.sockets.pub.type=pub", "zmq.sockets.pub.bind=" + Guide.ANY_PORT,
				"zmq.sockets.pub.send-hwm=2000");
		for (int i = 0; i < 10; i++) {
			server.zmq().send("pub", "before anybody listens");
		}
		CompletableFuture<App> joining = Guide.async(() -> this.guide.app(Collector.class)
			.set("zmq.sockets.in.type=sub", "zmq.sockets.in.connect=" + server.endpoint("pub"),
					"zmq.sockets.in.topics[0]=")
			.start());
		assertThat(server.zmq().awaitSubscribers("pub", "", 1, Guide.PATIENCE)).isTrue();
		for (int i = 0; i < 1000; i++) {
			server.zmq().send("pub", "update " + i);
		}
		Collector collector = Guide.get(joining).bean(Collector.class);
		for (int i = 0; i < 1000; i++) {
			assertThat(collector.next()).isEqualTo("update " + i);
		}
	}

	@Test
	void r28_fiveClientsAtOnceNeedNoChangeOfTheServer() throws Exception {
		App server = server(5, UPDATES);
		List<App> clients = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			clients.add(client(server));
		}
		for (App client : clients) {
			WeatherClient result = client.bean(WeatherClient.class);
			assertThat(result.complete.await(60, TimeUnit.SECONDS)).isTrue();
			assertThat(result.updates).isEqualTo(server.bean(WeatherServer.class).ofNewYork);
		}
	}

	private App server(int clients, int rounds) {
		return this.guide.app(WeatherServer.class)
			.set("zmq.sockets.weather.type=pub", "zmq.sockets.weather.bind=" + Guide.ANY_PORT + ",inproc://weather",
					"guide.clients=" + clients, "guide.rounds=" + rounds)
			.start();
	}

	private App client(App server) {
		return this.guide.app(WeatherClient.class)
			.set("zmq.sockets.weather.type=sub", "zmq.sockets.weather.connect=" + server.endpoint("weather"),
					"zmq.sockets.weather.topics[0]=" + NEW_YORK, "zmq.sockets.weather.reconnect-interval=10ms")
			.start();
	}

	private static boolean isLegal(String update) {
		var parts = UPDATE.matcher(update);
		if (!parts.matches()) {
			return false;
		}
		int temperature = Integer.parseInt(parts.group(1));
		int humidity = Integer.parseInt(parts.group(2));
		return temperature >= -80 && temperature < 135 && humidity >= 10 && humidity < 60;
	}

	/**
	 * Publishes an update for New York and nine for others, again and again. The Guide's
	 * does so for ever; this one waits for its clients and counts.
	 */
	static class WeatherServer implements SmartLifecycle {

		private final List<String> ofNewYork = new CopyOnWriteArrayList<>();

		private final Random random = new Random();

		private final ZmqOperations zmq;

		private final int clients;

		private final int rounds;

		private volatile CompletableFuture<Boolean> publishing = CompletableFuture.completedFuture(true);

		private volatile boolean running;

		WeatherServer(ZmqOperations zmq, @Value("${guide.clients}") int clients, @Value("${guide.rounds}") int rounds) {
			this.zmq = zmq;
			this.clients = clients;
			this.rounds = rounds;
		}

		@Override
		public void start() {
			this.running = true;
			this.publishing = Guide.async(this::publish);
		}

		private boolean publish() {
			if (!this.zmq.awaitSubscribers("weather", NEW_YORK, this.clients, Guide.PATIENCE)) {
				return false;
			}
			for (int round = 0; round < this.rounds && this.running; round++) {
				for (int i = 0; i < 9; i++) {
					int zipcode = this.random.nextInt(100_000);
					this.zmq.send("weather", update((zipcode != 10_001) ? zipcode : 10_002));
				}
				String update = update(10_001);
				this.ofNewYork.add(update);
				this.zmq.send("weather", update);
			}
			return true;
		}

		private String update(int zipcode) {
			return "%05d %d %d".formatted(zipcode, this.random.nextInt(215) - 80, this.random.nextInt(50) + 10);
		}

		int totalTemperature() {
			return this.ofNewYork.stream().mapToInt((update) -> Integer.parseInt(update.split(" ")[1])).sum();
		}

		@Override
		public void stop() {
			this.running = false;
			this.publishing.join();
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

	static class WeatherClient {

		private final List<String> updates = new CopyOnWriteArrayList<>();

		private final CountDownLatch half = new CountDownLatch(UPDATES / 2);

		private final CountDownLatch complete = new CountDownLatch(UPDATES);

		private int totalTemperature;

		@ZmqListener(socket = "weather")
		void update(String update) {
			this.updates.add(update);
			this.totalTemperature += Integer.parseInt(update.split(" ")[1]);
			this.half.countDown();
			this.complete.countDown();
		}

		String line() {
			return "Average temperature for zipcode '" + NEW_YORK + "' was " + this.totalTemperature / UPDATES + "F";
		}

	}

	static class PublisherReader {

		@ZmqListener(type = ZmqSocketType.PUB, bind = "inproc://pub")
		void read(String text) {
		}

	}

}
