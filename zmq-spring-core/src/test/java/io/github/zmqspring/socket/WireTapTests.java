package io.github.zmqspring.socket;

import java.time.Duration;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.zmqspring.message.ZmqMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Messages in the log, as the Guide's {@code s_dump} prints them.
 */
@Timeout(180)
class WireTapTests {

	private static final String DUMP = "----------------------------------------\n[005] topic\n[001] 01";

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	private ZmqSocket pull;

	private ZmqSocket push;

	@BeforeEach
	void open() {
		this.appender.start();
		((Logger) LoggerFactory.getLogger("zmq.wire")).addAppender(this.appender);
		this.pull = this.sockets.open(SocketSpec.of("pull", ZmqSocketType.PULL).bind("inproc://wire"));
		this.push = this.sockets.open(SocketSpec.of("push", ZmqSocketType.PUSH).connect("inproc://wire"));
	}

	@AfterEach
	void reset() {
		((Logger) LoggerFactory.getLogger("zmq.wire")).detachAppender(this.appender);
		level("pull", null);
		level("push", null);
	}

	private static void level(String socketName, Level level) {
		((Logger) LoggerFactory.getLogger("zmq.wire." + socketName)).setLevel(level);
	}

	private void send() {
		this.push.send(ZmqMessage.of("topic".getBytes(), new byte[] { 1 }));
	}

	@Test
	void whatIsReceivedIsLoggedAtTrace() {
		level("pull", Level.TRACE);
		send();
		this.pull.receive(Duration.ofSeconds(30));
		assertThat(this.appender.list).singleElement().satisfies((event) -> {
			assertThat(event.getLoggerName()).isEqualTo("zmq.wire.pull");
			assertThat(event.getFormattedMessage()).isEqualTo("received\n" + DUMP);
		});
	}

	@Test
	void whatAListenerGetsIsLoggedToo() {
		level("pull", Level.TRACE);
		this.pull.attach((message) -> {
		}, "test", true);
		send();
		send();
		await().until(() -> this.appender.list.size() == 2);
	}

	@Test
	void whatIsSentIsLoggedAtTraceAndWhatIsRefusedIsNot() {
		level("push", Level.TRACE);
		send();
		this.sockets.open(SocketSpec.of("alone", ZmqSocketType.PUSH).bind("inproc://alone"))
			.trySend(ZmqMessage.ofStrings("x"));
		assertThat(this.appender.list).singleElement()
			.satisfies((event) -> assertThat(event.getFormattedMessage()).isEqualTo("sent\n" + DUMP));
	}

	@Test
	void otherwiseNothingIsLogged() {
		level("pull", Level.DEBUG);
		level("push", Level.DEBUG);
		send();
		this.pull.receive(Duration.ofSeconds(30));
		assertThat(this.appender.list).isEmpty();
	}

}
