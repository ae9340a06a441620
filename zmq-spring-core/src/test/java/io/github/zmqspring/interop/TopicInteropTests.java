package io.github.zmqspring.interop;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.TestSockets;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.socket.status.ZmqSubscriptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.github.zmqspring.interop.PyzmqPeer.literal;
import static io.github.zmqspring.socket.TestSockets.bound;
import static io.github.zmqspring.socket.TestSockets.endpoint;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Topics across implementations: filters, envelopes (Guide chapter 2, Pub-Sub Message
 * Envelopes) and what travels upstream (RFC 29).
 */
@Timeout(180)
@RequiresPyzmq
class TopicInteropTests {

	/** As Latin-1, in which every byte is a character. */
	private static final List<String> TOPICS = List.of("10001 ", "100012", "1000", "A", "AB", "a", "\u00ff\u0000x",
			"\u00ff\u0001", "\u0000", "");

	private static final List<String> FILTERS = List.of("10001", "A", "\u00ff\u0000", "\u00ff", "\u0000");

	private static final ZmqMessage END = ZmqMessage.ofStrings("END");

	@RegisterExtension
	static final ForeignPeers peers = new ForeignPeers();

	static PyzmqPeer pyzmq;

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	@BeforeAll
	static void startPyzmq() {
		pyzmq = peers.pyzmq();
	}

	@Test
	void subscribersOfPyzmqGetWhatBeginsWithTheirTopic() {
		ZmqSocket pub = this.sockets.open(bound("pub", ZmqSocketType.PUB));
		List<PyzmqSocket> subs = new ArrayList<>();
		for (String filter : FILTERS) {
			subs.add(pyzmq.socket("SUB")
				.set("SUBSCRIBE", literal(filter.getBytes(ISO_8859_1)))
				.set("SUBSCRIBE", "b'END'")
				.connect(endpoint(pub)));
		}
		Subscriptions.await(pub, "END", subs.toArray(PyzmqSocket[]::new));
		// libzmq sends subscriptions in an order of its own
		await().atMost(Speaker.PATIENCE)
			.until(() -> pub.inspection()
				.subscriptions(100)
				.topics()
				.stream()
				.mapToInt(ZmqSubscriptions.Topic::peers)
				.sum() == 2 * FILTERS.size());
		TOPICS.forEach((topic) -> pub.send(message(topic)));
		pub.send(END);
		for (int i = 0; i < FILTERS.size(); i++) {
			PyzmqSocket sub = subs.get(i);
			assertThat(untilEnd(Stream.generate(sub::receive))).as("filter " + i).isEqualTo(matching(FILTERS.get(i)));
			sub.close();
		}
	}

	@Test
	void ourSubscribersGetWhatBeginsWithTheirTopic() {
		PyzmqSocket pub = pyzmq.socket("XPUB").set("XPUB_VERBOSE", "1");
		String endpoint = pub.bind();
		List<ZmqSocket> subs = new ArrayList<>();
		for (String filter : FILTERS) {
			subs.add(this.sockets.open(SocketSpec.of("sub" + subs.size(), ZmqSocketType.SUB)
				.topics(filter.getBytes(ISO_8859_1))
				.topics("END")
				.connect(endpoint)));
			pub.receive();
			pub.receive();
		}
		TOPICS.forEach((topic) -> pub.send(message(topic)));
		pub.send(END);
		for (int i = 0; i < FILTERS.size(); i++) {
			ZmqSocket sub = subs.get(i);
			assertThat(untilEnd(Stream.generate(() -> sub.receive(Speaker.PATIENCE)))).as("filter " + i)
				.isEqualTo(matching(FILTERS.get(i)));
		}
		pub.close();
	}

	/** The second frame must not matter. */
	private static ZmqMessage message(String topic) {
		return ZmqMessage.of(topic.getBytes(ISO_8859_1), "10001 A".getBytes(ISO_8859_1));
	}

	private static List<ZmqMessage> matching(String filter) {
		return TOPICS.stream().filter((topic) -> topic.startsWith(filter)).map(TopicInteropTests::message).toList();
	}

	private static List<ZmqMessage> untilEnd(Stream<ZmqMessage> messages) {
		return messages.takeWhile((message) -> !message.equals(END)).toList();
	}

	@Test
	void theGuidesThreeFrameEnvelopeReachesThoseWhoSubscribedToItsKey() {
		ZmqSocket pub = this.sockets.open(bound("pub", ZmqSocketType.PUB));
		PyzmqSocket sub = pyzmq.socket("SUB").set("SUBSCRIBE", "b'B'").connect(endpoint(pub));
		Subscriptions.await(pub, "B", sub);
		pub.send(ZmqMessage.ofStrings("A", "address of B", "B: We don't want to see this"));
		pub.send(ZmqMessage.ofStrings("B", "address of the publisher", "We would like to see this"));
		assertThat(sub.receive())
			.isEqualTo(ZmqMessage.ofStrings("B", "address of the publisher", "We would like to see this"));
		sub.close();
	}

	@Test
	void theGuidesThreeFrameEnvelopeIsReadAsTopicAndPayload() {
		PyzmqSocket pub = pyzmq.socket("PUB");
		ZmqSocket sub = this.sockets.open(SocketSpec.of("sub", ZmqSocketType.SUB).topics("B").connect(pub.bind()));
		Subscriptions.awaitPub(pub, sub, "B");
		pub.send(ZmqMessage.ofStrings("A", "address of B", "B: We don't want to see this"));
		pub.send(ZmqMessage.ofStrings("B", "address of the publisher", "We would like to see this"));
		assertThat(sub.spec().wireFormat().decode(sub.receive(Speaker.PATIENCE))).satisfies((parts) -> {
			assertThat(parts.topicAsString()).isEqualTo("B");
			assertThat(parts.payload())
				.isEqualTo(ZmqMessage.ofStrings("address of the publisher", "We would like to see this"));
		});
		pub.close();
	}

	@Test
	void aPublisherOfOursSeesSubscriptionsOfPyzmqComeAndGo() {
		ZmqSocket xpub = this.sockets.open(bound("xpub", ZmqSocketType.XPUB));
		PyzmqSocket sub = pyzmq.socket("SUB").set("SUBSCRIBE", "b'\\xff\\x00'").connect(endpoint(xpub));
		assertThat(xpub.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.of(new byte[] { 1, -1, 0 }));
		sub.set("UNSUBSCRIBE", "b'\\xff\\x00'");
		assertThat(xpub.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.of(new byte[] { 0, -1, 0 }));
		sub.set("SUBSCRIBE", "b'A'");
		assertThat(xpub.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.of(new byte[] { 1, 'A' }));
		assertThat(xpub.control().subscriberCount("AB")).isOne();
		sub.close();
		assertThat(xpub.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.of(new byte[] { 0, 'A' }));
		assertThat(xpub.control().subscriberCount("AB")).isZero();
	}

	@ParameterizedTest
	@EnumSource(names = { "SUB", "XSUB" })
	void aPublisherOfPyzmqSeesOurSubscriptionsComeAndGo(ZmqSocketType type) {
		PyzmqSocket xpub = pyzmq.socket("XPUB");
		ZmqSocket sub = this.sockets.open(SocketSpec.of("sub", type).topics("first").connect(xpub.bind()));
		assertThat(xpub.receive()).isEqualTo(ZmqMessage.ofStrings("\u0001first"));
		sub.control().subscribe(new byte[] { -1, 0 });
		assertThat(xpub.receive()).isEqualTo(ZmqMessage.of(new byte[] { 1, -1, 0 }));
		sub.control().unsubscribe("first");
		assertThat(xpub.receive()).isEqualTo(ZmqMessage.ofStrings("\u0000first"));
		xpub.send(ZmqMessage.ofStrings("first"));
		xpub.send(ZmqMessage.of(new byte[] { -1, 0, 1 }));
		assertThat(sub.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.of(new byte[] { -1, 0, 1 }));
		sub.stop(Speaker.PATIENCE);
		assertThat(xpub.receive()).isEqualTo(ZmqMessage.of(new byte[] { 0, -1, 0 }));
		xpub.close();
	}

	@Test
	void messagesOfOurXsubReachAnXpubOfPyzmq() {
		PyzmqSocket xpub = pyzmq.socket("XPUB");
		ZmqSocket xsub = this.sockets.open(SocketSpec.of("xsub", ZmqSocketType.XSUB).topics("").connect(xpub.bind()));
		assertThat(xpub.receive()).isEqualTo(ZmqMessage.ofStrings("\u0001"));
		xsub.send(ZmqMessage.ofStrings("upstream", "", "message"));
		assertThat(xpub.receive()).isEqualTo(ZmqMessage.ofStrings("upstream", "", "message"));
		xpub.close();
	}

	@Test
	void messagesOfAnXsubOfPyzmqReachOurXpub() {
		ZmqSocket xpub = this.sockets.open(bound("xpub", ZmqSocketType.XPUB));
		PyzmqSocket xsub = pyzmq.socket("XSUB").connect(endpoint(xpub));
		xsub.send(ZmqMessage.ofStrings("\u0001"));
		assertThat(xpub.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.ofStrings("\u0001"));
		xsub.send(ZmqMessage.ofStrings("upstream"));
		assertThat(xpub.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.ofStrings("upstream"));
		xsub.close();
	}

	/** JeroMQ alone loses all but the first thousand when it connects late. */
	@Test
	void thousandsOfOurTopicsArriveEvenIfThePublisherStartsLater() {
		PyzmqSocket early = pyzmq.socket("XPUB");
		String endpoint = early.bind();
		early.close();
		String[] topics = IntStream.range(0, 3000).mapToObj((i) -> "topic " + i).toArray(String[]::new);
		this.sockets.open(SocketSpec.of("sub", ZmqSocketType.SUB).topics(topics).connect(endpoint));
		pyzmq.exec("""
				xpub = ctx.socket(zmq.XPUB)
				xpub.rcvhwm = 0
				""");
		PyzmqSocket xpub = new PyzmqSocket(pyzmq, "xpub");
		await().atMost(Speaker.PATIENCE)
			.ignoreExceptionsMatching((ex) -> true)
			.untilAsserted(() -> xpub.bind(endpoint));
		pyzmq.exec("subscribed = {xpub.recv() for i in range(3000)}");
		assertThat(pyzmq.eval("subscribed == {b'\\x01topic %d' % i for i in range(3000)}")).isEqualTo("True");
		xpub.close();
	}

}
