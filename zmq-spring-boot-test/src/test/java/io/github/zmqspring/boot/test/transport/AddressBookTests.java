package io.github.zmqspring.boot.test.transport;

import io.github.zmqspring.boot.test.transport.AddressBook.Member;
import io.github.zmqspring.error.ZmqBindException;
import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.security.CurveKey;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqEndpoint;
import io.github.zmqspring.socket.ZmqEndpointMapping.Bound;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class AddressBookTests {

	private static final ZmqEndpoint ENDPOINT = ZmqEndpoint.parse("tcp://127.0.0.1:5555");

	private final AddressBook book = new AddressBook();

	private final Member pull = member("pull", ZmqSocketType.PULL);

	private final Member push = member("push", ZmqSocketType.PUSH);

	@Test
	void whoConnectsMeetsWhoHasBound() {
		Bound bound = this.book.bind(this.pull, ENDPOINT, false);
		assertThat(bound.endpoint()).isEqualTo(ENDPOINT);
		assertThat(bound.actual()).containsExactly(this.book.connect(this.push, ENDPOINT));
	}

	@Test
	void whoBindsMeetsWhoHasConnectedBefore() {
		ZmqEndpoint first = this.book.connect(this.push, ENDPOINT);
		ZmqEndpoint second = this.book.connect(member("other", ZmqSocketType.PUSH), ENDPOINT);
		assertThat(first).isNotEqualTo(second);
		assertThat(this.book.waiting()).hasSize(2);
		assertThat(this.book.bind(this.pull, ENDPOINT, false).actual()).hasSize(3).contains(first, second);
		assertThat(this.book.waiting()).isEmpty();
	}

	@Test
	void allAddressesOfThisMachineAreOne() {
		Bound bound = this.book.bind(this.pull, ZmqEndpoint.parse("tcp://*:5555"), false);
		for (String host : new String[] { "localhost", "127.0.0.1", "LOCALHOST", "[::1]" }) {
			assertThat(bound.actual()).containsExactly(
					this.book.connect(member(ZmqSocketType.PUSH), ZmqEndpoint.parse("tcp://" + host + ":5555")));
		}
	}

	@Test
	void otherHostsAndPortsAreOtherPlaces() {
		Bound bound = this.book.bind(this.pull, ENDPOINT, false);
		assertThat(bound.actual()).doesNotContain(this.book.connect(this.push, ZmqEndpoint.parse("tcp://prod:5555")),
				this.book.connect(this.push, ZmqEndpoint.parse("tcp://localhost:5556")));
	}

	@Test
	void aTakenPortCannotBeBound() {
		this.book.bind(this.pull, ENDPOINT, false);
		assertThatExceptionOfType(ZmqBindException.class)
			.isThrownBy(() -> this.book.bind(member(ZmqSocketType.PULL), ZmqEndpoint.parse("tcp://*:5555"), false))
			.withMessageContaining("in use");
	}

	@Test
	void anAddressOfAnotherMachineCanBeBoundByPeersOnly() {
		ZmqEndpoint elsewhere = ZmqEndpoint.parse("tcp://warehouse.invalid:5555");
		assertThatExceptionOfType(ZmqBindException.class).isThrownBy(() -> this.book.bind(this.pull, elsewhere, false));
		ZmqEndpoint waiting = this.book.connect(this.push, elsewhere);
		assertThat(this.book.bind(this.pull, elsewhere, true).actual()).contains(waiting);
	}

	@Test
	void wildcardsGetPortsThatNobodyHasOrConnects() {
		this.book.connect(this.push, ZmqEndpoint.parse("tcp://localhost:49152"));
		ZmqEndpoint wildcard = ZmqEndpoint.parse("tcp://127.0.0.1:*");
		assertThat(this.book.bind(this.pull, wildcard, false).endpoint().port()).isEqualTo(49153);
		assertThat(this.book.bind(this.pull, wildcard, false).endpoint().port()).isEqualTo(49154);
	}

	@Test
	void whoLeavesFreesThePortAndConnectionsBeginAnew() {
		ZmqEndpoint before = this.book.bind(this.pull, ENDPOINT, false).actual().get(0);
		this.book.connect(this.push, ENDPOINT);
		assertThat(this.book.leave(this.pull)).singleElement().satisfies((connection) -> {
			assertThat(connection.socketName()).isEqualTo("push");
			assertThat(connection.endpoint()).isEqualTo(ENDPOINT);
		});
		assertThat(this.book.disconnect(this.push, ENDPOINT)).isEqualTo(before);
		ZmqEndpoint waiting = this.book.connect(this.push, ENDPOINT);
		assertThat(this.book.bind(this.pull, ENDPOINT, false).actual()).doesNotContain(before).contains(waiting);
	}

	@Test
	void whatWaitedAtACloserIsNeverBound() {
		ZmqEndpoint waiting = this.book.connect(this.push, ENDPOINT);
		assertThat(this.book.leave(this.push)).isEmpty();
		assertThat(this.book.bind(this.pull, ENDPOINT, false).actual()).doesNotContain(waiting);
	}

	@Test
	void illegalPairsAreRefusedWhoeverComesFirst() {
		this.book.bind(this.pull, ENDPOINT, false);
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> this.book.connect(member(ZmqSocketType.SUB), ENDPOINT))
			.withMessageContaining("a SUB cannot talk to a PULL");
		ZmqEndpoint other = ZmqEndpoint.parse("tcp://localhost:6666");
		this.book.connect(this.push, other);
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> this.book.bind(member(ZmqSocketType.REP), other, false))
			.withMessageContaining("a REP cannot talk to a PUSH");
	}

	@Test
	void rawSocketsAreRefused() {
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> this.book.bind(member(ZmqSocketType.STREAM), ENDPOINT, false))
			.withMessageContaining("the bytes of a TCP connection");
	}

	@Test
	void securityMustFit() {
		CurveKey key = CurveKey.of(new byte[32]);
		CurveKey wrong = CurveKey.of(filled());
		Member server = member(SocketSpec.of("server", ZmqSocketType.REP)
			.bind("tcp://127.0.0.1:5555")
			.option(ZmqOptions.CURVE_SERVER, true)
			.option(ZmqOptions.CURVE_PUBLIC_KEY, key)
			.option(ZmqOptions.CURVE_SECRET_KEY, key));
		this.book.bind(server, ENDPOINT, false);
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> this.book.connect(member(ZmqSocketType.REQ), ENDPOINT))
			.withMessageContaining("one uses NULL and the other CURVE");
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> this.book.connect(curveClient(key, wrong), ENDPOINT))
			.withMessageContaining("not the server's public key");
		assertThatNoException().isThrownBy(() -> this.book.connect(curveClient(key, key), ENDPOINT));
	}

	private static byte[] filled() {
		byte[] bytes = new byte[32];
		java.util.Arrays.fill(bytes, (byte) 1);
		return bytes;
	}

	private Member curveClient(CurveKey own, CurveKey servers) {
		return member(SocketSpec.of("client", ZmqSocketType.REQ)
			.connect("tcp://127.0.0.1:5555")
			.option(ZmqOptions.CURVE_PUBLIC_KEY, own)
			.option(ZmqOptions.CURVE_SECRET_KEY, own)
			.option(ZmqOptions.CURVE_SERVER_KEY, servers));
	}

	private Member member(ZmqSocketType type) {
		return member(type.name(), type);
	}

	private Member member(String name, ZmqSocketType type) {
		SocketSpec.Builder builder = SocketSpec.of(name, type).bind("tcp://127.0.0.1:*");
		return member((type == ZmqSocketType.SUB) ? builder.topics("") : builder);
	}

	private Member member(SocketSpec.Builder builder) {
		return new Member(builder.build(), AddressBookTests.class);
	}

}
