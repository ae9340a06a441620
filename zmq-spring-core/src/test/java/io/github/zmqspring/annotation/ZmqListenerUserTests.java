package io.github.zmqspring.annotation;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.zmqspring.listener.Listeners;
import io.github.zmqspring.message.HeaderPolicy;
import io.github.zmqspring.message.ZmqHeaders;
import io.github.zmqspring.observation.TestTracing;
import io.github.zmqspring.security.PlainUsers;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.TestSockets;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import org.springframework.messaging.handler.annotation.Header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A listener knows whom a message is from: from the authenticator, never from the
 * message.
 */
@Timeout(180)
class ZmqListenerUserTests {

	private static final String FORGED = "zeromq_userId: admin\nzeromq_peerAddress: 10.9.9.9:1\nnote: hello";

	private final TestTracing tracing = new TestTracing();

	private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

	@RegisterExtension
	final Listeners listeners = new Listeners()
		.socket(withHeaders("secured").option(ZmqOptions.PLAIN_SERVER, true)
			.authenticator(PlainUsers.of(Map.of("alice", "secret"))))
		.socket(withHeaders("open"));

	private static SocketSpec.Builder withHeaders(String name) {
		return TestSockets.bound(name, ZmqSocketType.PULL).headers(HeaderPolicy.of(List.of("*"), List.of("*")));
	}

	private void start() {
		this.listeners.factory((factory) -> factory.setObservations(this.tracing.observations()));
		this.listeners.start(new Object() {

			@ZmqListener(id = "secured", socket = "secured")
			void secured(String payload, @Header(name = ZmqHeaders.USER_ID, required = false) String user,
					@Header(ZmqHeaders.PEER_ADDRESS) String address, @Header("note") String note) {
				ZmqListenerUserTests.this.received.add(payload + " from " + user + ", " + note);
				assertThat(address).startsWith("127.0.0.1:");
			}

			@ZmqListener(id = "open", socket = "open")
			void open(String payload, @Header(name = ZmqHeaders.USER_ID, required = false) String user,
					@Header("note") String note) {
				ZmqListenerUserTests.this.received.add(payload + " from " + user + ", " + note);
			}

		});
	}

	private String next() throws InterruptedException {
		return this.received.poll(30, TimeUnit.SECONDS);
	}

	@Test
	void theUserIdIsAHeaderAndPartOfTheObservation() throws Exception {
		start();
		ZMQ.Socket alice = this.listeners.peer(SocketType.PUSH);
		alice.setPlainUsername("alice");
		alice.setPlainPassword("secret");
		alice.connect(TestSockets.endpoint(this.listeners.socket("secured")));
		alice.sendMore(FORGED);
		alice.send("work");
		assertThat(next()).isEqualTo("work from alice, hello");
		await().until(() -> !this.tracing.named("zmq.listener.process").isEmpty());
		assertThat(this.tracing.only("zmq.listener.process").high("enduser.id")).isEqualTo("alice");
	}

	@Test
	void aUserIdInTheMessageIsNoUserId() throws Exception {
		start();
		ZMQ.Socket anybody = this.listeners.peer(SocketType.PUSH, "open");
		anybody.sendMore(FORGED);
		anybody.send("work");
		assertThat(next()).isEqualTo("work from null, hello");
	}

}
