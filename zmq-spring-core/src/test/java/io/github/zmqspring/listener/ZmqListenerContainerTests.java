package io.github.zmqspring.listener;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.ZmqSocketType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.zeromq.SocketType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Listeners without annotations.
 */
@Timeout(180)
class ZmqListenerContainerTests {

	private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();

	@RegisterExtension
	final Listeners listeners = new Listeners().socket("in", ZmqSocketType.PULL)
		.socket("rep", ZmqSocketType.REP)
		.socket("pair", ZmqSocketType.PAIR);

	private Object next() throws InterruptedException {
		return this.received.poll(30, TimeUnit.SECONDS);
	}

	@Test
	void whenAFunctionListensItGetsThePayload() throws Exception {
		this.listeners.start()
			.registry()
			.register(ZmqListenerEndpoint.of("f").socket("in").listener(this.received::add).build());
		this.listeners.peer(SocketType.PUSH, "in").send("x");
		assertThat(next()).isEqualTo(ZmqMessage.ofStrings("x"));
	}

	@Test
	void whenAFunctionReturnsItIsTheReply() {
		this.listeners.start()
			.registry()
			.register(ZmqListenerEndpoint.of("f")
				.socket("rep")
				.partsListener((parts) -> "re: " + parts.payload().frameAsString(0))
				.build());
		var requester = this.listeners.peer(SocketType.REQ, "rep");
		requester.send("x");
		assertThat(requester.recvStr()).isEqualTo("re: x");
	}

	@Test
	void whenAFunctionReturnsWhereThereIsNoWayBackTheMessageFails() {
		this.listeners.start()
			.registry()
			.register(ZmqListenerEndpoint.of("f").socket("in").partsListener((parts) -> "result").build());
		this.listeners.peer(SocketType.PUSH, "in").send("x");
		Awaitility.await().until(() -> this.listeners.counters("f").failed() == 1);
		assertThat(this.listeners.counters("f").replied()).isZero();
	}

	@Test
	void whenABatchListenerHasNoBatchSizeItIsRefused() {
		this.listeners.start();
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> this.listeners.registry()
				.register(ZmqListenerEndpoint.of("f").socket("in").batchListener(this.received::add).build()))
			.satisfies((ex) -> assertThat(ex.getProperty()).isEqualTo("batchSize"));
		assertThat(this.listeners.registry().find("f")).isNull();
	}

	@Test
	void whenAListenerOfOneMessageHasABatchSizeItIsRefused() {
		this.listeners.start();
		assertThatExceptionOfType(ZmqConfigurationException.class).isThrownBy(() -> this.listeners.registry()
			.register(ZmqListenerEndpoint.of("f").socket("in").batchSize(3).listener(this.received::add).build()));
	}

	@Test
	void whenMessagesAreHandledTheCountersAddUp() throws Exception {
		this.listeners.start().registry().register(ZmqListenerEndpoint.of("f").socket("pair").partsListener((parts) -> {
			String text = parts.payload().frameAsString(0);
			if (text.equals("bad")) {
				throw new IllegalStateException(text);
			}
			return text.equals("silent") ? null : text;
		}).filter((parts) -> !parts.payload().frameAsString(0).equals("spam")).build());
		var peer = this.listeners.peer(SocketType.PAIR, "pair");
		for (String message : new String[] { "1", "spam", "bad", "silent", "2" }) {
			peer.send(message);
		}
		assertThat(peer.recvStr()).isEqualTo("1");
		assertThat(peer.recvStr()).isEqualTo("2");
		ListenerCounters counters = this.listeners.counters("f");
		Awaitility.await().until(() -> counters.received() == 5 && counters.inFlight() == 0);
		assertThat(counters.filtered()).isOne();
		assertThat(counters.failed()).isOne();
		assertThat(counters.replied()).isEqualTo(2);
		assertThat(counters.abandoned()).isZero();
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void whenVirtualThreadsAreOnWorkersAreVirtual() throws Exception {
		this.listeners.factory((factory) -> factory.setVirtualThreads(true))
			.start()
			.registry()
			.register(ZmqListenerEndpoint.of("f")
				.socket("in")
				.concurrency(2)
				.listener((payload) -> this.received.add(Thread.currentThread().toString()))
				.build());
		this.listeners.peer(SocketType.PUSH, "in").send("x");
		assertThat(next().toString()).startsWith("VirtualThread").contains("-f-");
	}

}
