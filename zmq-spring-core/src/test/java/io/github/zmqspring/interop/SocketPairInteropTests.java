package io.github.zmqspring.interop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.TestSockets;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.github.zmqspring.socket.ZmqSocketType.DEALER;
import static io.github.zmqspring.socket.ZmqSocketType.PAIR;
import static io.github.zmqspring.socket.ZmqSocketType.PUB;
import static io.github.zmqspring.socket.ZmqSocketType.PULL;
import static io.github.zmqspring.socket.ZmqSocketType.PUSH;
import static io.github.zmqspring.socket.ZmqSocketType.REP;
import static io.github.zmqspring.socket.ZmqSocketType.REQ;
import static io.github.zmqspring.socket.ZmqSocketType.ROUTER;
import static io.github.zmqspring.socket.ZmqSocketType.SUB;
import static io.github.zmqspring.socket.ZmqSocketType.XPUB;
import static io.github.zmqspring.socket.ZmqSocketType.XSUB;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every pair of sockets that may talk to each other (RFC 28 to 31), one of them ours and
 * the other one of pyzmq, whoever binds: what the one sends the other gets, byte by byte.
 * <p>
 * The draft types are left out: Debian builds libzmq without them.
 */
@Timeout(180)
@RequiresPyzmq
class SocketPairInteropTests {

	private static final byte[] SUBSCRIBE_ALL = { 1 };

	private static final List<ZmqMessage> MESSAGES = messages();

	@RegisterExtension
	static final ForeignPeers peers = new ForeignPeers();

	static PyzmqPeer pyzmq;

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	@BeforeAll
	static void startPyzmq() {
		pyzmq = peers.pyzmq();
	}

	private static List<ZmqMessage> messages() {
		byte[] allBytes = new byte[256];
		byte[] large = new byte[300_000];
		for (int i = 0; i < allBytes.length; i++) {
			allBytes[i] = (byte) i;
		}
		new Random(42).nextBytes(large);
		byte[] empty = {};
		List<ZmqMessage> messages = new ArrayList<>(List.of(ZmqMessage.ofStrings("Hello"), ZmqMessage.of(allBytes),
				ZmqMessage.ofStrings("part 1", "", "part 3"), ZmqMessage.of(empty),
				ZmqMessage.of(empty, allBytes, empty, empty), ZmqMessage.of(large, empty, allBytes)));
		for (int length : new int[] { 1, 255, 256, 8191, 8192, 8193 }) {
			messages.add(ZmqMessage.of(Arrays.copyOf(large, length)));
		}
		messages.add(ZmqMessage.of(Collections.nCopies(100, allBytes)));
		return messages;
	}

	static Stream<Arguments> legalPairs() {
		return Stream.of(ZmqSocketType.values())
			.filter((type) -> !type.isDraft())
			.flatMap((type) -> type.legalPeers().stream().sorted().map((peer) -> List.of(type, peer)))
			.flatMap((pair) -> Stream.of(true, false).map((weBind) -> Arguments.of(pair.get(0), pair.get(1), weBind)));
	}

	@Test
	void thesePairsAreLegal() {
		assertThat(legalPairs().map((pair) -> List.of(pair.get()[0], pair.get()[1])).distinct())
			.containsExactlyInAnyOrder(List.of(PUB, SUB), List.of(PUB, XSUB), List.of(XPUB, SUB), List.of(XPUB, XSUB),
					List.of(SUB, PUB), List.of(SUB, XPUB), List.of(XSUB, PUB), List.of(XSUB, XPUB), List.of(PUSH, PULL),
					List.of(PULL, PUSH), List.of(REQ, REP), List.of(REQ, ROUTER), List.of(REP, REQ),
					List.of(REP, DEALER), List.of(DEALER, REP), List.of(DEALER, DEALER), List.of(DEALER, ROUTER),
					List.of(ROUTER, REQ), List.of(ROUTER, DEALER), List.of(ROUTER, ROUTER), List.of(PAIR, PAIR));
	}

	@ParameterizedTest(name = "our {0} and the {1} of pyzmq, we bind: {2}")
	@MethodSource("legalPairs")
	void whatOneSendsTheOtherGets(ZmqSocketType ourType, ZmqSocketType theirType, boolean weBind) {
		PyzmqSocket theirs = pyzmq.socket(theirType.name());
		try {
			ZmqSocket ours = connect(ourType, theirs, theirType, weBind);
			Speaker us = new Speaker.Ours(ours, theirType);
			Speaker them = new Speaker.Theirs(theirs, theirType, ourType);
			if (theirType.hasTopics()) {
				awaitSubscription(ours, theirs);
			}
			if (speaksFirst(ourType, theirType)) {
				exchange(us, them, theirType.canSend() && !theirType.hasTopics());
			}
			else {
				exchange(them, us, ourType.canSend() && !ourType.hasTopics());
			}
			assertThat(ours.counters().rejected()).isZero();
		}
		finally {
			theirs.close();
		}
	}

	private ZmqSocket connect(ZmqSocketType ourType, PyzmqSocket theirs, ZmqSocketType theirType, boolean weBind) {
		SocketSpec.Builder spec = SocketSpec.of("ours", ourType);
		if (ourType == ROUTER && theirType == ROUTER) {
			spec.option(ZmqOptions.ROUTING_ID, Speaker.OUR_ID.getBytes());
			theirs.set("IDENTITY", "b'" + Speaker.THEIR_ID + "'").set("ROUTER_MANDATORY", "1");
		}
		if (ourType.subscribes()) {
			spec.topics("");
		}
		if (theirType == SUB) {
			theirs.set("SUBSCRIBE", "b''");
		}
		ZmqSocket ours = this.sockets.open(weBind ? spec.bind("tcp://127.0.0.1:*") : spec.connect(theirs.bind()));
		if (weBind) {
			theirs.connect(TestSockets.endpoint(ours));
		}
		if (theirType == XSUB) {
			theirs.send(ZmqMessage.of(SUBSCRIBE_ALL));
		}
		return ours;
	}

	private void awaitSubscription(ZmqSocket ours, PyzmqSocket theirs) {
		switch (ours.type()) {
			case PUB, XPUB -> {
				Subscriptions.await(ours, "", theirs);
				if (ours.type() == XPUB) {
					assertThat(ours.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.of(SUBSCRIBE_ALL));
				}
			}
			default -> {
				if (pyzmq.eval(theirs.variable() + ".type == zmq.XPUB").equals("True")) {
					assertThat(theirs.receive()).isEqualTo(ZmqMessage.of(SUBSCRIBE_ALL));
				}
				else {
					Subscriptions.awaitPub(theirs, ours, "");
				}
			}
		}
	}

	private static boolean speaksFirst(ZmqSocketType type, ZmqSocketType peer) {
		return !peer.canSend() || type == PUB || type == XPUB || type == REQ || (type == DEALER && peer != REQ)
				|| type == peer;
	}

	private void exchange(Speaker first, Speaker second, boolean answers) {
		for (ZmqMessage message : MESSAGES) {
			first.send(message);
			assertThat(second.receive()).isEqualTo(message);
			if (answers) {
				ZmqMessage answer = message.append(new byte[] { 'r' });
				second.send(answer);
				assertThat(first.receive()).isEqualTo(answer);
			}
		}
		if (!answers) {
			MESSAGES.forEach(first::send);
			MESSAGES.forEach((message) -> assertThat(second.receive()).isEqualTo(message));
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("ourTypes")
	void ourSocketsAnnounceTheirType(ZmqSocketType ourType, ZmqSocketType theirType) {
		PyzmqSocket theirs = pyzmq.socket(theirType.name());
		try {
			ZmqSocket ours = connect(ourType, theirs, theirType, true);
			if (ourType.hasTopics()) {
				awaitSubscription(ours, theirs);
			}
			Speaker us = new Speaker.Ours(ours, theirType);
			if (ourType == REP || ourType == ROUTER) {
				new Speaker.Theirs(theirs, theirType, ourType).send(MESSAGES.get(0));
				us.receive();
			}
			us.send(MESSAGES.get(0));
			assertThat(pyzmq.eval(theirs.variable() + ".recv_multipart(copy=False)[-1]['Socket-Type']"))
				.isEqualTo(ourType.name());
		}
		finally {
			theirs.close();
		}
	}

	static Stream<Arguments> ourTypes() {
		return Stream.of(Arguments.of(PUB, SUB), Arguments.of(XPUB, SUB), Arguments.of(PUSH, PULL),
				Arguments.of(REQ, REP), Arguments.of(REP, REQ), Arguments.of(DEALER, ROUTER),
				Arguments.of(ROUTER, DEALER), Arguments.of(PAIR, PAIR));
	}

	@Test
	void severalReqsOfPyzmqGetTheirOwnRepliesInWhateverOrderOurRepSendsThem() {
		ZmqSocket rep = this.sockets.open(TestSockets.bound("rep", REP));
		List<PyzmqSocket> reqs = Stream.generate(() -> pyzmq.socket("REQ")).limit(5).toList();
		List<ZmqMessage> requests = new ArrayList<>();
		for (PyzmqSocket req : reqs) {
			req.connect(TestSockets.endpoint(rep));
			req.send(ZmqMessage.ofStrings("question of " + req.variable()));
		}
		reqs.forEach((req) -> requests.add(rep.receive(Speaker.PATIENCE)));
		Collections.reverse(requests);
		for (ZmqMessage request : requests) {
			assertThat(request.size()).isEqualTo(3);
			assertThat(request.frame(1)).isEmpty();
			rep.send(ZmqMessage.of(request.first(), new byte[0],
					("answer to the " + request.frameAsString(2)).getBytes()));
		}
		for (PyzmqSocket req : reqs) {
			assertThat(req.receive()).isEqualTo(ZmqMessage.ofStrings("answer to the question of " + req.variable()));
			req.close();
		}
	}

	@Test
	void aDealerOfPyzmqMatchesTheRepliesOfOurRepByItsOwnEnvelope() {
		ZmqSocket rep = this.sockets.open(TestSockets.bound("rep", REP));
		PyzmqSocket dealer = pyzmq.socket("DEALER").connect(TestSockets.endpoint(rep));
		List<ZmqMessage> requests = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			dealer.send(ZmqMessage.ofStrings("hop", "correlation " + i, "", "question " + i, ""));
			requests.add(rep.receive(Speaker.PATIENCE));
		}
		for (int i = 2; i >= 0; i--) {
			ZmqMessage request = requests.get(i);
			rep.send(ZmqMessage.of(request.first())
				.append(request.frame(1))
				.append(request.frame(2))
				.append(request.frame(3))
				.append(("answer " + i).getBytes()));
			assertThat(dealer.receive()).isEqualTo(ZmqMessage.ofStrings("hop", "correlation " + i, "", "answer " + i));
		}
		dealer.close();
	}

	@Test
	void requestsThroughAProxyOfPyzmqComeBack() {
		pyzmq.exec("""
				import threading
				proxy_context = zmq.Context()
				frontend, backend = proxy_context.socket(zmq.ROUTER), proxy_context.socket(zmq.DEALER)
				def run_proxy():
				    try:
				        zmq.proxy(frontend, backend)
				    except zmq.ContextTerminated:
				        frontend.close(0)
				        backend.close(0)
				""");
		String front = new PyzmqSocket(pyzmq, "frontend").bind();
		String back = new PyzmqSocket(pyzmq, "backend").bind();
		pyzmq.exec("threading.Thread(target=run_proxy, daemon=True).start()");
		try {
			ZmqSocket req = this.sockets.open(SocketSpec.of("req", REQ).connect(front));
			ZmqSocket rep = this.sockets.open(SocketSpec.of("rep", REP).connect(back));
			req.send(ZmqMessage.ofStrings("Hello", "", "binary"));
			Speaker answering = new Speaker.Ours(rep, DEALER);
			assertThat(answering.receive()).isEqualTo(ZmqMessage.ofStrings("Hello", "", "binary"));
			answering.send(ZmqMessage.ofStrings("World", ""));
			assertThat(req.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.ofStrings("World", ""));
		}
		finally {
			pyzmq.exec("proxy_context.term()");
		}
	}

}
