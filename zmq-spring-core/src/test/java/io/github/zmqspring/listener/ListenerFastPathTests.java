package io.github.zmqspring.listener;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqMessageConverters;
import io.github.zmqspring.observation.TestTracing;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.TestSockets;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.format.support.DefaultFormattingConversionService;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a message costs when nothing is observed, though somebody would listen.
 */
class ListenerFastPathTests {

	private static final int MESSAGES = 20_000;

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	private final TestTracing tracing = new TestTracing();

	private int called;

	@SuppressWarnings("unused")
	void handle(byte[] payload) {
		this.called++;
	}

	@Test
	void whenTheSocketIsPlainAMessageAllocatesNothing() {
		SocketSpec.Builder socket = SocketSpec.of("in", ZmqSocketType.PULL).bind("inproc://in");
		ListenerRun run = run(socket);
		run(run);
		long allocated = run(run);
		assertThat(allocated).as("bytes for " + MESSAGES + " messages").isLessThan(MESSAGES);
		assertThat(this.called).isEqualTo(2 * MESSAGES);
		assertThat(this.tracing.spans()).isEmpty();
	}

	private ListenerRun run(SocketSpec.Builder socket) {
		ZmqListenerEndpoint endpoint = ZmqListenerEndpoint.of("in")
			.socket("in")
			.method(this, ReflectionUtils.findMethod(getClass(), "handle", byte[].class))
			.concurrency(1)
			.converter(ZmqMessageConverters.create(null))
			.build();
		return new ContainerParts(endpoint, this.sockets.registry(), this.sockets.open(socket), new ListenerSupport(
				null, null, new DefaultFormattingConversionService(), false, this.tracing.observations()))
			.newRun(null);
	}

	private static long run(ListenerRun run) {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		ZmqMessage message = ZmqMessage.of(new byte[100]);
		long before = threads.getCurrentThreadAllocatedBytes();
		for (int i = 0; i < MESSAGES; i++) {
			run.onMessage(message);
		}
		return threads.getCurrentThreadAllocatedBytes() - before;
	}

}
