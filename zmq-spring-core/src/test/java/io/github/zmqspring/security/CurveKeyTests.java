package io.github.zmqspring.security;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link CurveKey}.
 */
class CurveKeyTests {

	/** The server's public key of RFC 26's reference test. */
	private static final String Z85 = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7";

	@Test
	void textAndBytesAreTheSameKey() {
		CurveKey key = CurveKey.of(Z85);
		assertThat(key.z85()).isEqualTo(Z85);
		assertThat(key.bytes()).isEqualTo(ZMQ.Curve.z85Decode(Z85));
		assertThat(CurveKey.of(key.bytes())).isEqualTo(key).hasSameHashCodeAs(key);
		assertThat(key).isNotEqualTo(CurveKey.of(new byte[32]));
	}

	@Test
	void generatedKeysSurviveTheText() {
		ZMQ.Curve.KeyPair pair = ZMQ.Curve.generateKeyPair();
		assertThat(CurveKey.of(pair.secretKey).z85()).isEqualTo(pair.secretKey);
		assertThat(CurveKey.of(pair.publicKey).z85()).isEqualTo(pair.publicKey);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf", "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf77",
			"rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf\"", "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yfé",
			"rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H#####" })
	void whatIsNoKeyIsRefusedWithoutRepeatingIt(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> CurveKey.of(text))
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("rq:rM"));
	}

	@Test
	void anotherLengthIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> CurveKey.of(new byte[31]));
	}

	@Test
	void itIsImmutable() {
		byte[] bytes = new byte[32];
		CurveKey key = CurveKey.of(bytes);
		bytes[0] = 1;
		key.bytes()[1] = 1;
		assertThat(key.bytes()).isEqualTo(new byte[32]);
	}

	@Test
	void itIsNeverPrinted() {
		assertThat(CurveKey.of(Z85)).hasToString("CurveKey[hidden]");
	}

}
