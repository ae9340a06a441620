package io.github.zmqspring.socket;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.zeromq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZmqOptions}: the table is complete.
 */
class ZmqOptionsTests {

	/** JeroMQ's setters and the options that call or replace them. */
	private static final Map<String, List<SocketOption<?>>> COVERED = Map.ofEntries(
			Map.entry("setLinger", List.of(ZmqOptions.LINGER)),
			Map.entry("setReconnectIVL", List.of(ZmqOptions.RECONNECT_INTERVAL)),
			Map.entry("setReconnectIVLMax", List.of(ZmqOptions.RECONNECT_MAX_INTERVAL)),
			Map.entry("setBacklog", List.of(ZmqOptions.BACKLOG)),
			Map.entry("setHandshakeIvl", List.of(ZmqOptions.HANDSHAKE_INTERVAL)),
			Map.entry("setHeartbeatIvl", List.of(ZmqOptions.HEARTBEAT_INTERVAL)),
			Map.entry("setHeartbeatTimeout", List.of(ZmqOptions.HEARTBEAT_TIMEOUT)),
			Map.entry("setHeartbeatTtl", List.of(ZmqOptions.HEARTBEAT_TTL)),
			Map.entry("setHeartbeatContext", List.of(ZmqOptions.HEARTBEAT_CONTEXT)),
			Map.entry("setTos", List.of(ZmqOptions.TOS)),
			Map.entry("setMaxMsgSize", List.of(ZmqOptions.MAX_MESSAGE_SIZE)),
			Map.entry("setSndHWM", List.of(ZmqOptions.SEND_HWM)),
			Map.entry("setRcvHWM", List.of(ZmqOptions.RECEIVE_HWM)),
			Map.entry("setHWM", List.of(ZmqOptions.SEND_HWM, ZmqOptions.RECEIVE_HWM)),
			Map.entry("setConflate", List.of(ZmqOptions.CONFLATE)),
			Map.entry("setAffinity", List.of(ZmqOptions.AFFINITY)),
			Map.entry("setIdentity", List.of(ZmqOptions.ROUTING_ID)),
			Map.entry("setReqCorrelate", List.of(ZmqOptions.REQ_CORRELATE)),
			Map.entry("setReqRelaxed", List.of(ZmqOptions.REQ_RELAXED)),
			Map.entry("setReceiveTimeOut", List.of(ZmqOptions.RECEIVE_TIMEOUT)),
			Map.entry("setSendTimeOut", List.of(ZmqOptions.SEND_TIMEOUT)),
			Map.entry("setTCPKeepAlive", List.of(ZmqOptions.TCP_KEEP_ALIVE)),
			Map.entry("setTCPKeepAliveCount", List.of(ZmqOptions.TCP_KEEP_ALIVE_COUNT)),
			Map.entry("setTCPKeepAliveIdle", List.of(ZmqOptions.TCP_KEEP_ALIVE_IDLE)),
			Map.entry("setTCPKeepAliveInterval", List.of(ZmqOptions.TCP_KEEP_ALIVE_INTERVAL)),
			Map.entry("setSendBufferSize", List.of(ZmqOptions.SEND_BUFFER)),
			Map.entry("setReceiveBufferSize", List.of(ZmqOptions.RECEIVE_BUFFER)),
			Map.entry("setMsgAllocationHeapThreshold", List.of(ZmqOptions.MESSAGE_ALLOCATION_HEAP_THRESHOLD)),
			Map.entry("setMsgAllocator", List.of(ZmqOptions.MESSAGE_ALLOCATOR)),
			Map.entry("setSelectorChooser", List.of(ZmqOptions.SELECTOR_PROVIDER)),
			Map.entry("setConnectRid", List.of(ZmqOptions.CONNECT_ROUTING_ID)),
			Map.entry("setRouterRaw", List.of(ZmqOptions.ROUTER_RAW)),
			Map.entry("setProbeRouter", List.of(ZmqOptions.PROBE_ROUTER)),
			Map.entry("setRouterMandatory", List.of(ZmqOptions.ROUTER_MANDATORY)),
			Map.entry("setRouterHandover", List.of(ZmqOptions.ROUTER_HANDOVER)),
			Map.entry("setXpubVerbose", List.of(ZmqOptions.XPUB_VERBOSE)),
			Map.entry("setXpubVerboser", List.of(ZmqOptions.XPUB_VERBOSER)),
			Map.entry("setXpubNoDrop", List.of(ZmqOptions.XPUB_NO_DROP)),
			Map.entry("setXpubManual", List.of(ZmqOptions.XPUB_MANUAL)), Map.entry("setIPv6", List.of(ZmqOptions.IPV6)),
			Map.entry("setImmediate", List.of(ZmqOptions.IMMEDIATE)),
			Map.entry("setSocksProxy", List.of(ZmqOptions.SOCKS_PROXY)),
			Map.entry("setZapDomain", List.of(ZmqOptions.ZAP_DOMAIN)),
			Map.entry("setSelfAddressPropertyName", List.of(ZmqOptions.SELF_ADDRESS_PROPERTY_NAME)),
			Map.entry("setPlainServer", List.of(ZmqOptions.PLAIN_SERVER)),
			Map.entry("setPlainUsername", List.of(ZmqOptions.PLAIN_USERNAME)),
			Map.entry("setPlainPassword", List.of(ZmqOptions.PLAIN_PASSWORD)),
			Map.entry("setCurveServer", List.of(ZmqOptions.CURVE_SERVER)),
			Map.entry("setCurvePublicKey", List.of(ZmqOptions.CURVE_PUBLIC_KEY)),
			Map.entry("setCurveSecretKey", List.of(ZmqOptions.CURVE_SECRET_KEY)),
			Map.entry("setCurveServerKey", List.of(ZmqOptions.CURVE_SERVER_KEY)),
			Map.entry("setHelloMsg", List.of(ZmqOptions.HELLO_MESSAGE)));

	/** JeroMQ's setters that have no option, and why. */
	private static final Map<String, String> EXCLUDED = Map.ofEntries(
			Map.entry("setSwap", "throws, there is no swap since ZeroMQ 3"),
			Map.entry("setRate", "throws, there is no multicast"),
			Map.entry("setRecoveryInterval", "throws, there is no multicast"),
			Map.entry("setMulticastLoop", "throws, there is no multicast"),
			Map.entry("setMulticastHops", "throws, there is no multicast"),
			Map.entry("setIPv4Only", "the opposite of setIPv6"),
			Map.entry("setDelayAttachOnConnect", "the opposite of setImmediate"),
			Map.entry("setZAPDomain", "another name for setZapDomain"),
			Map.entry("setAsServerPlain", "another name for setPlainServer"),
			Map.entry("setAsServerCurve", "another name for setCurveServer"),
			Map.entry("setEncoder", "deprecated, turns the socket into a raw one"),
			Map.entry("setDecoder", "deprecated, turns the socket into a raw one"),
			Map.entry("setEventHook", "needed by the library itself"));

	/** Options that no setter has, and those that only this library knows. */
	private static final Set<SocketOption<?>> WITHOUT_SETTER = Set.of(ZmqOptions.DISCONNECT_MESSAGE,
			ZmqOptions.HICCUP_MESSAGE, ZmqOptions.REQUEST_TIMEOUT, ZmqOptions.REQUEST_TRIES, ZmqOptions.MIN_PEERS,
			ZmqOptions.MIN_PEERS_GRACE, ZmqOptions.OBSERVE, ZmqOptions.HANDSHAKE_TIMEOUT, ZmqOptions.MAX_CONNECTIONS,
			ZmqOptions.MAX_CONNECTIONS_PER_ADDRESS, ZmqOptions.MAX_MESSAGE_FRAMES, ZmqOptions.MAX_SUBSCRIPTIONS);

	@Test
	void everySetterOfJeroMqHasAnOptionOrAReasonToHaveNone() {
		Set<String> setters = Arrays.stream(ZMQ.Socket.class.getMethods())
			.filter((method) -> Modifier.isPublic(method.getModifiers()))
			.map(Method::getName)
			.filter((name) -> name.matches("set[A-Z].*"))
			.collect(Collectors.toCollection(TreeSet::new));
		Set<String> known = new TreeSet<>(COVERED.keySet());
		known.addAll(EXCLUDED.keySet());
		assertThat(known).isEqualTo(setters);
		assertThat(COVERED.keySet()).doesNotContainAnyElementsOf(EXCLUDED.keySet());
	}

	@Test
	void everyOptionHasItsSetter() {
		Set<SocketOption<?>> known = new HashSet<>(WITHOUT_SETTER);
		COVERED.values().forEach(known::addAll);
		assertThat(known).containsExactlyInAnyOrderElementsOf(ZmqOptions.all());
	}

	@Test
	void everyConstantIsInTheTable() throws IllegalAccessException {
		Set<Object> constants = new HashSet<>();
		for (var field : ZmqOptions.class.getFields()) {
			SocketOption<?> option = (SocketOption<?>) field.get(null);
			constants.add(option);
			assertThat(option.name().replace('-', '_')).isEqualToIgnoringCase(field.getName());
		}
		assertThat(constants).containsExactlyInAnyOrderElementsOf(ZmqOptions.all());
	}

	@Test
	void namesAreUniqueAndInKebabCase() {
		assertThat(ZmqOptions.all()).extracting(SocketOption::name)
			.doesNotHaveDuplicates()
			.allMatch((name) -> name.matches("[a-z0-9]+(-[a-z0-9]+)*"));
	}

	@Test
	void everyOptionIsDescribedAndLegalSomewhere() {
		assertThat(ZmqOptions.all()).allSatisfy((option) -> {
			assertThat(option.description()).isNotBlank();
			assertThat(option.socketTypes()).isNotEmpty();
			assertThat(option.toString()).isEqualTo(option.name());
			assertThat(option.socketTypes()).allMatch(option::legalFor);
		});
	}

	@Test
	void anOptionIsFoundByItsName() {
		assertThat(ZmqOptions.find("receive-hwm")).isSameAs(ZmqOptions.RECEIVE_HWM);
		assertThat(ZmqOptions.find("receiveHwm")).isNull();
	}

	@Test
	void noTimeOrSizeIsABareNumber() {
		assertThat(ZmqOptions.all()).filteredOn((option) -> option.type() == Long.class)
			.containsExactly(ZmqOptions.AFFINITY);
		assertThat(ZmqOptions.all()).filteredOn((option) -> option.type() == Integer.class)
			.containsExactly(ZmqOptions.SEND_HWM, ZmqOptions.RECEIVE_HWM, ZmqOptions.REQUEST_TRIES,
					ZmqOptions.MIN_PEERS, ZmqOptions.MAX_CONNECTIONS, ZmqOptions.MAX_CONNECTIONS_PER_ADDRESS,
					ZmqOptions.MAX_MESSAGE_FRAMES, ZmqOptions.MAX_SUBSCRIPTIONS, ZmqOptions.TCP_KEEP_ALIVE_COUNT,
					ZmqOptions.TOS, ZmqOptions.BACKLOG);
	}

}
