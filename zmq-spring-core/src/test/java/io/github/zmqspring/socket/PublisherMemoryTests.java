package io.github.zmqspring.socket;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.github.zmqspring.message.ZmqMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What peers send to a publisher that is no subscription.
 */
@Timeout(60)
class PublisherMemoryTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	@Test
	void aPubKeepsNoneOfTheMessagesItIsSentAndLetsTheirSenderBe() {
		ZmqSocket pub = this.sockets.open(TestSockets.bound("pub", ZmqSocketType.PUB));
		ZmqSocket xsub = this.sockets.open(TestSockets.connectedTo(pub, "xsub", ZmqSocketType.XSUB));
		for (int i = 0; i < 5_000; i++) {
			xsub.send(ZmqMessage.ofStrings("a message", ""));
		}
		xsub.send(ZmqMessage.of(new byte[] { 1, 't' }));
		assertThat(pub.control().awaitSubscribers("t", 1, PATIENCE)).isTrue();
		assertThat(pub.<Long>withEngine(EngineSocket::prefetched)).isZero();
		pub.send("topic".getBytes(StandardCharsets.US_ASCII));
		assertThat(xsub.receive(PATIENCE)).isNotNull();
		assertThat(pub.inspection().peers().totals().cutOff()).isZero();
	}

	@Test
	void anXpubGetsThem() {
		ZmqSocket xpub = this.sockets.open(TestSockets.bound("xpub", ZmqSocketType.XPUB));
		ZmqSocket xsub = this.sockets.open(TestSockets.connectedTo(xpub, "xsub", ZmqSocketType.XSUB));
		xsub.send("a message".getBytes(StandardCharsets.US_ASCII));
		assertThat(xpub.receive(PATIENCE)).isEqualTo(ZmqMessage.ofStrings("a message"));
	}

}
