package io.github.zmqspring.error;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import zmq.ZError;

import org.springframework.messaging.MessagingException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the exceptions say, since their messages are what a user reads first.
 */
class ZmqExceptionTests {

	@Test
	void everyExceptionIsASpringMessagingException() {
		assertThat(new ZmqException("x")).isInstanceOf(MessagingException.class);
		assertThat(new ZmqException("x", null)).hasMessage("x").hasNoCause();
		assertThat(new ZmqInterruptedException("x", new InterruptedException()))
			.hasCauseInstanceOf(InterruptedException.class);
	}

	@Test
	void aConfigurationExceptionNamesThePropertyTheReasonAndTheWayOut() {
		ZmqConfigurationException ex = ZmqConfigurationException.forSocket("tasks", "topics", List.of("A", "B"),
				"a PULL socket has no subscriptions.", "Remove the topics, or use type: sub.");
		assertThat(ex).hasMessage("Socket 'tasks': topics = [A, B] cannot be honoured: "
				+ "a PULL socket has no subscriptions. Remove the topics, or use type: sub.");
		assertThat(ex.getSubject()).isEqualTo("socket 'tasks'");
		assertThat(ex.getSocketName()).isEqualTo("tasks");
		assertThat(ex.getProperty()).isEqualTo("topics");
		assertThat(ex.getValue()).isEqualTo(List.of("A", "B"));
		assertThat(ex.getReason()).isEqualTo("a PULL socket has no subscriptions.");
		assertThat(ex.getAction()).isEqualTo("Remove the topics, or use type: sub.");
	}

	@Test
	void aConfigurationExceptionSaysWhenThePropertyIsMissing() {
		assertThat(ZmqConfigurationException.forSocket("w", "topics", null, "a SUB socket without them hears nothing",
				"Set it."))
			.hasMessage("Socket 'w': topics, which is not set, cannot be honoured: "
					+ "a SUB socket without them hears nothing. Set it.");
	}

	@Test
	void aConfigurationExceptionPrintsArraysAndCutsLongValues() {
		assertThat(ZmqConfigurationException.forSocket("w", "bind", new String[] { "a", "b" }, "r", "A."))
			.hasMessageContaining("bind = [a, b] cannot");
		assertThat(ZmqConfigurationException.forSocket("w", "bind", "x".repeat(10_000), "r", "A.").getMessage())
			.hasSizeLessThan(300);
	}

	@Test
	void aConfigurationExceptionNeedNotBeAboutASocket() {
		ZmqConfigurationException ex = new ZmqConfigurationException("@ZmqListener method Weather.update", null,
				"concurrency", "0", "it must be at least 1", "Set it to 1 or more.", new IllegalStateException());
		assertThat(ex.getSocketName()).isNull();
		assertThat(ex).hasMessageStartingWith("@ZmqListener method Weather.update: concurrency = 0 cannot")
			.hasCauseInstanceOf(IllegalStateException.class);
	}

	@Test
	void whenTheSocketOfAnEndpointBecomesKnownTheFailureIsToldAboutTheSocket() {
		ZmqEndpointException parsed = new ZmqEndpointException("tcp//x", "it has no '://'", "Write tcp://host:port.");
		assertThat(parsed).hasMessageStartingWith("Endpoint 'tcp//x': address = tcp//x cannot");
		ZmqEndpointException located = parsed.inSocket("tasks", "bind");
		assertThat(located)
			.hasMessage("Socket 'tasks': bind = tcp//x cannot be honoured: it has no '://'. Write tcp://host:port.")
			.hasCause(parsed);
		assertThat(located.getEndpoint()).isEqualTo("tcp//x");
	}

	@Test
	void anUnsupportedTransportStaysOneWhenItsSocketBecomesKnown() {
		ZmqEndpointException located = new UnsupportedTransportException("pgm://x", "pgm", "JeroMQ has no pgm",
				"Bridge it.")
			.inSocket("tasks", "connect");
		assertThat(located).isInstanceOfSatisfying(UnsupportedTransportException.class, (ex) -> {
			assertThat(ex.getTransport()).isEqualTo("pgm");
			assertThat(ex.getSocketName()).isEqualTo("tasks");
			assertThat(ex.getProperty()).isEqualTo("connect");
		});
	}

	@Test
	void anUnknownSocketNamesTheKnownOnesAndWhoAsked() {
		UnknownSocketException ex = new UnknownSocketException("taks", List.of("tasks", "sink"), "ZmqTemplate.send");
		assertThat(ex).hasMessage(
				"There is no socket 'taks', asked for by ZmqTemplate.send: declared sockets are 'sink', 'tasks'");
		assertThat(ex.getSocketName()).isEqualTo("taks");
		assertThat(ex.getKnownNames()).containsExactly("sink", "tasks");
		assertThat(ex.getRequestedBy()).isEqualTo("ZmqTemplate.send");
		assertThat(new UnknownSocketException("x", List.of(), "y")).hasMessageEndingWith(": no socket is declared");
	}

	@Test
	void aDuplicateListenerNamesBothReceivers() {
		DuplicateListenerException ex = new DuplicateListenerException("tasks", "A.work", "B.work");
		assertThat(ex)
			.hasMessage("Socket 'tasks' has two receivers, A.work and B.work, but delivers each message once only");
		assertThat(List.of(ex.getSocketName(), ex.getFirst(), ex.getSecond())).containsExactly("tasks", "A.work",
				"B.work");
	}

	@Test
	void aBindExceptionKnowsJeroMqsNumberForAnAddressInUse() {
		ZmqBindException inUse = new ZmqBindException("tasks", "tcp://*:5555", ZError.EADDRINUSE);
		assertThat(inUse.isAddressInUse()).isTrue();
		assertThat(inUse).hasMessage("Socket 'tasks' cannot bind tcp://*:5555: the address is in use");
		ZmqBindException other = new ZmqBindException("tasks", "tcp://1.2.3.4:1", ZError.EADDRNOTAVAIL,
				new IllegalStateException());
		assertThat(other.isAddressInUse()).isFalse();
		assertThat(other.getErrno()).isEqualTo(ZError.EADDRNOTAVAIL);
		assertThat(other).hasMessageEndingWith("error " + ZError.EADDRNOTAVAIL)
			.hasCauseInstanceOf(IllegalStateException.class);
	}

	@Test
	void aFullQueueTellsHowLongTheCallerWaited() {
		ZmqQueueFullException ex = new ZmqQueueFullException("tasks", Duration.ofMillis(1500));
		assertThat(ex).isInstanceOf(ZmqSendException.class)
			.hasMessage("Socket 'tasks' took no message within 1500 ms: every peer's queue is full, "
					+ "or there is no peer");
		assertThat(ex.getWaited()).isEqualTo(Duration.ofMillis(1500));
		assertThat(ex.getSocketName()).isEqualTo("tasks");
	}

	@Test
	void anUnroutableMessagePrintsItsRoutingIdAsTextOrInHex() {
		assertThat(new ZmqUnroutableException("r", "Hello".getBytes())).hasMessageEndingWith("routing id 'Hello'");
		assertThat(new ZmqUnroutableException("r", new byte[] { 0, (byte) 0xAB })).hasMessageEndingWith("id 0x00AB");
		assertThat(new ZmqUnroutableException("r", new byte[0])).hasMessageEndingWith("id 0x");
		assertThat(new ZmqUnroutableException("r", -1)).hasMessageEndingWith("id 4294967295");
		assertThat(new ZmqUnroutableException("r", 258).getRoutingId()).containsExactly(0, 0, 1, 2);
	}

	@Test
	void anUnroutableMessageKeepsItsOwnCopyOfTheRoutingId() {
		byte[] id = { 1, 2 };
		ZmqUnroutableException ex = new ZmqUnroutableException("r", id);
		id[0] = 9;
		ex.getRoutingId()[1] = 9;
		assertThat(ex.getRoutingId()).containsExactly(1, 2);
	}

	@Test
	void aRequestTimeoutTellsTimePerTryAndNumberOfTries() {
		ZmqRequestTimeoutException ex = new ZmqRequestTimeoutException("hello", Duration.ofSeconds(2), 3);
		assertThat(ex).hasMessage("Socket 'hello' got no reply within 2000 ms in each of 3 tries");
		assertThat(ex.getTimeout()).isEqualTo(Duration.ofSeconds(2));
		assertThat(ex.getTries()).isEqualTo(3);
		assertThat(new ZmqRequestTimeoutException("hello", Duration.ofSeconds(2), 1))
			.hasMessage("Socket 'hello' got no reply within 2000 ms");
	}

	@Test
	void aStoppedSocketNamesItself() {
		ZmqSocketStoppedException ex = new ZmqSocketStoppedException("hello");
		assertThat(ex).hasMessage("Socket 'hello' is not running");
		assertThat(ex.getSocketName()).isEqualTo("hello");
	}

	@Test
	void whenAValueIsNotSerializableTheExceptionStillIs() throws Exception {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(ZmqConfigurationException.forSocket("tasks", "bind", new Object(), "r", "A."));
		}
		try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
			assertThat(in.readObject()).isInstanceOfSatisfying(ZmqConfigurationException.class, (ex) -> {
				assertThat(ex.getValue()).isNull();
				assertThat(ex.getProperty()).isEqualTo("bind");
			});
		}
	}

}
