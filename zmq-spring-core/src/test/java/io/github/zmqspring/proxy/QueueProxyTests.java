package io.github.zmqspring.proxy;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.proxy.ZmqProxyStatistics.Direction;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZFrame;
import org.zeromq.ZMQ;
import org.zeromq.ZMsg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The request-reply broker (Guide chapter 2, rrbroker and mtserver).
 */
class QueueProxyTests extends AbstractProxyTests {

	private static final String ANY_PORT = "tcp://127.0.0.1:*";

	private ZmqProxy broker(String name) {
		return this.proxies
			.register(ZmqProxySpec.queue(name).frontendBind(ANY_PORT).backendBind("inproc://" + name).build());
	}

	@Test
	void whenClientsShareTheBrokerEachGetsItsOwnReply() {
		ZmqProxy broker = broker("broker");
		worker("upper", endpoint(broker.backend()), String::toUpperCase);
		List<ZMQ.Socket> clients = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			clients.add(connect(SocketType.REQ, broker.frontend()));
		}
		for (int i = 0; i < 3; i++) {
			assertThat(clients.get(i).send("from " + i)).isTrue();
		}
		for (int i = 0; i < 3; i++) {
			assertThat(clients.get(i).recvStr()).isEqualTo("FROM " + i);
		}
	}

	@Test
	void whenThreeWorkersAreAddedTheClientUsesThemWithoutAnyChange() {
		ZmqProxy broker = this.proxies
			.register(ZmqProxySpec.queue("rrbroker").frontendBind(ANY_PORT).backendBind(ANY_PORT).build());
		ZMQ.Socket client = open(SocketType.REQ, "tcp:");
		client.setReqRelaxed(true);
		client.setReqCorrelate(true);
		client.connect(endpoint(broker.frontend()));
		worker("first", broker.backend());
		assertThat(patientRequest(client)).isEqualTo("first");
		worker("second", broker.backend());
		worker("third", broker.backend());
		worker("fourth", broker.backend());
		await().atMost(PATIENCE.multipliedBy(3)).untilAsserted(() -> {
			Set<String> four = new HashSet<>();
			for (int i = 0; i < 4; i++) {
				four.add(patientRequest(client));
			}
			assertThat(four).containsExactlyInAnyOrder("first", "second", "third", "fourth");
		});
	}

	/**
	 * A Lazy Pirate (Guide chapter 4): what a bound socket deals to a worker whose
	 * handshake comes to nothing is lost, and must be sent again.
	 */
	private static String patientRequest(ZMQ.Socket client) {
		client.setReceiveTimeOut(500);
		return await().atMost(PATIENCE).until(() -> request(client, "Hello"), Objects::nonNull);
	}

	@Test
	void whenThereAreThreeWorkersRequestsAreDealtInTurn() {
		ZmqProxy broker = broker("broker");
		ZMQ.Socket client = connect(SocketType.REQ, broker.frontend());
		worker("A", broker.backend());
		worker("B", broker.backend());
		worker("C", broker.backend());
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(new HashSet<>(requests(client, 3))).hasSize(3));
		List<String> four = requests(client, 4);
		assertThat(four.subList(0, 3)).containsExactlyInAnyOrder("A", "B", "C");
		assertThat(four.get(3)).isEqualTo(four.get(0));
	}

	@Test
	void whenOneRequesterIsConnectedToThreeServicesFourRequestsGoToFirstSecondThirdFirst() {
		List<ZmqSocket> brokers = new ArrayList<>();
		SocketSpec.Builder spec = SocketSpec.of("requester", ZmqSocketType.REQ);
		for (String name : List.of("A", "B", "C")) {
			ZmqProxy broker = broker(name);
			worker(name, broker.backend());
			brokers.add(broker.frontend());
			spec.connect(endpoint(broker.frontend()));
		}
		ZmqSocket requester = this.sockets.register(spec.build());
		List<String> replies = new ArrayList<>();
		for (int i = 1; i <= 4; i++) {
			requester.send(ZmqMessage.ofStrings("R" + i));
			ZmqMessage reply = requester.receive(PATIENCE);
			assertThat(reply).isNotNull();
			replies.add(reply.frameAsString(0));
		}
		assertThat(replies).containsExactly("A", "B", "C", "A");
		assertThat(brokers).extracting((socket) -> socket.counters().received()).containsExactly(2L, 1L, 1L);
	}

	@Test
	void whenBrokersAreChainedRequestsAndRepliesPassBoth() {
		ZmqProxy inner = broker("inner");
		ZmqProxy outer = this.proxies.register(
				ZmqProxySpec.queue("outer").frontendBind(ANY_PORT).backendConnect(endpoint(inner.frontend())).build());
		worker("worker", endpoint(inner.backend()), (request) -> request + " World");
		ZMQ.Socket one = connect(SocketType.REQ, outer.frontend());
		ZMQ.Socket other = connect(SocketType.REQ, outer.frontend());
		for (int i = 0; i < 100; i++) {
			assertThat(request(one, "Hello " + i)).isEqualTo("Hello " + i + " World");
			assertThat(request(other, "Bye " + i)).isEqualTo("Bye " + i + " World");
		}
		await().atMost(PATIENCE).untilAsserted(() -> {
			assertThat(outer.statistics().frontendToBackend().messages()).isEqualTo(200);
			assertThat(inner.statistics().backendToFrontend().messages()).isEqualTo(200);
		});
	}

	@Test
	void whenFiveThreadsWorkBehindTheBrokerFiveClientsAreServedAtTheSameTime() {
		ZmqProxy server = this.proxies
			.register(ZmqProxySpec.queue("mtserver").frontendBind(ANY_PORT).backendBind("inproc://workers").build());
		CyclicBarrier allAtWork = new CyclicBarrier(5);
		for (int i = 0; i < 5; i++) {
			worker("thread-" + i, "inproc://workers", (request) -> {
				allAtWork.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
				return "World";
			});
		}
		assertThat(server.backend().control().awaitPeers(5, PATIENCE)).isTrue();
		List<ZMQ.Socket> clients = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			ZMQ.Socket client = connect(SocketType.REQ, server.frontend());
			client.send("Hello");
			clients.add(client);
		}
		assertThat(clients).allSatisfy((client) -> assertThat(client.recvStr()).isEqualTo("World"));
	}

	@Test
	void whenTheFrontendIsAReplierRequestersAreServed() {
		ZmqProxy broker = this.proxies.register(ZmqProxySpec.queue("broker")
			.frontendType(ZmqSocketType.REP)
			.frontendBind(ANY_PORT)
			.backendBind("inproc://workers")
			.build());
		worker("worker", endpoint(broker.backend()), (request) -> request + " World");
		assertThat(request(connect(SocketType.REQ, broker.frontend()), "Hello")).isEqualTo("Hello World");
	}

	@Test
	void whenAMessageHasEmptyFramesItArrivesUnchangedByteForByte() {
		ZmqProxy broker = broker("broker");
		ZMQ.Socket client = connect(SocketType.DEALER, broker.frontend());
		ZMQ.Socket worker = connect(SocketType.DEALER, broker.backend());
		List<byte[]> frames = List.of(new byte[0], new byte[0], new byte[] { 7 }, new byte[0], allBytes(300_000),
				new byte[0]);
		message(frames).send(client);
		ZMsg atWorker = ZMsg.recvMsg(worker);
		assertThat(atWorker).isNotNull();
		assertThat(atWorker.size()).isEqualTo(frames.size() + 1);
		List<byte[]> behindRoutingId = atWorker.stream().skip(1).map(ZFrame::getData).toList();
		assertThat(behindRoutingId).containsExactlyElementsOf(frames);
		atWorker.send(worker);
		ZMsg atClient = ZMsg.recvMsg(client);
		assertThat(atClient).isNotNull();
		assertThat(atClient.stream().map(ZFrame::getData).toList()).containsExactlyElementsOf(frames);
	}

	@Test
	void whenRequestsHavePassedTheStatisticsAreExact() {
		Instant began = Instant.now();
		ZmqProxy broker = broker("broker");
		worker("worker", endpoint(broker.backend()), (request) -> "World!!");
		ZMQ.Socket client = open(SocketType.REQ, "tcp:");
		client.setIdentity("client".getBytes());
		client.connect(endpoint(broker.frontend()));
		for (int i = 0; i < 50; i++) {
			assertThat(request(client, "Hello")).isEqualTo("World!!");
		}
		// counted once it is sent, so maybe after it has arrived
		await().atMost(PATIENCE).untilAsserted(() -> {
			// routing id, delimiter, payload
			assertThat(broker.statistics().frontendToBackend()).isEqualTo(new Direction(50, 50 * (6 + 5), 0, 0, 0));
			assertThat(broker.statistics().backendToFrontend()).isEqualTo(new Direction(50, 50 * (6 + 7), 0, 0, 0));
		});
		assertThat(broker.statistics().dropped()).isZero();
		assertThat(broker.statistics().since()).isBetween(began, Instant.now());
	}

	@Test
	void whenAClientIsGoneItsReplyIsDroppedAndOthersGetTheirs() {
		ZmqProxy broker = broker("broker");
		ZMQ.Socket worker = connect(SocketType.DEALER, broker.backend());
		ZMQ.Socket gone = connect(SocketType.REQ, broker.frontend());
		gone.send("never answered");
		ZMsg requestOfGone = ZMsg.recvMsg(worker);
		ZMQ.Socket present = connect(SocketType.REQ, broker.frontend());
		present.send("answered");
		ZMsg requestOfPresent = ZMsg.recvMsg(worker);
		gone.close();
		await().atMost(PATIENCE).untilAsserted(() -> {
			requestOfGone.duplicate().send(worker);
			assertThat(broker.statistics().backendToFrontend().unroutable()).isPositive();
		});
		requestOfPresent.send(worker);
		assertThat(present.recvStr()).isEqualTo("answered");
		assertThat(broker.statistics().dropped()).isEqualTo(broker.statistics().backendToFrontend().unroutable());
	}

	@Test
	void whenAClientDoesNotReadItsRepliesAreDroppedAndOthersGetTheirs() {
		ZmqProxy broker = this.proxies.register(ZmqProxySpec.queue("broker")
			.frontend((socket) -> socket.bind("inproc://front").option(ZmqOptions.SEND_HWM, 1))
			.backendBind("inproc://workers")
			.build());
		ZMQ.Socket worker = connect(SocketType.DEALER, broker.backend());
		ZMQ.Socket stalled = open(SocketType.DEALER, "inproc://front");
		stalled.setRcvHWM(1);
		stalled.connect("inproc://front");
		stalled.send("stalled");
		ZMsg requestOfStalled = ZMsg.recvMsg(worker);
		ZMQ.Socket healthy = connect(SocketType.REQ, "inproc://front");
		healthy.send("healthy");
		ZMsg requestOfHealthy = ZMsg.recvMsg(worker);
		for (int i = 0; i < 50; i++) {
			requestOfStalled.duplicate().send(worker);
		}
		requestOfHealthy.send(worker);
		assertThat(healthy.recvStr()).isEqualTo("healthy");
		await().atMost(PATIENCE)
			.untilAsserted(
					() -> assertThat(broker.statistics().backendToFrontend().messages() + broker.statistics().dropped())
						.isEqualTo(51));
		assertThat(broker.statistics().backendToFrontend().full()).isEqualTo(48);
	}

	@Test
	void whenAWorkerSendsNothingButAnAddressItIsCountedAsUnroutable() {
		ZmqProxy broker = broker("broker");
		ZMQ.Socket worker = connect(SocketType.DEALER, broker.backend());
		worker.send("nobody");
		await().atMost(PATIENCE)
			.untilAsserted(
					() -> assertThat(broker.statistics().backendToFrontend()).isEqualTo(new Direction(0, 0, 0, 1, 0)));
	}

	@Test
	void whenThereIsACaptureItGetsEveryMessageOfBothDirections() {
		ZMQ.Socket capture = open(SocketType.PULL, "tcp:");
		int port = capture.bindToRandomPort("tcp://127.0.0.1");
		ZmqProxy broker = this.proxies.register(ZmqProxySpec.queue("broker")
			.frontendBind(ANY_PORT)
			.backendBind("inproc://workers")
			.captureType(ZmqSocketType.PUSH)
			.capture((socket) -> socket.connect("tcp://127.0.0.1:" + port))
			.build());
		worker("worker", endpoint(broker.backend()), (request) -> "re: " + request);
		ZMQ.Socket client = open(SocketType.REQ, "tcp:");
		client.setIdentity("client".getBytes());
		client.connect(endpoint(broker.frontend()));
		for (int i = 0; i < 20; i++) {
			request(client, "request " + i);
			assertThat(receive(capture)).containsExactly("client", "", "request " + i);
			assertThat(receive(capture)).containsExactly("client", "", "re: request " + i);
		}
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(broker.statistics().captured()).isEqualTo(40));
		assertThat(broker.statistics().captureDropped()).isZero();
	}

	@Test
	void whenNobodyListensToTheCaptureCopiesAreDroppedAndMessagesPass() {
		ZmqProxy broker = this.proxies.register(ZmqProxySpec.queue("broker")
			.frontendBind(ANY_PORT)
			.backendBind("inproc://workers")
			.captureType(ZmqSocketType.PUSH)
			.capture((socket) -> socket.bind(ANY_PORT))
			.build());
		worker("worker", broker.backend());
		assertThat(requests(connect(SocketType.REQ, broker.frontend()), 10)).hasSize(10).containsOnly("worker");
		assertThat(broker.statistics().captureDropped()).isEqualTo(20);
		assertThat(broker.statistics().captured()).isZero();
	}

	private static List<String> requests(ZMQ.Socket client, int count) {
		List<String> replies = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			replies.add(request(client, "Hello"));
		}
		return replies;
	}

	private static ZMsg message(List<byte[]> frames) {
		ZMsg message = new ZMsg();
		frames.forEach(message::add);
		return message;
	}

	private static byte[] allBytes(int length) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		for (int i = 0; i < length; i++) {
			bytes.write(i);
		}
		return bytes.toByteArray();
	}

}
