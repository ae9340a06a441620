package io.github.zmqspring.listener;

import java.util.List;
import java.util.Map;

import io.github.zmqspring.message.HeaderPolicy;
import io.github.zmqspring.message.WireFormat;
import io.github.zmqspring.message.WireFormatException;
import io.github.zmqspring.message.ZmqHeaders;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MessageReaderTests {

	private final MessageReader publisher = new MessageReader(ZmqSocketType.XPUB,
			WireFormat.of(false, false, true, null), null);

	@Test
	void whenXpubGetsAOneItIsASubscription() {
		Received received = this.publisher.read(ZmqMessage.of(new byte[] { 1, 'a', 'b' }));
		assertThat(received.parts().topicAsString()).isEqualTo("ab");
		assertThat(received.payload()).isEqualTo(ZmqMessage.ofStrings("ab"));
		assertThat(received.parts().headers()).isEqualTo(Map.of(ZmqHeaders.SUBSCRIPTION, "true"));
	}

	@Test
	void whenXpubGetsAZeroItIsTheEndOfASubscriptionToAll() {
		Received received = this.publisher.read(ZmqMessage.of(new byte[] { 0 }));
		assertThat(received.parts().topicAsString()).isEmpty();
		assertThat(received.parts().headers()).isEqualTo(Map.of(ZmqHeaders.SUBSCRIPTION, "false"));
	}

	@Test
	void whenXpubGetsSomethingElseItIsAMessage() {
		assertThat(this.publisher.read(ZmqMessage.ofStrings("up")).parts().headers()).isEmpty();
		assertThat(this.publisher.read(ZmqMessage.of(new byte[0])).payload()).isEqualTo(ZmqMessage.of(new byte[0]));
		Received several = this.publisher.read(ZmqMessage.of(new byte[] { 1 }, new byte[] { 2 }));
		assertThat(several.parts().headers()).isEmpty();
		assertThat(several.parts().topic()).containsExactly(1);
	}

	@Test
	void whenAnotherSocketGetsAOneItIsAPayload() {
		MessageReader reader = new MessageReader(ZmqSocketType.SUB, WireFormat.of(false, false, true, null), null);
		assertThat(reader.read(ZmqMessage.of(new byte[] { 1, 'a' })).payload().first()).containsExactly(1, 'a');
	}

	@Test
	void whenThePeerSendsTheSubscriptionHeaderItIsNotRead() {
		MessageReader reader = new MessageReader(ZmqSocketType.PULL,
				WireFormat.of(false, false, false, HeaderPolicy.of(List.of("*"), List.of("*"))), null);
		Received received = reader.read(ZmqMessage.ofStrings("zeromq_subscription: true\na: b", "x"));
		assertThat(received.parts().headers()).isEqualTo(Map.of("a", "b"));
	}

	@Test
	void whenTheLayoutIsAnotherItIsRefused() {
		MessageReader reader = new MessageReader(ZmqSocketType.ROUTER, WireFormat.of(true, true, false, null), null);
		assertThatExceptionOfType(WireFormatException.class)
			.isThrownBy(() -> reader.read(ZmqMessage.ofStrings("only an id")));
	}

}
