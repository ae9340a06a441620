package io.github.zmqspring.listener;

import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.List;

import io.github.zmqspring.message.ZmqMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PayloadInvokerTests {

	private final Handlers handlers = new Handlers();

	private PayloadInvoker invoker(String name) {
		for (Method method : Handlers.class.getDeclaredMethods()) {
			if (method.getName().equals(name)) {
				PayloadKind kind = PayloadKind.of(ResolvableType.forMethodParameter(method, 0));
				assertThat(kind).isNotNull();
				return PayloadInvoker.ofMethod(this.handlers, method, kind, null);
			}
		}
		throw new IllegalArgumentException(name);
	}

	@ParameterizedTest
	@EnumSource
	void whenPayloadIsOfAnyKindTheMethodGetsIt(PayloadKind kind) throws Throwable {
		assertThat(invoker(kind.name().toLowerCase()).invoke(ZmqMessage.ofStrings("hello"))).isEqualTo("hello");
	}

	@Test
	void whenMethodIsVoidPrivateOrStaticItIsCalled() throws Throwable {
		assertThat(invoker("hidden").invoke(ZmqMessage.ofStrings("1"))).isNull();
		assertThat(this.handlers.last).isEqualTo("hidden 1");
		assertThat(invoker("common").invoke(ZmqMessage.ofStrings("2"))).isEqualTo(2);
	}

	@Test
	void whenMethodThrowsItsExceptionComesAsItIs() {
		assertThatThrownBy(() -> invoker("broken").invoke(ZmqMessage.ofStrings("x"))).isSameAs(this.handlers.exception);
	}

	@Test
	void whenSeveralFramesMeetOneValueTheMethodIsNotCalled() {
		assertThatExceptionOfType(UnreadableMessageException.class)
			.isThrownBy(() -> invoker("bytes").invoke(ZmqMessage.ofStrings("1", "2")))
			.satisfies((ex) -> assertThat(ex.reason()).hasMessageContaining("2 frames"));
	}

	@SuppressWarnings("unused")
	private static final class Handlers {

		private final Exception exception = new Exception("checked");

		private String last = "";

		String bytes(byte[] payload) {
			return new String(payload);
		}

		String buffer(ByteBuffer payload) {
			return new String(payload.array());
		}

		String text(String payload) {
			return payload;
		}

		String message(ZmqMessage payload) {
			return payload.frameAsString(0);
		}

		String list(List<byte[]> payload) {
			return new String(payload.get(0));
		}

		String array(byte[]... payload) {
			return new String(payload[0]);
		}

		private void hidden(String payload) {
			this.last = "hidden " + payload;
		}

		static int common(String payload) {
			return Integer.parseInt(payload);
		}

		void broken(String payload) throws Exception {
			throw this.exception;
		}

	}

}
