package io.github.zmqspring.socket;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.SocketType;
import zmq.socket.Sockets;

import static io.github.zmqspring.socket.ZmqSocketType.CLIENT;
import static io.github.zmqspring.socket.ZmqSocketType.DISH;
import static io.github.zmqspring.socket.ZmqSocketType.GATHER;
import static io.github.zmqspring.socket.ZmqSocketType.PEER;
import static io.github.zmqspring.socket.ZmqSocketType.PUB;
import static io.github.zmqspring.socket.ZmqSocketType.PULL;
import static io.github.zmqspring.socket.ZmqSocketType.PUSH;
import static io.github.zmqspring.socket.ZmqSocketType.RADIO;
import static io.github.zmqspring.socket.ZmqSocketType.REP;
import static io.github.zmqspring.socket.ZmqSocketType.ROUTER;
import static io.github.zmqspring.socket.ZmqSocketType.SCATTER;
import static io.github.zmqspring.socket.ZmqSocketType.SERVER;
import static io.github.zmqspring.socket.ZmqSocketType.STREAM;
import static io.github.zmqspring.socket.ZmqSocketType.SUB;
import static io.github.zmqspring.socket.ZmqSocketType.XPUB;
import static io.github.zmqspring.socket.ZmqSocketType.XSUB;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZmqSocketType}.
 */
class ZmqSocketTypeTests {

	@Test
	void theTypesAreThoseOfJeroMqWithoutRaw() {
		assertThat(Stream.of(ZmqSocketType.values()).map(Enum::name)).containsExactlyInAnyOrderElementsOf(
				Stream.of(SocketType.values()).map(Enum::name).filter((name) -> !name.equals("RAW")).toList());
	}

	@Test
	void traits() {
		assertThat(without(ZmqSocketType::canSend)).containsExactlyInAnyOrder(SUB, PULL, DISH, GATHER);
		assertThat(without(ZmqSocketType::canReceive)).containsExactlyInAnyOrder(PUB, PUSH, RADIO, SCATTER);
		assertThat(with(ZmqSocketType::isDraft)).containsExactlyInAnyOrder(CLIENT, SERVER, RADIO, DISH, SCATTER, GATHER,
				PEER, ZmqSocketType.CHANNEL);
		assertThat(with(ZmqSocketType::isSingleFrame)).isEqualTo(with(ZmqSocketType::isDraft));
		assertThat(with(ZmqSocketType::hasTopics)).containsExactlyInAnyOrder(PUB, SUB, XPUB, XSUB);
		assertThat(with(ZmqSocketType::subscribes)).containsExactlyInAnyOrder(SUB, XSUB);
		assertThat(with(ZmqSocketType::joinsGroups)).containsExactly(DISH);
		assertThat(with(ZmqSocketType::isRouted)).containsExactlyInAnyOrder(ROUTER, STREAM);
		assertThat(with(ZmqSocketType::routesByNumber)).containsExactlyInAnyOrder(SERVER, PEER);
		assertThat(with(ZmqSocketType::repliesToSender)).containsExactlyInAnyOrder(REP, ROUTER, SERVER, PEER, STREAM);
	}

	@ParameterizedTest
	@EnumSource(ZmqSocketType.class)
	void everyTypeButRepIsOpenedAsItself(ZmqSocketType type) {
		SocketType itself = SocketType.valueOf(type.name());
		assertThat(type.announcedType()).isEqualTo(itself);
		assertThat(type.engineType()).isEqualTo((type == REP) ? SocketType.ROUTER : itself);
	}

	@ParameterizedTest
	@EnumSource(ZmqSocketType.class)
	void legalPeersAreThoseJeroMqAccepts(ZmqSocketType type) {
		int engineType = type.announcedType().type();
		Set<ZmqSocketType> accepted = Arrays.stream(ZmqSocketType.values())
			.filter((peer) -> Sockets.compatible(engineType, peer.name()))
			.collect(Collectors.toSet());
		assertThat(type.legalPeers()).isEqualTo(accepted);
	}

	@ParameterizedTest
	@EnumSource(ZmqSocketType.class)
	void legalityIsMutual(ZmqSocketType type) {
		assertThat(type.legalPeers()).allMatch((peer) -> peer.legalPeers().contains(type));
	}

	private static Set<ZmqSocketType> with(Predicate<ZmqSocketType> trait) {
		Set<ZmqSocketType> types = EnumSet.allOf(ZmqSocketType.class);
		types.removeIf(trait.negate());
		return types;
	}

	private static Set<ZmqSocketType> without(Predicate<ZmqSocketType> trait) {
		return with(trait.negate());
	}

}
