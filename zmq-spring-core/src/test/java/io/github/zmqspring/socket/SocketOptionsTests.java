package io.github.zmqspring.socket;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SocketOptions}.
 */
class SocketOptionsTests {

	@Test
	void aSetOptionIsThereAndTheOriginalUnchanged() {
		SocketOptions some = SocketOptions.none().with(ZmqOptions.SEND_HWM, 5);
		assertThat(some.get(ZmqOptions.SEND_HWM)).isEqualTo(5);
		assertThat(some.isSet(ZmqOptions.SEND_HWM)).isTrue();
		assertThat(SocketOptions.none().isSet(ZmqOptions.SEND_HWM)).isFalse();
		assertThat(SocketOptions.none().get(ZmqOptions.SEND_HWM)).isNull();
	}

	@Test
	void theLastValueCountsAndNullUnsets() {
		SocketOptions options = SocketOptions.none().with(ZmqOptions.SEND_HWM, 5).with(ZmqOptions.SEND_HWM, 6);
		assertThat(options.get(ZmqOptions.SEND_HWM)).isEqualTo(6);
		assertThat(options.with(ZmqOptions.SEND_HWM, null).asMap()).isEmpty();
	}

	@Test
	void theMapCannotBeModified() {
		SocketOptions options = SocketOptions.none().with(ZmqOptions.SEND_HWM, 5);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> options.asMap().clear());
	}

	@Test
	void arraysAreCopiedInAndOut() {
		byte[] id = { 1, 2 };
		SocketOptions options = SocketOptions.none().with(ZmqOptions.ROUTING_ID, id);
		id[0] = 9;
		byte[] out = options.get(ZmqOptions.ROUTING_ID);
		assertThat(out).containsExactly(1, 2);
		out[1] = 9;
		assertThat(options.get(ZmqOptions.ROUTING_ID)).containsExactly(1, 2);
	}

	@Test
	@SuppressWarnings({ "unchecked", "rawtypes" })
	void aValueOfAnotherTypeIsRefused() {
		SocketOption raw = ZmqOptions.SEND_HWM;
		assertThatIllegalArgumentException().isThrownBy(() -> SocketOptions.none().with(raw, "5"))
			.withMessageContaining("send-hwm");
	}

	@Test
	void secretsAreNotPrinted() {
		SocketOptions options = SocketOptions.none()
			.with(ZmqOptions.PLAIN_PASSWORD, "s3cret-password")
			.with(ZmqOptions.CURVE_SECRET_KEY, OptionSamples.KEY)
			.with(ZmqOptions.LINGER, Duration.ofSeconds(1))
			.with(ZmqOptions.ROUTING_ID, new byte[] { 'A', 0 });
		assertThat(options.toString())
			.isEqualTo("{plain-password=(secret), curve-secret-key=(secret), linger=PT1S, routing-id=0x4100}");
	}

}
