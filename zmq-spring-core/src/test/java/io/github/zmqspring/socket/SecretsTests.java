package io.github.zmqspring.socket;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.security.CurveAllowList;
import io.github.zmqspring.security.CurveKeyPair;
import io.github.zmqspring.security.PlainUsers;
import io.github.zmqspring.security.ZmqAuthentication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

import static io.github.zmqspring.socket.TestSockets.bound;
import static io.github.zmqspring.socket.TestSockets.connectedTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/**
 * Secret keys and passwords are in nothing that is printed: texts, events, errors, logs.
 */
@Timeout(180)
class SecretsTests {

	private static final String PASSWORD = "s3cret-password";

	private static final CurveKeyPair KEYS = CurveKeyPair.generate();

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	private static SocketSpec.Builder curveServer() {
		return bound("curve", ZmqSocketType.PULL).option(ZmqOptions.CURVE_SERVER, true)
			.option(ZmqOptions.CURVE_PUBLIC_KEY, KEYS.publicKey())
			.option(ZmqOptions.CURVE_SECRET_KEY, KEYS.secretKey());
	}

	private static SocketSpec.Builder plainServer() {
		return bound("plain", ZmqSocketType.PULL).option(ZmqOptions.PLAIN_SERVER, true);
	}

	private static SocketSpec.Builder plainClient(ZmqSocket server) {
		return connectedTo(server, "client", ZmqSocketType.PUSH).option(ZmqOptions.PLAIN_USERNAME, "alice")
			.option(ZmqOptions.PLAIN_PASSWORD, PASSWORD);
	}

	private static void assertNoSecrets(Object printed) {
		assertThat(String.valueOf(printed)).doesNotContain(PASSWORD).doesNotContain(KEYS.secretKey().z85());
	}

	private void exchange() {
		ZmqSocket curve = this.sockets.open(curveServer().authenticator(CurveAllowList.of(Map.of())));
		ZmqSocket client = this.sockets.open(
				connectedTo(curve, "refused", ZmqSocketType.PUSH).option(ZmqOptions.CURVE_SERVER_KEY, KEYS.publicKey())
					.option(ZmqOptions.CURVE_PUBLIC_KEY, KEYS.publicKey())
					.option(ZmqOptions.CURVE_SECRET_KEY, KEYS.secretKey()));
		ZmqSocket plain = this.sockets.open(plainServer().authenticator((request) -> {
			if (request.password() != null && request.password().equals(PASSWORD)) {
				throw new IllegalStateException("for the log: " + request);
			}
			return ZmqAuthentication.denied("no");
		}));
		ZmqSocket failing = this.sockets.open(plainClient(plain));
		await().until(() -> plain.inspection().authentication().failed() > 0
				&& curve.inspection().authentication().denied() > 0);
		for (ZmqSocket socket : List.of(curve, client, plain, failing)) {
			assertNoSecrets(socket);
			assertNoSecrets(socket.spec());
			assertNoSecrets(socket.spec().options());
			assertNoSecrets(socket.spec().authenticator());
			assertNoSecrets(socket.inspection().status());
		}
		this.sockets.context().events().awaitTold(Duration.ofSeconds(30));
		assertThat(this.sockets.events()).isNotEmpty().allSatisfy(SecretsTests::assertNoSecrets);
	}

	@Test
	void nothingThatIsPrintedOrLoggedShowsASecret() {
		Logger logger = (Logger) LoggerFactory.getLogger("io.github.zmqspring");
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		log.start();
		logger.addAppender(log);
		logger.setLevel(Level.TRACE);
		try {
			exchange();
		}
		finally {
			logger.detachAppender(log);
			logger.setLevel(null);
		}
		List<ILoggingEvent> logged;
		synchronized (log) {
			// who is refused goes on trying, and may be about to say so
			logged = List.copyOf(log.list);
		}
		assertThat(logged).isNotEmpty().allSatisfy((event) -> {
			assertNoSecrets(event.getFormattedMessage());
			if (event.getThrowableProxy() != null) {
				assertNoSecrets(ThrowableProxyUtil.asString(event.getThrowableProxy()));
			}
		});
	}

	@Test
	void noErrorShowsASecret() {
		assertNoSecrets(refusal(curveServer().option(ZmqOptions.PLAIN_PASSWORD, PASSWORD)));
		assertNoSecrets(refusal(plainServer().option(ZmqOptions.PLAIN_PASSWORD, PASSWORD.repeat(20))));
		assertNoSecrets(refusal(curveServer().option(ZmqOptions.CURVE_SERVER_KEY, KEYS.secretKey())));
		assertNoSecrets(refusal(curveServer()));
		assertNoSecrets(PlainUsers.of(Map.of("alice", PASSWORD)));
	}

	private ZmqConfigurationException refusal(SocketSpec.Builder spec) {
		ZmqConfigurationException refusal = catchThrowableOfType(ZmqConfigurationException.class,
				() -> this.sockets.open(spec));
		assertThat(refusal).isNotNull();
		return refusal;
	}

}
