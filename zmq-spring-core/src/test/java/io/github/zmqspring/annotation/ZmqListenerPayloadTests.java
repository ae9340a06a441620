package io.github.zmqspring.annotation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.github.zmqspring.listener.Listeners;
import io.github.zmqspring.message.ZmqHeaders;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.TestSockets;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.Payload;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the parameters of a listener method may be.
 */
@Timeout(180)
class ZmqListenerPayloadTests {

	private static final BlockingQueue<Object> received = new LinkedBlockingQueue<>();

	@RegisterExtension
	final Listeners listeners = new Listeners().socket(TestSockets.bound("in", ZmqSocketType.PULL));

	private ZMQ.Socket started(Object bean) {
		received.clear();
		this.listeners.start(bean);
		return this.listeners.peer(SocketType.PUSH, "in");
	}

	private static Object next() throws InterruptedException {
		return received.poll(30, TimeUnit.SECONDS);
	}

	private static String text(Object bytes) {
		return new String((byte[]) bytes, StandardCharsets.UTF_8);
	}

	@Test
	void whenParameterIsBytesItIsTheFrame() throws Exception {
		started(new Object() {
			@ZmqListener(socket = "in")
			void handle(byte[] payload) {
				received.add(payload);
			}
		}).send("hello");
		assertThat(text(next())).isEqualTo("hello");
	}

	@Test
	void whenParameterIsStringItIsUtf8() throws Exception {
		started(new Object() {
			@ZmqListener(socket = "in")
			void handle(@Payload String payload) {
				received.add(payload);
			}
		}).send("grüß dich".getBytes(StandardCharsets.UTF_8));
		assertThat(next()).isEqualTo("grüß dich");
	}

	@Test
	void whenFrameIsEmptyItIsAnEmptyStringOnBothPaths() throws Exception {
		ZMQ.Socket peer = started(new Object() {
			@ZmqListener(socket = "in")
			void handle(String payload, @Header(ZmqHeaders.FRAME_COUNT) int frames) {
				received.add("'" + payload + "' " + frames);
			}
		});
		peer.send("");
		assertThat(next()).isEqualTo("'' 1");
	}

	@Test
	void whenParameterIsByteBufferItHoldsTheFrame() throws Exception {
		started(new Object() {
			@ZmqListener(socket = "in")
			void handle(ByteBuffer payload) {
				received.add(StandardCharsets.UTF_8.decode(payload).toString());
			}
		}).send("buffer");
		assertThat(next()).isEqualTo("buffer");
	}

	@Test
	void whenParameterIsZmqMessageItHasAllFrames() throws Exception {
		ZMQ.Socket peer = started(new Object() {
			@ZmqListener(socket = "in")
			void handle(ZmqMessage payload) {
				received.add(payload);
			}
		});
		peer.sendMore("one");
		peer.sendMore("");
		peer.send("three");
		assertThat(next()).isEqualTo(ZmqMessage.ofStrings("one", "", "three"));
	}

	@Test
	void whenParameterIsListOfBytesItHasAllFrames() throws Exception {
		ZMQ.Socket peer = started(new Object() {
			@ZmqListener(socket = "in")
			void handle(List<byte[]> payload) {
				received.add(payload.stream().map(ZmqListenerPayloadTests::text).collect(Collectors.joining(",")));
			}
		});
		peer.sendMore("one");
		peer.send("two");
		assertThat(next()).isEqualTo("one,two");
	}

	@Test
	void whenParameterIsArrayOfBytesItHasAllFrames() throws Exception {
		ZMQ.Socket peer = started(new Object() {
			@ZmqListener(socket = "in")
			void handle(byte[][] payload) {
				received.add(text(payload[0]) + payload.length);
			}
		});
		peer.sendMore("one");
		peer.send("two");
		assertThat(next()).isEqualTo("one2");
	}

	@Test
	void whenParameterIsObjectItIsReadFromJson() throws Exception {
		started(new Object() {
			@ZmqListener(socket = "in")
			void handle(Task task) {
				received.add(task);
			}
		}).send("{\"name\":\"sweep\",\"cost\":3}");
		assertThat(next()).isEqualTo(new Task("sweep", 3));
	}

	@Test
	void whenParameterIsGenericItsArgumentsCount() throws Exception {
		started(new Object() {
			@ZmqListener(socket = "in")
			void handle(Map<String, List<Task>> tasks) {
				received.add(tasks.get("today").get(0));
			}
		}).send("{\"today\":[{\"name\":\"sweep\",\"cost\":3}]}");
		assertThat(next()).isEqualTo(new Task("sweep", 3));
	}

	@Test
	void whenParameterIsSpringMessageItHasPayloadAndHeaders() throws Exception {
		started(new Object() {
			@ZmqListener(socket = "in")
			void handle(Message<Task> message) {
				received.add(message);
			}
		}).send("{\"name\":\"sweep\",\"cost\":3}");
		Message<?> message = (Message<?>) next();
		assertThat(message.getPayload()).isEqualTo(new Task("sweep", 3));
		assertThat(message.getHeaders()).containsEntry(ZmqHeaders.SOCKET, "in").containsKey(ZmqHeaders.PEER_ADDRESS);
		assertThat(message.getHeaders().getId()).isNull();
		assertThat(message.getHeaders().getTimestamp()).isNull();
	}

	@Test
	void whenParameterIsHeadersItIsAMap() throws Exception {
		started(new Object() {
			@ZmqListener(socket = "in")
			void handle(@Headers Map<String, Object> headers, @Header(ZmqHeaders.SOCKET) String socket) {
				received.add(socket + headers.get(ZmqHeaders.FRAME_COUNT));
			}
		}).send("x");
		assertThat(next()).isEqualTo("in1");
	}

	@Test
	void whenParametersAreFramesEachIsConverted() throws Exception {
		ZMQ.Socket peer = started(new Object() {
			@ZmqListener(socket = "in")
			void handle(@Frame(0) String first, @Frame(1) Task second, @Frame(-1) byte[] last,
					@Frame(7) Optional<String> none) {
				received.add(first + second + text(last) + none);
			}
		});
		peer.sendMore("one");
		peer.sendMore("{\"name\":\"sweep\",\"cost\":3}");
		peer.send("three");
		assertThat(next()).isEqualTo("oneTask[name=sweep, cost=3]threeOptional.empty");
	}

	@Test
	void whenMethodHasNoParametersItIsCalled() throws Exception {
		started(new Object() {
			@ZmqListener(socket = "in")
			void handle() {
				received.add("called");
			}
		}).send("x");
		assertThat(next()).isEqualTo("called");
	}

	@Test
	void whenSeveralFramesMeetOneValueTheMessageFailsAndTheNextArrives() throws Exception {
		ZMQ.Socket peer = started(new Object() {
			@ZmqListener(socket = "in")
			void handle(String payload) {
				received.add(payload);
			}
		});
		peer.sendMore("one");
		peer.send("two");
		peer.send("three");
		assertThat(next()).isEqualTo("three");
		assertThat(this.listeners.counters("in").failed()).isOne();
	}

	@Test
	void whenJsonIsBrokenTheMessageFailsAndTheNextArrives() throws Exception {
		ZMQ.Socket peer = started(new Object() {
			@ZmqListener(socket = "in")
			void handle(Task task) {
				received.add(task);
			}
		});
		peer.send("{\"name\":");
		peer.send("{\"name\":\"sweep\",\"cost\":3}");
		assertThat(next()).isEqualTo(new Task("sweep", 3));
		assertThat(this.listeners.counters("in").failed()).isOne();
	}

	record Task(String name, int cost) {

	}

}
