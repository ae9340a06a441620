package io.github.zmqspring.annotation;

import java.util.List;
import java.util.Map;

import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.listener.Listeners;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqMessageConverters;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import org.springframework.messaging.handler.annotation.SendTo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Classes with several handlers.
 */
@Timeout(180)
class ZmqHandlerTests {

	@RegisterExtension
	final Listeners listeners = new Listeners().socket("rep", ZmqSocketType.REP).socket("out", ZmqSocketType.PUSH);

	private String request(String... frames) {
		ZMQ.Socket requester = this.listeners.peer(SocketType.REQ, "rep");
		for (int i = 0; i < frames.length - 1; i++) {
			requester.sendMore(frames[i]);
		}
		requester.send(frames[frames.length - 1]);
		return requester.recvStr();
	}

	@Test
	void whenPayloadsDifferEachFindsItsMethod() {
		this.listeners.start(new Several());
		assertThat(request("{\"id\":1,\"amount\":5}")).isEqualTo("order 1");
		assertThat(request("{\"id\":1,\"name\":\"Ann\"}")).isEqualTo("customer Ann");
		assertThat(request("just text")).isEqualTo("text just text");
		assertThat(request("{\"other\":1}")).isEqualTo("text {\"other\":1}");
		assertThat(request("two", "frames")).isEqualTo("frames 2");
	}

	@ZmqListener(socket = "rep")
	static class Several {

		@ZmqHandler
		String order(Order order) {
			return "order " + order.id();
		}

		@ZmqHandler
		String customer(Customer customer) {
			return "customer " + customer.name();
		}

		@ZmqHandler
		String text(String text) {
			return "text " + text;
		}

		@ZmqHandler
		String frames(List<byte[]> frames) {
			return "frames " + frames.size();
		}

	}

	@Test
	void whenSeveralTypesFitAsWellTheDefaultIsCalled() {
		this.listeners.start(new WithDefault());
		assertThat(request("{\"id\":1}")).isEqualTo("default");
		assertThat(request("{\"id\":1,\"city\":\"Bonn\"}")).isEqualTo("supplier");
		assertThat(request("several", "frames")).isEqualTo("default");
	}

	@ZmqListener(socket = "rep")
	static class WithDefault {

		@ZmqHandler
		String supplier(Supplier supplier) {
			return "supplier";
		}

		@ZmqHandler
		String customer(Customer customer) {
			return "customer";
		}

		@ZmqHandler(isDefault = true)
		String other(ZmqMessage message) {
			return "default";
		}

	}

	@Test
	void whenNoMethodFitsTheMessageFails() {
		this.listeners
			.factory((factory) -> factory.setErrorHandler((message, ex) -> "E: " + ex.getCause().getMessage()))
			.start(new OnlyTyped());
		assertThat(request("nothing for you")).startsWith("E: None of the listener's methods takes the payload");
		assertThat(this.listeners.counters("rep").failed()).isOne();
	}

	@ZmqListener(socket = "rep")
	static class OnlyTyped {

		@ZmqHandler
		String order(Order order) {
			return "order";
		}

		@ZmqHandler
		String customer(Customer customer) {
			return "customer";
		}

	}

	@Test
	void whenMethodHasItsOwnSendToItsResultGoesThere() {
		this.listeners.start(new Forwarding());
		ZMQ.Socket sink = this.listeners.peer(SocketType.PULL, "out");
		assertThat(request("{\"id\":7,\"amount\":5}")).isEmpty();
		assertThat(sink.recvStr()).isEqualTo("order 7");
		assertThat(request("text")).isEqualTo("text");
	}

	@ZmqListener(socket = "rep")
	static class Forwarding {

		@ZmqHandler
		@SendTo("out")
		String order(Order order) {
			return "order " + order.id();
		}

		@ZmqHandler
		String text(String text) {
			return text;
		}

	}

	@Test
	void whenThereIsASingleHandlerItGetsEveryMessage() {
		this.listeners.start(new Single());
		assertThat(request("anything")).isEqualTo("anything");
	}

	@ZmqListener(socket = "rep")
	static class Single {

		@ZmqHandler
		byte[] handle(byte[] payload) {
			return payload;
		}

	}

	private void assertRefused(Object bean, String... messages) {
		assertThatExceptionOfType(ZmqConfigurationException.class).isThrownBy(() -> this.listeners.start(bean))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(messages));
	}

	@Test
	void whenTwoMethodsTakeTheSameTypeTheStartFails() {
		assertRefused(new SameType(), "class", "SameType", "another method of the same type");
	}

	@ZmqListener(socket = "rep")
	static class SameType {

		@ZmqHandler
		void one(Order order) {
		}

		@ZmqHandler
		void two(Order order) {
		}

	}

	@Test
	void whenTwoMethodsTakeBytesOrTextTheStartFails() {
		assertRefused(new BytesAndText(), "bytes do not tell");
	}

	@ZmqListener(socket = "rep")
	static class BytesAndText {

		@ZmqHandler
		void one(byte[] bytes) {
		}

		@ZmqHandler
		void two(String text) {
		}

	}

	@Test
	void whenATypeFitsEverythingTheStartFails() {
		assertRefused(new FitsAll(), "every JSON object fits");
	}

	@ZmqListener(socket = "rep")
	static class FitsAll {

		@ZmqHandler
		void one(Map<String, Object> map) {
		}

		@ZmqHandler
		void two(Order order) {
		}

	}

	@Test
	void whenThereAreTwoDefaultsTheStartFails() {
		assertRefused(new TwoDefaults(), "another default method");
	}

	@ZmqListener(socket = "rep")
	static class TwoDefaults {

		@ZmqHandler(isDefault = true)
		void one(String one) {
		}

		@ZmqHandler(isDefault = true)
		void two(byte[] two) {
		}

	}

	@Test
	void whenThereIsNoJsonConverterTheStartFails() {
		this.listeners.factory((factory) -> factory.setMessageConverter(ZmqMessageConverters.create(null)));
		assertRefused(new OnlyTyped(), "without a JSON converter");
	}

	@Test
	void whenClassHasNoHandlersTheStartFails() {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> this.listeners.start(new NoHandlers()))
			.withStackTraceContaining("no method with @ZmqHandler");
	}

	@ZmqListener(socket = "rep")
	static class NoHandlers {

	}

	@Test
	void whenClassHasHandlersButNoListenerTheStartFails() {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> this.listeners.start(new NoListener()))
			.withStackTraceContaining("the class has no @ZmqListener");
	}

	static class NoListener {

		@ZmqHandler
		void handle(String text) {
		}

	}

	record Order(int id, int amount) {

	}

	record Customer(int id, String name) {

	}

	record Supplier(int id, String city) {

	}

}
