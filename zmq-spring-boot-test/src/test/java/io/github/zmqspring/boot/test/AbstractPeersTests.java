package io.github.zmqspring.boot.test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.error.UnknownSocketException;
import io.github.zmqspring.error.ZmqQueueFullException;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.template.ZmqTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.util.unit.DataSize;

import static io.github.zmqspring.boot.test.ZmqAssertions.assertThat;
import static io.github.zmqspring.boot.test.ZmqAssertions.assertThatExceptionOfType;
import static io.github.zmqspring.boot.test.ZmqAssertions.assertThatIllegalArgumentException;
import static io.github.zmqspring.boot.test.ZmqAssertions.assertThatIllegalStateException;

/**
 * What peers do, whatever the transport.
 */
@Timeout(300)
abstract class AbstractPeersTests {

	private final ApplicationContextRunner contextRunner;

	private final String free;

	/**
	 * @param free an endpoint that sockets connect and peers bind
	 */
	AbstractPeersTests(ApplicationContextRunner contextRunner, String free) {
		this.contextRunner = contextRunner.withPropertyValues("zmq.template.request-timeout=10s");
		this.free = free;
	}

	private interface Scenario {

		void run(AssertableApplicationContext context, ZmqTestPeers peers, ZmqTemplate template) throws Exception;

	}

	private void run(String properties, Scenario test, Class<?>... listeners) {
		ContextConsumer<AssertableApplicationContext> consumer = (context) -> {
			assertThat(context).hasNotFailed();
			test.run(context, context.getBean(ZmqTestPeers.class), context.getBean(ZmqTemplate.class));
		};
		this.contextRunner.withPropertyValues(properties.replace("FREE", this.free).split("\\s+"))
			.withUserConfiguration(listeners)
			.run(consumer);
	}

	private static String socket(String type) {
		return "zmq.sockets.s.type=" + type + " zmq.sockets.s.bind=tcp://127.0.0.1:*";
	}

	@Test
	void pullOfAPushThatBinds() {
		run(socket("push"), (context, peers, template) -> {
			ZmqTestPeer peer = peers.of("s");
			assertThat(peer.type()).isEqualTo(ZmqSocketType.PULL);
			template.send("s", "one");
			template.send("s", "two");
			assertThat(peer).received("two").receivedExactly("one", "two").receivedCount(2);
			peer.expect("one");
			assertThat(peer.expect()).hasFrames("two").hasSize(1).hasFrame(0, "two");
		});
	}

	@Test
	void pullOfAPushThatConnects() {
		run("zmq.sockets.s.type=push zmq.sockets.s.connect=FREE", (context, peers, template) -> {
			ZmqTestPeer peer = peers.of("s");
			template.send("s", "one");
			assertThat(peer).receivedExactly("one");
		});
	}

	@Test
	void pushOfAPullWithAListener() {
		run(socket("pull") + " zmq.sockets.echo.type=push zmq.sockets.echo.bind=tcp://127.0.0.1:*",
				(context, peers, template) -> {
					ZmqTestPeer echo = peers.of("echo");
					peers.of("s").send("a");
					assertThat(echo).received("echo a");
					assertThat(context.getBean(ZmqRecorder.class).socket("s")).receivedExactly("a");
					assertThat(context.getBean(ZmqRecorder.class).socket("echo")).sentExactly("echo a");
				}, Forward.class);
	}

	@Test
	void subscriberOfAPublisherSeesTopicsAndFrames() {
		run(socket("pub"), (context, peers, template) -> {
			ZmqTestPeer all = peers.of("s");
			ZmqTestPeer some = peers.of("s", (peer) -> peer.topics("b"));
			template.send("s", "a ", "1");
			template.send("s", "b ", "2");
			assertThat(some).received("b ", "2").receivedCount(1);
			assertThat(all).received("a ", "1").received("b ", "2");
			assertThat(all.awaitSubscribed("b ").awaitConnected()).isConnected();
		});
	}

	@Test
	void publisherOfASubscriberWaitsForItsSubscription() {
		run("zmq.sockets.s.type=sub zmq.sockets.s.connect=FREE zmq.sockets.s.topics=t "
				+ "zmq.sockets.echo.type=push zmq.sockets.echo.bind=tcp://127.0.0.1:*", (context, peers, template) -> {
					ZmqTestPeer echo = peers.of("echo");
					ZmqTestPeer publisher = peers.of("s").awaitSubscribed("t");
					publisher.send("other", "no").send("t", "yes");
					assertThat(echo).receivedExactly("echo yes");
				}, Forward.class);
	}

	@Test
	void replierOfADealerAnswersRequests() {
		run("zmq.sockets.s.type=dealer zmq.sockets.s.connect=FREE", (context, peers, template) -> {
			ZmqTestPeer peer = peers.of("s");
			assertThat(peer.type()).isEqualTo(ZmqSocketType.REP);
			CompletableFuture<String> reply = template.requestAsync("s", "question", String.class);
			peer.expect("question").reply("answer");
			assertThat(reply.get(30, TimeUnit.SECONDS)).isEqualTo("answer");
			peer.answer((question) -> ZmqMessage.ofStrings("re: " + question.frameAsString(0)));
			assertThat(template.request("s", "more", String.class)).isEqualTo("re: more");
			peer.answerWith("always this");
			assertThat(template.request("s", "more", String.class)).isEqualTo("always this");
			assertThatIllegalStateException().isThrownBy(() -> peer.send("unasked")).withMessageContaining("reply");
		});
	}

	@Test
	void routerOfADealerAnswersRequestsToo() {
		run("zmq.sockets.s.type=dealer zmq.sockets.s.connect=FREE", (context, peers, template) -> {
			ZmqTestPeer peer = peers.of("s", ZmqSocketType.ROUTER);
			CompletableFuture<String> reply = template.requestAsync("s", "question", String.class);
			peer.expect("question").reply("answer");
			assertThat(reply.get(30, TimeUnit.SECONDS)).isEqualTo("answer");
		});
	}

	@Test
	void requesterOfAReplierGetsItsReply() {
		run(socket("rep"), (context, peers, template) -> {
			ZmqTestPeer peer = peers.of("s");
			for (int i = 0; i < 3; i++) {
				peer.send("ping " + i).expect("echo ping " + i);
			}
		}, Echo.class);
	}

	@Test
	void dealersOfARouterAreToldApart() {
		run(socket("router"), (context, peers, template) -> {
			ZmqTestPeer one = peers.of("s", (peer) -> peer.option(ZmqOptions.ROUTING_ID, new byte[] { 1 }));
			ZmqTestPeer two = peers.of("s");
			one.send("from one");
			two.send("from two");
			assertThat(one).receivedExactly("echo from one");
			assertThat(two).receivedExactly("echo from two");
		}, Echo.class);
	}

	@Test
	void draftTypesHavePeersToo() {
		run(socket("server"), (context, peers, template) -> peers.of("s").send("a").expect("echo a"), Echo.class);
		run("zmq.sockets.s.type=client zmq.sockets.s.connect=FREE", (context, peers, template) -> {
			ZmqTestPeer server = peers.of("s");
			ZmqSocket client = context.getBean(ZmqSocketRegistry.class).get("s");
			client.send(ZmqMessage.ofStrings("hi"));
			server.expect("hi").reply("there");
			assertThat(client.receive(Duration.ofSeconds(30))).hasFrames("there");
			assertThat(context.getBean(ZmqRecorder.class).socket("s")).received("there");
		});
		run("zmq.sockets.s.type=scatter zmq.sockets.s.connect=FREE", (context, peers, template) -> {
			ZmqTestPeer gather = peers.of("s");
			context.getBean(ZmqSocketRegistry.class).get("s").send(ZmqMessage.ofStrings("hi"));
			gather.expect("hi");
		});
	}

	@Test
	void pairTalksToPair() {
		run(socket("pair"), (context, peers, template) -> peers.of("s").send("a").expect("echo a"), Echo.class);
	}

	@Test
	void stalledPeerFillsTheHighWaterMark() {
		run(socket("push") + " zmq.sockets.s.send-hwm=1 zmq.sockets.s.send-timeout=0 zmq.sockets.s.send-buffer=4KB",
				(context, peers, template) -> {
					ZmqTestPeer peer = peers.of("s", (options) -> options.option(ZmqOptions.RECEIVE_HWM, 1)
						.option(ZmqOptions.RECEIVE_BUFFER, DataSize.ofKilobytes(4)));
					peer.stall();
					byte[] large = new byte[10_000];
					assertThatExceptionOfType(ZmqQueueFullException.class).isThrownBy(() -> {
						for (int i = 0; i < 100_000; i++) {
							template.send("s", large);
						}
					});
					int sent = context.getBean(ZmqRecorder.class).socket("s").sent().size();
					peer.resume();
					assertThat(peer).receivedCount(sent);
				});
	}

	@Test
	void closedPeerIsGoneAndTheNextOneServes() {
		run(socket("push"), (context, peers, template) -> {
			ZmqSocketRegistry sockets = context.getBean(ZmqSocketRegistry.class);
			for (int i = 0; i < 10; i++) {
				ZmqTestPeer peer = peers.of("s");
				template.send("s", "to " + i);
				assertThat(peer).receivedExactly("to " + i);
				peer.close();
				assertThat(sockets.get("s").control().awaitPeersAtMost(0, Duration.ofSeconds(30))).isTrue();
			}
		});
	}

	@Test
	void peersThatTheSocketConnectsCanComeAndGo() {
		run("zmq.sockets.s.type=dealer zmq.sockets.s.connect=FREE", (context, peers, template) -> {
			for (int i = 0; i < 10; i++) {
				ZmqTestPeer peer = peers.of("s").answerWith("from " + i);
				assertThat(template.request("s", "who", String.class)).isEqualTo("from " + i);
				peer.close();
			}
		});
	}

	@Test
	void whatCannotBeIsRefused() {
		run(socket("push"), (context, peers, template) -> {
			assertThatIllegalArgumentException().isThrownBy(() -> peers.of("s", ZmqSocketType.SUB))
				.withMessageContaining("SUB cannot talk to PUSH");
			assertThatExceptionOfType(UnknownSocketException.class).isThrownBy(() -> peers.of("x"));
			assertThatIllegalArgumentException().isThrownBy(() -> context.getBean(ZmqRecorder.class).socket("x"))
				.withMessageContaining("[s]");
			assertThatIllegalStateException().isThrownBy(() -> peers.of("s").reply("x"));
			context.getBean(ZmqSocketRegistry.class).get("s").stop(Duration.ZERO);
			assertThatIllegalStateException().isThrownBy(() -> peers.of("s")).withMessageContaining("closed");
		});
	}

	@Test
	void failuresSayWhatWasReceived() {
		run(socket("push"), (context, peers, template) -> {
			ZmqTestPeer peer = peers.of("s");
			template.send("s", "this");
			assertThat(peer).received("this");
			ZmqRecording recording = context.getBean(ZmqRecorder.class).socket("s");
			// patient as long as something has to happen, and not where nothing does
			ReflectionTestUtils.setField(peer, "patience", Duration.ofMillis(100));
			ReflectionTestUtils.setField(recording, "patience", Duration.ofMillis(100));
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(peer).received("that"))
				.withMessageContaining("PULL peer of PUSH socket 's' has received")
				.withMessageContaining("this")
				.withMessageContaining("that");
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(peer).receivedNothing())
				.withMessageContaining("this");
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> peer.expect("that"));
			assertThatExceptionOfType(AssertionError.class).isThrownBy(peer::expect)
				.withMessageContaining("no further message");
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(recording).sentNothing())
				.withMessageContaining("Socket 's' has sent");
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(recording).sentCount(2));
			assertThat(recording).receivedNothing().sentCount(1);
		});
	}

	static class Echo {

		@ZmqListener(socket = "s")
		String echo(String text) {
			return "echo " + text;
		}

	}

	static class Forward {

		@ZmqListener(socket = "s")
		@SendTo("echo")
		String forward(String text) {
			return "echo " + text;
		}

	}

}
