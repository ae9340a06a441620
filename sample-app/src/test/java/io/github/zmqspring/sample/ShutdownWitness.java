package io.github.zmqspring.sample;

import java.util.List;
import java.util.stream.Collectors;

import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketRegistry;

import org.springframework.boot.SpringApplication;

/**
 * Starts the sample and says, when all of it is closed and the JVM about to exit, what
 * each socket has sent and which threads are left. Run by {@link PackagedSampleTests}
 * beside the packaged application.
 */
final class ShutdownWitness {

	/** Before the names of the threads that are left. */
	static final String THREADS_LEFT = "threads left: ";

	/** Before the name of a socket and what it has sent. */
	static final String SENT = "sent by ";

	private ShutdownWitness() {
	}

	public static void main(String[] args) {
		List<ZmqSocket> sockets = List.copyOf(SpringApplication.from(SampleApplication::main)
			.run(args)
			.getApplicationContext()
			.getBean(ZmqSocketRegistry.class)
			.sockets());
		SpringApplication.getShutdownHandlers().add(() -> {
			sockets.forEach((socket) -> System.out.println(SENT + socket.name() + ": " + socket.counters().sent()));
			System.out.println(THREADS_LEFT + threads());
		});
	}

	private static String threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.matches("(zmq|iothread|reaper).*"))
			.collect(Collectors.joining(", "));
	}

}
