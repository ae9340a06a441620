package io.github.zmqspring.guide;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.zmqspring.annotation.Frame;
import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.guide.Guide.App;
import io.github.zmqspring.message.ZmqHeaders;
import io.github.zmqspring.message.ZmqMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.annotation.SendTo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Guide chapters 1 and 2: strings, messages, multipart messages and the message class.
 * Rows R09 to R13 and R21.
 */
@Timeout(300)
class MessageTests {

	private static final String[] PIPE = { "zmq.sockets.in.type=pull", "zmq.sockets.in.bind=" + Guide.ANY_PORT };

	private static final String[] INPROC = { "zmq.sockets.in.type=pull", "zmq.sockets.in.bind=inproc://in",
			"zmq.sockets.out.type=push", "zmq.sockets.out.connect=inproc://in" };

	@RegisterExtension
	final Guide guide = new Guide();

	@Test
	void r09_aStringTravelsWithItsLengthAndWithoutATrailingNul() {
		ZMQ.Socket pull = this.guide.bind(SocketType.PULL);
		App app = this.guide.start("zmq.sockets.out.type=push", "zmq.sockets.out.connect=" + pull.getLastEndpoint());
		app.zmq().send("out", "Hello");
		assertThat(pull.recv()).isEqualTo(new byte[] { 'H', 'e', 'l', 'l', 'o' });
		app.zmq().send("out", "Gr\u00fc\u00dfe, \u4e16\u754c");
		assertThat(pull.recv()).isEqualTo(Guide.bytes("Gr\u00fc\u00dfe, \u4e16\u754c"));
	}

	@ParameterizedTest
	@ValueSource(classes = { PlainReader.class, HeaderReader.class, BatchReader.class })
	void r09_theTrailingNulOfAnOldCProgramIsDroppedOnRequest(Class<? extends Reader> reader) throws Exception {
		App app = this.guide.app(reader).set(PIPE).set("zmq.strings.trim-nul=true").start();
		ZMQ.Socket push = this.guide.connect(SocketType.PUSH, app.endpoint("in"));
		Guide.send(push, "Hello\0");
		Guide.send(push, "Hello");
		BlockingQueue<String> texts = app.bean(reader).texts;
		assertThat(texts.poll(30, TimeUnit.SECONDS)).isEqualTo("Hello");
		assertThat(texts.poll(30, TimeUnit.SECONDS)).isEqualTo("Hello");
	}

	@Test
	void r09_theTrailingNulOfAnOldCProgramIsDroppedFromRepliesOnRequest() throws Exception {
		ZMQ.Socket rep = this.guide.bind(SocketType.REP);
		App app = this.guide.start("zmq.sockets.client.type=dealer",
				"zmq.sockets.client.connect=" + rep.getLastEndpoint(), "zmq.strings.trim-nul=true");
		var server = Guide.async(() -> {
			List<String> request = Guide.receive(rep);
			Guide.send(rep, "World\0");
			return request;
		});
		assertThat(app.zmq().request("client", "Hello", String.class)).isEqualTo("World");
		assertThat(Guide.get(server)).containsExactly("Hello");
	}

	@Test
	void r09_byDefaultEveryByteOfAStringIsContent() throws Exception {
		App app = this.guide.app(Collector.class).set(PIPE).start();
		Guide.send(this.guide.connect(SocketType.PUSH, app.endpoint("in")), "Hello\0");
		assertThat(app.bean(Collector.class).next()).isEqualTo("Hello\0");
	}

	@Test
	void r10_aMessageOfLengthZeroIsASignalLikeAnyOther() throws Exception {
		App app = this.guide.app(Messages.class).set(PIPE).start();
		App client = this.guide.start("zmq.sockets.out.type=push", "zmq.sockets.out.connect=" + app.endpoint("in"));
		client.zmq().send("out", new byte[0]);
		client.zmq().send("out", "");
		Guide.send(this.guide.connect(SocketType.PUSH, app.endpoint("in")), "");
		for (int i = 0; i < 3; i++) {
			assertThat(app.bean(Messages.class).next()).isEqualTo(ZmqMessage.ofStrings(""));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 255, 256, 65_536, 20_000_000 })
	void r10_aMessageOfAnySizeArrivesAsItWas(int size) throws Exception {
		App app = this.guide.app(Messages.class).set(PIPE).start();
		App client = this.guide.start("zmq.sockets.out.type=push", "zmq.sockets.out.connect=" + app.endpoint("in"));
		byte[] blob = new byte[size];
		new Random(size).nextBytes(blob);
		client.zmq().send("out", blob);
		assertThat(Arrays.equals(app.bean(Messages.class).next().first(), blob)).isTrue();
	}

	@Test
	void r10_sendingLeavesTheCallersArrayAlone() throws Exception {
		App app = this.guide.app(Messages.class).set(INPROC).start();
		byte[] body = Guide.bytes("still here");
		app.zmq().send("out", body);
		app.bean(Messages.class).next();
		assertThat(body).isEqualTo(Guide.bytes("still here"));
	}

	@Test
	void r11_aRelayCopiesEveryFrameOfAMultipartMessage() {
		ZMQ.Socket sink = this.guide.bind(SocketType.PULL);
		App relay = this.guide.app(Relay.class)
			.set(PIPE)
			.set("zmq.sockets.out.type=push", "zmq.sockets.out.connect=" + sink.getLastEndpoint())
			.start();
		ZMQ.Socket source = this.guide.connect(SocketType.PUSH, relay.endpoint("in"));
		Guide.send(source, "one", "", "three", "", "");
		assertThat(Guide.receive(sink)).containsExactly("one", "", "three", "", "");
		Guide.send(source, "", "", "", "", "last");
		assertThat(Guide.receive(sink)).containsExactly("", "", "", "", "last");
	}

	@Test
	void r11_framesArriveTogetherAndAreBoundToParameters() throws Exception {
		App app = this.guide.app(FrameReader.class).set(PIPE).start();
		ZMQ.Socket push = this.guide.connect(SocketType.PUSH, app.endpoint("in"));
		Guide.send(push, "key", "", "42", "", "body");
		assertThat(app.bean(FrameReader.class).calls.poll(30, TimeUnit.SECONDS))
			.isEqualTo("key 42 body, 5 frames of [key, , 42, , body]");
		Guide.send(push, "1", "2", "3", "4", "5");
		assertThat(app.bean(FrameReader.class).calls.poll(30, TimeUnit.SECONDS))
			.isEqualTo("1 3 5, 5 frames of [1, 2, 3, 4, 5]");
		assertThat(app.listeners().get("in").getCounters().received()).isEqualTo(2);
	}

	@Test
	void r12_fromDealerToRouterAMessageOfOnePartHasTwoAndOneOfFourHasFive() throws Exception {
		App app = this.guide.app()
			.set("zmq.sockets.input.type=router", "zmq.sockets.input.bind=" + Guide.ANY_PORT)
			.start();
		ZMQ.Socket output = this.guide.connect(SocketType.DEALER, app.endpoint("input"));
		output.send("Hello");
		ZmqMessage single = app.socket("input").receive(Guide.PATIENCE);
		assertThat(single).isNotNull();
		assertThat(single.size()).isEqualTo(2);
		assertThat(single.frameAsString(1)).isEqualTo("Hello");
		Guide.send(output, "address2", "address1", "", "Hello");
		ZmqMessage wrapped = app.socket("input").receive(Guide.PATIENCE);
		assertThat(wrapped).isNotNull();
		assertThat(wrapped.size()).isEqualTo(5);
		assertThat(wrapped.first()).isEqualTo(single.first());
		ZmqMessage unwrapped = wrapped.unwrap();
		assertThat(unwrapped)
			.isEqualTo(ZmqMessage.ofStrings("Hello").wrap(Guide.bytes("address1")).push(Guide.bytes("address2")));
		assertThat(unwrapped.unwrap().unwrap()).isEqualTo(ZmqMessage.ofStrings("Hello"));
	}

	@Test
	void r12_aListenerOnARouterGetsAddressEnvelopeAndBodyApart() throws Exception {
		App app = this.guide.app(RouterReader.class)
			.set("zmq.sockets.input.type=router", "zmq.sockets.input.bind=" + Guide.ANY_PORT)
			.start();
		ZMQ.Socket output = this.guide.peer(SocketType.DEALER);
		output.setIdentity(Guide.bytes("output"));
		output.connect(app.endpoint("input"));
		Guide.send(output, "address2", "address1", "", "Hello");
		assertThat(app.bean(RouterReader.class).parts.poll(30, TimeUnit.SECONDS))
			.isEqualTo("output [address2, address1, ] Hello");
		assertThat(Guide.receive(output)).containsExactly("address2", "address1", "", "World");
	}

	@Test
	void r12_aDealerOfTheTemplateSendsFourPartsToAPlainRouter() {
		ZMQ.Socket input = this.guide.bind(SocketType.ROUTER);
		App app = this.guide.start("zmq.sockets.output.type=dealer",
				"zmq.sockets.output.connect=" + input.getLastEndpoint(), "zmq.sockets.output.routing-id=me");
		app.zmq()
			.send("output", ZmqMessage.ofStrings("Hello").wrap(Guide.bytes("address1")).push(Guide.bytes("address2")));
		assertThat(Guide.receive(input)).containsExactly("me", "address2", "address1", "", "Hello");
	}

	@Test
	void r13_whatWasReceivedIsDumpedFrameByFrame() {
		App app = this.guide.app()
			.set("zmq.sockets.input.type=router", "zmq.sockets.input.bind=" + Guide.ANY_PORT)
			.start();
		ZMQ.Socket output = this.guide.peer(SocketType.DEALER);
		output.setIdentity(Guide.bytes("Hello"));
		output.connect(app.endpoint("input"));
		output.sendMore("");
		output.sendMore(new byte[] { 0, 1, (byte) 0xAB, (byte) 0xFF });
		output.send("ROUTER uses our socket identity");
		ZmqMessage received = app.socket("input").receive(Guide.PATIENCE);
		assertThat(received).isNotNull();
		assertThat(received.dump()).isEqualTo("""
				----------------------------------------
				[005] Hello
				[000]\s
				[004] 0001ABFF
				[031] ROUTER uses our socket identity""");
	}

	@Test
	void r21_overInprocTheReceiverGetsTheVeryArrayThatWasSent() throws Exception {
		App app = this.guide.app(Messages.class).set(INPROC).start();
		byte[] body = new byte[1_000_000];
		app.zmq().send("out", body);
		assertThat(app.bean(Messages.class).next().first()).isSameAs(body);
		ZmqMessage gathered = ZmqMessage.of(new byte[10], body, new byte[20]);
		app.zmq().send("out", gathered);
		ZmqMessage received = app.bean(Messages.class).next();
		for (int i = 0; i < 3; i++) {
			assertThat(received.frame(i)).isSameAs(gathered.frame(i));
		}
	}

	abstract static class Reader {

		final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

	}

	static class PlainReader extends Reader {

		@ZmqListener(socket = "in")
		void read(String text) {
			this.texts.add(text);
		}

	}

	static class HeaderReader extends Reader {

		@ZmqListener(socket = "in")
		void read(String text, @Headers Map<String, Object> headers) {
			this.texts.add(text);
		}

	}

	static class BatchReader extends Reader {

		@ZmqListener(socket = "in", batchSize = "10", batchTimeout = "1ms")
		void read(List<String> batch) {
			this.texts.addAll(batch);
		}

	}

	static class Messages {

		private final BlockingQueue<ZmqMessage> received = new LinkedBlockingQueue<>();

		@ZmqListener(socket = "in")
		void receive(ZmqMessage message) {
			this.received.add(message);
		}

		ZmqMessage next() throws InterruptedException {
			ZmqMessage message = this.received.poll(Guide.PATIENCE.toSeconds(), TimeUnit.SECONDS);
			assertThat(message).isNotNull();
			return message;
		}

	}

	static class Relay {

		@ZmqListener(socket = "in")
		@SendTo("out")
		ZmqMessage relay(ZmqMessage message) {
			return message;
		}

	}

	static class FrameReader {

		private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();

		@ZmqListener(socket = "in")
		void read(@Frame(0) String key, @Frame(2) int number, @Frame(-1) String body, @Payload List<byte[]> frames,
				@Header(ZmqHeaders.FRAME_COUNT) int count) {
			List<String> texts = frames.stream().map(String::new).toList();
			this.calls.add(key + " " + number + " " + body + ", " + count + " frames of " + texts);
		}

	}

	static class RouterReader {

		private final BlockingQueue<String> parts = new LinkedBlockingQueue<>();

		@ZmqListener(socket = "input")
		String read(String body, @Header(ZmqHeaders.ROUTING_ID) byte[] id,
				@Header(ZmqHeaders.ENVELOPE) List<byte[]> envelope) {
			this.parts.add(new String(id) + " " + envelope.stream().map(String::new).toList() + " " + body);
			return "World";
		}

	}

}
