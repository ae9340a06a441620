package io.github.zmqspring.socket;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.zmqspring.error.ZmqConfigurationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import zmq.ZError;
import zmq.msg.MsgAllocatorThreshold;
import zmq.util.Errno;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link SocketConfigurer}: what is set arrives in JeroMQ.
 */
class SocketConfigurerTests {

	private static ZContext context;

	private final List<ZMQ.Socket> opened = new ArrayList<>();

	@BeforeAll
	static void openContext() {
		context = new ZContext();
		// Closing is asynchronous: the next test may come before the slot is free.
		context.getContext().setMaxSockets(8192);
	}

	@AfterAll
	static void closeContext() {
		context.close();
	}

	@AfterEach
	void closeSockets() {
		this.opened.forEach((socket) -> {
			socket.setLinger(0);
			socket.close();
		});
	}

	static Stream<Arguments> samplesForEveryLegalType() {
		return OptionSamples.all()
			.entrySet()
			.stream()
			.flatMap((entry) -> entry.getKey()
				.socketTypes()
				.stream()
				.map((type) -> Arguments.of(entry.getKey(), type, entry.getValue())));
	}

	@ParameterizedTest(name = "{0} on {1}")
	@MethodSource("samplesForEveryLegalType")
	void aSetOptionArrives(SocketOption<?> option, ZmqSocketType type, OptionSamples.Sample sample) {
		SocketSpec spec = OptionSamples.withOption(type, option, sample.value()).build();
		ZMQ.Socket socket = configured(spec);
		assertThat(OptionSamples.read(socket, sample.field())).isEqualTo(sample.arrives());
	}

	@Test
	void everyOptionThatIsPassedOnHasASample() {
		List<SocketOption<?>> passedOn = ZmqOptions.all()
			.stream()
			.filter((option) -> option.phase() == SocketOption.Phase.BEFORE_BIND
					|| option.phase() == SocketOption.Phase.AFTER_BIND)
			.toList();
		assertThat(OptionSamples.all().keySet()).containsExactlyInAnyOrderElementsOf(passedOn);
	}

	@ParameterizedTest
	@EnumSource(ZmqSocketType.class)
	void recommendedDefaultsArriveAndDoNotHinderTheBind(ZmqSocketType type) {
		SocketSpec spec = OptionSamples.minimal(type).build();
		ZMQ.Socket socket = open(type);
		SocketConfigurer.applyBeforeBind(socket, spec);
		assertThat(socket.bind("tcp://127.0.0.1:*")).isTrue();
		SocketConfigurer.applyAfterBind(socket, spec);
		OptionSamples.all().forEach((option, sample) -> assertDefaultArrived(socket, spec, option, sample));
	}

	@ParameterizedTest
	@EnumSource(ZmqSocketType.class)
	void jeroMqDefaultsLeaveJeroMqAsItIs(ZmqSocketType type) {
		ZMQ.Socket untouched = open(type);
		ZMQ.Socket socket = configured(OptionSamples.minimal(type).defaults(SocketDefaults.JEROMQ).build());
		OptionSamples.all().forEach((option, sample) -> {
			if (!sample.field().contains(".") && option != ZmqOptions.LINGER) {
				assertThat(OptionSamples.read(socket, sample.field())).as(option.name())
					.isEqualTo(OptionSamples.read(untouched, sample.field()));
			}
		});
	}

	@Test
	void immediateHasTheMeaningOfLibzmq() {
		SocketSpec.Builder spec = OptionSamples.minimal(ZmqSocketType.PUSH);
		assertThat(configured(spec.option(ZmqOptions.IMMEDIATE, true).build()).isImmediate()).isFalse();
		assertThat(configured(spec.option(ZmqOptions.IMMEDIATE, false).build()).isImmediate()).isTrue();
	}

	@Test
	void aRepIsARouterThatAnnouncesItselfAsRep() {
		SocketSpec spec = OptionSamples.minimal(ZmqSocketType.REP).build();
		ZMQ.Socket rep = open(ZmqSocketType.REP);
		SocketConfigurer.applyBeforeBind(rep, spec);
		assertThat(rep.getSocketType()).isEqualTo(SocketType.ROUTER);
		assertThat(OptionSamples.read(rep, "asType")).isEqualTo(zmq.ZMQ.ZMQ_REP);
		assertThat(rep.bind("tcp://127.0.0.1:*")).isTrue();
		SocketConfigurer.applyAfterBind(rep, spec);
		ZMQ.Socket req = open(ZmqSocketType.REQ);
		req.setReceiveTimeOut(30_000);
		// of JeroMQ's fresh connections some stand still until this time is over
		req.setHandshakeIvl(500);
		rep.setReceiveTimeOut(30_000);
		req.connect(rep.getLastEndpoint());
		req.send("Hello");
		byte[] id = rep.recv();
		assertThat(rep.recv()).isEmpty();
		assertThat(rep.recvStr()).isEqualTo("Hello");
		rep.sendMore(id);
		rep.sendMore("");
		rep.send("World");
		assertThat(req.recvStr()).isEqualTo("World");
	}

	@Test
	void anErrorLeftOnTheThreadIsNotTakenForARefusal() {
		new Errno().set(ZError.EINVAL);
		ZMQ.Socket socket = configured(
				OptionSamples.minimal(ZmqSocketType.ROUTER).option(ZmqOptions.ROUTER_HANDOVER, true).build());
		assertThat(OptionSamples.read(socket, "handover")).isEqualTo(true);
	}

	@Test
	void verboserSwitchedOffLeavesVerboseOn() {
		ZMQ.Socket socket = configured(OptionSamples.minimal(ZmqSocketType.XPUB)
			.option(ZmqOptions.XPUB_VERBOSE, true)
			.option(ZmqOptions.XPUB_VERBOSER, false)
			.build());
		assertThat(OptionSamples.read(socket, "verboseSubs")).isEqualTo(true);
	}

	@Test
	void curveServerSwitchedOffLeavesAClient() {
		ZMQ.Socket socket = configured(OptionSamples.minimal(ZmqSocketType.PUSH)
			.option(ZmqOptions.CURVE_SERVER, false)
			.option(ZmqOptions.CURVE_PUBLIC_KEY, OptionSamples.KEY)
			.option(ZmqOptions.CURVE_SECRET_KEY, OptionSamples.KEY)
			.option(ZmqOptions.CURVE_SERVER_KEY, OptionSamples.KEY)
			.build());
		assertThat(socket.getMechanism()).isEqualTo(ZMQ.Socket.Mechanism.CURVE);
		assertThat(OptionSamples.read(socket, "asServer")).isEqualTo(false);
	}

	@Test
	void theCustomizerIsCalledAfterTheOptionsInTheOrderOfAdding() {
		List<Integer> seen = new ArrayList<>();
		ZMQ.Socket socket = configured(OptionSamples.minimal(ZmqSocketType.PULL)
			.option(ZmqOptions.RECEIVE_HWM, 1)
			.configure((engine) -> seen.add(engine.getRcvHWM()))
			.configure((engine) -> engine.setRcvHWM(2))
			.configure((engine) -> seen.add(engine.getRcvHWM()))
			.build());
		assertThat(seen).containsExactly(1, 2);
		assertThat(socket.getRcvHWM()).isEqualTo(2);
	}

	@Test
	void aFailingCustomizerIsNotHidden() {
		SocketSpec spec = OptionSamples.minimal(ZmqSocketType.PULL).configure((engine) -> {
			throw new IllegalStateException("mine");
		}).build();
		assertThatIllegalStateException().isThrownBy(() -> configured(spec)).withMessage("mine");
	}

	@Test
	void whatJeroMqRefusesNamesThePropertyAndTheSource() {
		SocketSpec spec = OptionSamples.minimal(ZmqSocketType.ROUTER).source("zmq.sockets.s").build();
		ZMQ.Socket withoutThatOption = open(ZmqSocketType.PULL);
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> SocketConfigurer.applyBeforeBind(withoutThatOption, spec))
			.satisfies((ex) -> {
				assertThat(ex.getProperty()).isEqualTo("router-mandatory");
				assertThat(ex.getSocketName()).isEqualTo("s");
				assertThat(ex.getSubject()).contains("zmq.sockets.s");
			});
	}

	@Test
	void aSocketCanBeBoundAgain() {
		SocketSpec spec = OptionSamples.minimal(ZmqSocketType.PULL).build();
		ZMQ.Socket socket = configured(spec);
		assertThat(socket.getSendBufferSize()).isPositive();
		SocketConfigurer.prepareForBind(socket);
		assertThat(socket.bind("tcp://127.0.0.1:*")).isTrue();
		SocketConfigurer.applyAfterBind(socket, spec);
		assertThat(socket.getSendBufferSize()).isPositive();
	}

	@Test
	void tosIsSetOnTheChannel() throws IOException {
		SocketSpec spec = OptionSamples.minimal(ZmqSocketType.PUSH).option(ZmqOptions.TOS, 0x28).build();
		ZMQ.Socket socket = configured(spec);
		assertThat(socket.getTos()).isZero();
		try (SocketChannel channel = SocketChannel.open()) {
			int sendBuffer = channel.getOption(StandardSocketOptions.SO_SNDBUF);
			SocketConfigurer.applyToChannel(channel, spec);
			assertThat(channel.getOption(StandardSocketOptions.IP_TOS)).isEqualTo(0x28);
			assertThat(channel.getOption(StandardSocketOptions.SO_SNDBUF)).isEqualTo(sendBuffer);
		}
	}

	@Test
	void aChannelIsLeftAloneWithoutTos() throws IOException {
		SocketChannel channel = SocketChannel.open();
		channel.close();
		SocketConfigurer.applyToChannel(channel, OptionSamples.minimal(ZmqSocketType.PUSH).build());
		SocketSpec spec = OptionSamples.minimal(ZmqSocketType.PUSH).option(ZmqOptions.TOS, 1).build();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> SocketConfigurer.applyToChannel(channel, spec));
	}

	@Test
	void theDefaultAllocatorStays() {
		assertThat(OptionSamples.read(configured(OptionSamples.minimal(ZmqSocketType.PULL).build()), "allocator"))
			.isInstanceOf(MsgAllocatorThreshold.class);
	}

	private <T> void assertDefaultArrived(ZMQ.Socket socket, SocketSpec spec, SocketOption<T> option,
			OptionSamples.Sample sample) {
		T expected = spec.effective(option);
		if (expected == null) {
			return;
		}
		Object arrived = OptionSamples.read(socket, sample.field());
		Object inEngineTerms = (expected instanceof java.time.Duration time) ? (int) time.toMillis()
				: (expected instanceof org.springframework.util.unit.DataSize size) ? size.toBytes() : expected;
		if (expected.equals(sample.value())) {
			inEngineTerms = sample.arrives();
		}
		assertThat(String.valueOf(arrived)).as(option.name()).isEqualTo(String.valueOf(inEngineTerms));
	}

	private ZMQ.Socket configured(SocketSpec spec) {
		ZMQ.Socket socket = open(spec.type());
		SocketConfigurer.applyBeforeBind(socket, spec);
		SocketConfigurer.applyAfterBind(socket, spec);
		return socket;
	}

	private ZMQ.Socket open(ZmqSocketType type) {
		ZMQ.Socket socket = context.createSocket(type.engineType());
		this.opened.add(socket);
		return socket;
	}

}
