package io.github.zmqspring.socket;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.zmqspring.error.ZmqBindException;
import io.github.zmqspring.message.ZmqMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(180)
class ZmqEndpointMappingTests {

	private static final Duration SOON = Duration.ofSeconds(30);

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	private final Rehearsal mapping = new Rehearsal();

	@Test
	void socketIsKnownByWhatItDeclaresAndIsWhereTheMappingSays() {
		ZmqSocket pull = this.sockets
			.open(SocketSpec.of("pull", ZmqSocketType.PULL).bind("tcp://10.1.2.3:5555").endpointMapping(this.mapping));
		ZmqSocket push = this.sockets.open(SocketSpec.of("push", ZmqSocketType.PUSH).connect("inproc://10.1.2.3:5555"));
		push.send(ZmqMessage.ofStrings("a"));
		assertThat(pull.receive(SOON)).isEqualTo(ZmqMessage.ofStrings("a"));
		assertThat(pull.boundEndpoints()).extracting(ZmqEndpoint::toString).containsExactly("tcp://10.1.2.3:5555");
	}

	@Test
	void connectingSocketIsWhereTheMappingSays() {
		ZmqSocket pull = this.sockets.open(SocketSpec.of("pull", ZmqSocketType.PULL).bind("inproc://10.1.2.3:5555"));
		ZmqSocket push = this.sockets.open(
				SocketSpec.of("push", ZmqSocketType.PUSH).connect("tcp://10.1.2.3:5555").endpointMapping(this.mapping));
		push.send(ZmqMessage.ofStrings("a"));
		assertThat(pull.receive(SOON)).isEqualTo(ZmqMessage.ofStrings("a"));
		push.control().connect("tcp://10.1.2.4:5555");
		push.control().disconnect("tcp://10.1.2.4:5555");
		assertThat(this.mapping.calls).containsExactly("connect tcp://10.1.2.3:5555", "connect tcp://10.1.2.4:5555",
				"disconnect tcp://10.1.2.4:5555");
	}

	@Test
	void mappingIsToldWhenTheSocketCloses() {
		ZmqSocket pull = this.sockets
			.open(SocketSpec.of("pull", ZmqSocketType.PULL).bind("tcp://10.1.2.3:1").endpointMapping(this.mapping));
		pull.reopen();
		pull.stop(SOON);
		assertThat(this.mapping.calls).containsExactly("bind tcp://10.1.2.3:1", "closing pull", "bind tcp://10.1.2.3:1",
				"closing pull");
	}

	@Test
	void mappingIsToldWhenTheSocketFailsToOpen() {
		this.sockets.open(SocketSpec.of("first", ZmqSocketType.PULL).bind("inproc://10.1.2.3:1"));
		assertThatExceptionOfType(ZmqBindException.class).isThrownBy(() -> this.sockets
			.open(SocketSpec.of("second", ZmqSocketType.PULL).bind("tcp://10.1.2.3:1").endpointMapping(this.mapping)));
		assertThat(this.mapping.calls).containsExactly("bind tcp://10.1.2.3:1", "closing second");
	}

	private static final class Rehearsal implements ZmqEndpointMapping {

		final List<String> calls = new CopyOnWriteArrayList<>();

		@Override
		public Bound bind(SocketSpec spec, ZmqEndpoint endpoint) {
			this.calls.add("bind " + endpoint);
			return new Bound(endpoint, List.of(inproc(endpoint)));
		}

		@Override
		public ZmqEndpoint connect(SocketSpec spec, ZmqEndpoint endpoint) {
			this.calls.add("connect " + endpoint);
			return inproc(endpoint);
		}

		@Override
		public ZmqEndpoint disconnect(SocketSpec spec, ZmqEndpoint endpoint) {
			this.calls.add("disconnect " + endpoint);
			return inproc(endpoint);
		}

		@Override
		public void closing(SocketSpec spec) {
			this.calls.add("closing " + spec.name());
		}

		private static ZmqEndpoint inproc(ZmqEndpoint endpoint) {
			return new ZmqEndpoint(ZmqTransport.INPROC, endpoint.address());
		}

	}

}
