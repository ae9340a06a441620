package io.github.zmqspring.benchmarks.flow;

import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import io.github.zmqspring.benchmarks.app.App;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.template.ZmqTemplate;

import org.springframework.util.Assert;

/**
 * An application that sends through the template to its socket {@code out}.
 */
public final class AppSender implements End.Sender {

	/** The name of the socket. */
	public static final String SOCKET = "out";

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final App app;

	private final ZmqTemplate template;

	private final Consumer<ZmqTemplate> send;

	private final int threads;

	private final ExecutorService executor;

	private AppSender(App app, Consumer<ZmqTemplate> send, int threads) {
		this.app = app;
		this.template = app.template();
		this.send = send;
		this.threads = threads;
		this.executor = Executors.newFixedThreadPool(threads);
	}

	/**
	 * Describe an application with a PUSH.
	 * @param threads how many threads send
	 * @param send sends one message
	 * @return what starts it
	 */
	public static Wiring.Senders push(int threads, Consumer<ZmqTemplate> send) {
		return of(ZmqSocketType.PUSH, threads, send, (app) -> {
		});
	}

	/**
	 * Describe an application with a PUSH that has an option.
	 * @param option the name of the option
	 * @param value its value
	 * @param send sends one message
	 * @return what starts it
	 */
	public static Wiring.Senders push(String option, Object value, Consumer<ZmqTemplate> send) {
		return of(ZmqSocketType.PUSH, 1, send, (app) -> app.option(SOCKET, option, value));
	}

	/**
	 * Describe an application with a PUB, which waits for subscribers that are full.
	 * @param send sends one message
	 * @return what starts it
	 */
	public static Wiring.Senders publisher(Consumer<ZmqTemplate> send) {
		return of(ZmqSocketType.PUB, 1, send, (app) -> app.option(SOCKET, "xpub-no-drop", true));
	}

	private static Wiring.Senders of(ZmqSocketType type, int threads, Consumer<ZmqTemplate> send,
			Consumer<App.Builder> more) {
		return (place) -> {
			App.Builder builder = App.with()
				.engine(place.shared())
				.socket(SOCKET, type, place.bind(), place.endpoint());
			more.accept(builder);
			return new AppSender(builder.start(), send, threads);
		};
	}

	@Override
	public String endpoint() {
		return this.app.endpoint(SOCKET);
	}

	@Override
	public void send(long messages) throws Exception {
		if (this.threads == 1) {
			sendHere(messages);
			return;
		}
		// Whatever does not divide evenly is sent by this thread.
		Callable<Void> part = () -> {
			sendHere(messages / this.threads);
			return null;
		};
		for (Future<Void> done : this.executor.invokeAll(Collections.nCopies(this.threads, part))) {
			done.get();
		}
		sendHere(messages % this.threads);
	}

	private void sendHere(long messages) {
		for (long i = 0; i < messages; i++) {
			this.send.accept(this.template);
		}
	}

	@Override
	public void awaitSubscribers(int count) {
		if (count > 0) {
			Assert.state(this.template.awaitSubscribers(SOCKET, Topics.TOPIC, count, PATIENCE),
					"Subscribers are missing");
		}
	}

	@Override
	public void close() {
		this.executor.shutdown();
		this.app.close();
	}

}
