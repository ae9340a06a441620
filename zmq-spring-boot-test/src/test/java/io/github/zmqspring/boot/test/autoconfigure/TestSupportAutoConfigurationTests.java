package io.github.zmqspring.boot.test.autoconfigure;

import io.github.zmqspring.boot.test.TestContexts;
import io.github.zmqspring.boot.test.ZmqRecorder;
import io.github.zmqspring.boot.test.ZmqTestPeers;
import io.github.zmqspring.boot.test.transport.ZmqTestTransport;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TestSupportAutoConfigurationTests {

	@Test
	void peersAndRecorderAreThereAndTheTransportIsTcp() {
		TestContexts.tcp()
			.run((context) -> assertThat(context).hasSingleBean(ZmqTestPeers.class)
				.hasSingleBean(ZmqRecorder.class)
				.doesNotHaveBean(ZmqTestTransport.class));
	}

	@Test
	void transportIsSwitchedOnByItsProperty() {
		TestContexts.testTransport().run((context) -> assertThat(context).hasSingleBean(ZmqTestTransport.class));
	}

	@Test
	void withoutARecorderSocketsHaveNoTap() {
		TestContexts.tcp()
			.withPropertyValues("test.zmq.recorder.enabled=false", "zmq.sockets.s.type=pull",
					"zmq.sockets.s.bind=tcp://127.0.0.1:*")
			.run((context) -> {
				assertThat(context).doesNotHaveBean(ZmqRecorder.class);
				assertThat(context.getBean(ZmqSocketRegistry.class).get("s").spec().tap()).isNull();
			});
	}

	@Test
	void fullRecordingsDropTheOldest() {
		TestContexts.testTransport()
			.withPropertyValues("test.zmq.recorder.limit=2", "zmq.sockets.s.type=push",
					"zmq.sockets.s.bind=tcp://127.0.0.1:*")
			.run((context) -> {
				var peer = context.getBean(ZmqTestPeers.class).of("s");
				var template = context.getBean(io.github.zmqspring.template.ZmqTemplate.class);
				template.send("s", "1");
				template.send("s", "2");
				template.send("s", "3");
				peer.expect("1").expect("2").expect("3");
				var recording = context.getBean(ZmqRecorder.class).socket("s");
				assertThat(recording.sent()).extracting((message) -> message.frameAsString(0))
					.containsExactly("2", "3");
				assertThat(recording.dropped()).isEqualTo(1);
				context.getBean(ZmqRecorder.class).clear();
				assertThat(recording.sent()).isEmpty();
			});
	}

	@Test
	void whenZeroMqIsSwitchedOffThereIsNothing() {
		TestContexts.testTransport()
			.withPropertyValues("zmq.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ZmqTestPeers.class)
				.doesNotHaveBean(ZmqRecorder.class));
	}

}
