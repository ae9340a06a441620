package io.github.zmqspring.guide;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.error.ZmqException;
import io.github.zmqspring.template.ZmqOperations;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/**
 * Answers requests and sends messages as fast as it can, until somebody kills it; then it
 * prints what it has done. Run by {@link R16CleanExitTests} in a JVM of its own.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class CleanExitApplication implements DisposableBean {

	/**
	 * Longer than it takes on any machine: messages that are cut off are not the subject.
	 */
	static final Duration LINGER = Duration.ofSeconds(15);

	private final PrintStream out = System.out;

	private final AtomicInteger replied = new AtomicInteger();

	private final AtomicInteger sent = new AtomicInteger();

	private final ZmqOperations zmq;

	private final Environment environment;

	private final Thread sender = new Thread(this::send, "sender");

	CleanExitApplication(ZmqOperations zmq, Environment environment) {
		this.zmq = zmq;
		this.environment = environment;
	}

	public static void main(String[] args) {
		new SpringApplicationBuilder(CleanExitApplication.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.properties("logging.level.root=warn", "logging.level.io.github.zmqspring.socket.CloseReport=info",
					"zmq.sockets.server.type=rep", "zmq.sockets.server.bind=" + Guide.ANY_PORT,
					"zmq.sockets.sink.type=push", "zmq.context.linger=" + LINGER, "zmq.sockets.server.linger=" + LINGER,
					"zmq.sockets.sink.linger=" + LINGER)
			.run(args);
	}

	@ZmqListener(socket = "server", concurrency = "4")
	String reply(String request) {
		if (request.equals("exit")) {
			System.exit(3);
		}
		this.replied.incrementAndGet();
		return "re: " + request;
	}

	@EventListener(ApplicationReadyEvent.class)
	void ready() {
		this.sender.setDaemon(true);
		this.sender.start();
		this.out.println("endpoint=tcp://127.0.0.1:" + this.environment.getProperty("local.zmq.server.port"));
	}

	private void send() {
		try {
			while (true) {
				this.zmq.send("sink", "message");
				this.sent.incrementAndGet();
			}
		}
		catch (ZmqException ex) {
			// the socket was closed: the end
		}
	}

	/** Called when everything has stopped. */
	@Override
	public void destroy() throws Exception {
		this.sender.join(30_000);
		this.out.println("replied=" + this.replied);
		this.out.println("sent=" + this.sent);
		this.out.println("threads=" + Guide.threads("zmq-").size());
		this.out.flush();
	}

}
