package io.github.zmqspring.proxy;

import java.time.Duration;

import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.socket.SocketDefaults;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqEndpoint;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What can be declared, and what is refused.
 */
class ZmqProxySpecTests {

	@ParameterizedTest
	@CsvSource({ "QUEUE, ROUTER, DEALER", "FORWARDER, XSUB, XPUB", "STREAMER, PULL, PUSH" })
	void whenTheKindIsGivenEndpointsAreEnough(ZmqProxyKind kind, ZmqSocketType frontend, ZmqSocketType backend) {
		ZmqProxySpec spec = ZmqProxySpec.of("broker")
			.kind(kind)
			.frontendBind("tcp://*:5559")
			.backendConnect("tcp://localhost:5560", "inproc://workers")
			.build();
		assertThat(spec.kind()).isEqualTo(kind);
		SocketSpec front = spec.frontend().inline();
		SocketSpec back = spec.backend().inline();
		assertThat(front).isNotNull();
		assertThat(back).isNotNull();
		assertThat(front.name()).isEqualTo("broker.frontend");
		assertThat(front.type()).isEqualTo(frontend);
		assertThat(front.binds()).containsExactly(ZmqEndpoint.parse("tcp://*:5559"));
		assertThat(back.name()).isEqualTo("broker.backend");
		assertThat(back.type()).isEqualTo(backend);
		assertThat(back.connects()).hasSize(2);
		assertThat(spec.capture()).isNull();
		assertThat(spec.autoStartup()).isTrue();
	}

	@Test
	void whenASocketSpecIsGivenItIsRenamedAndEverythingElseStays() {
		SocketSpec given = SocketSpec.of("mine", ZmqSocketType.ROUTER)
			.bind("tcp://127.0.0.1:*")
			.connect("tcp://localhost:1")
			.option(ZmqOptions.SEND_HWM, 7)
			.option(ZmqOptions.LINGER, Duration.ofSeconds(3))
			.defaults(SocketDefaults.JEROMQ)
			.configure((socket) -> {
			})
			.source("a bean")
			.build();
		SocketSpec used = ZmqProxySpec.queue("broker")
			.frontend(given)
			.backend("workers")
			.autoStartup(false)
			.build()
			.frontend()
			.inline();
		assertThat(used).isNotNull();
		assertThat(used).usingRecursiveComparison()
			.ignoringFields("name", "autoStartup", "customizer")
			.isEqualTo(given);
		assertThat(used.name()).isEqualTo("broker.frontend");
		assertThat(used.customizer()).isNotNull();
		assertThat(used.autoStartup()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "ROUTER, DEALER", "REP, DEALER", "DEALER, ROUTER", "DEALER, DEALER", "XSUB, XPUB", "XPUB, XSUB",
			"PULL, PUSH", "PUSH, PULL", "PULL, PUB", "PULL, XPUB", "PAIR, PAIR", "PAIR, DEALER", "ROUTER, PAIR",
			"DEALER, PUB", "STREAM, DEALER", "GATHER, SCATTER", "GATHER, PUSH", "CHANNEL, CHANNEL", "PULL, DEALER" })
	void whenOneSocketCanSendWhatTheOtherReceivesThePairIsLegal(ZmqSocketType frontend, ZmqSocketType backend) {
		ZmqProxySpec spec = ZmqProxySpec.of("bridge")
			.frontendType(frontend)
			.frontendBind("tcp://127.0.0.1:*")
			.backendType(backend)
			.backendBind("tcp://127.0.0.1:*")
			.build();
		assertThat(spec.frontend().isInline()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "ROUTER, ROUTER", "ROUTER, PUSH", "PULL, ROUTER", "PUB, PUB", "PULL, PULL", "PUSH, PUB", "XPUB, XPUB",
			"XPUB, ROUTER", "REQ, DEALER", "ROUTER, REQ", "REP, ROUTER", "SERVER, CLIENT", "PULL, SCATTER",
			"ROUTER, XPUB" })
	void whenNothingCanPassThePairIsRefused(ZmqSocketType frontend, ZmqSocketType backend) {
		ZmqProxySpec.Builder builder = ZmqProxySpec.of("bridge")
			.frontendType(frontend)
			.frontendBind("tcp://127.0.0.1:*")
			.backendType(backend)
			.backendBind("tcp://127.0.0.1:*");
		assertThatExceptionOfType(ZmqConfigurationException.class).isThrownBy(builder::build).satisfies((ex) -> {
			assertThat(ex.getSubject()).isEqualTo("proxy 'bridge'");
			assertThat(ex.getProperty()).isEqualTo("backend.type");
			assertThat(ex.getAction()).contains("ROUTER/DEALER", "XSUB/XPUB", "PULL/PUSH");
		});
	}

	@Test
	void whenAPairIsRefusedTheLegalPartnersAreNamed() {
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> ProxyPairs.check("bridge", null, ZmqSocketType.ROUTER, ZmqSocketType.PUSH))
			.withMessageContaining("Legal with a ROUTER frontend: DEALER or PAIR.");
	}

	@ParameterizedTest
	@CsvSource({ "QUEUE, DEALER, ROUTER, frontend.type, REP or ROUTER", "QUEUE, ROUTER, PAIR, backend.type, DEALER",
			"FORWARDER, PULL, XPUB, frontend.type, SUB", "STREAMER, PULL, PUB, backend.type, PUSH" })
	void whenATypeContradictsTheKindItIsRefused(ZmqProxyKind kind, ZmqSocketType frontend, ZmqSocketType backend,
			String property, String legal) {
		ZmqProxySpec.Builder builder = ZmqProxySpec.of("bridge")
			.kind(kind)
			.frontendType(frontend)
			.frontendBind("tcp://127.0.0.1:*")
			.backendType(backend)
			.backendBind("tcp://127.0.0.1:*");
		assertThatExceptionOfType(ZmqConfigurationException.class).isThrownBy(builder::build).satisfies((ex) -> {
			assertThat(ex.getProperty()).isEqualTo(property);
			assertThat(ex.getReason()).contains(kind.name(), legal);
		});
	}

	@Test
	void whenNothingCanSubscribeUpstreamAnXsubNeedsTopics() {
		ZmqProxySpec.Builder builder = ZmqProxySpec.forwarder("bridge")
			.frontendBind("tcp://127.0.0.1:*")
			.backendType(ZmqSocketType.PUB)
			.backendBind("tcp://127.0.0.1:*");
		refused(builder, "frontend.topics", "receives nothing");
		builder.frontend((socket) -> socket.topics("")).build();
	}

	@Test
	void whenNeitherKindNorTypeIsGivenItIsRefused() {
		refused(ZmqProxySpec.of("bridge").frontendBind("tcp://*:1").backend("other"), "frontend.type", "kind");
	}

	@Test
	void whenASideIsMissingItIsRefused() {
		refused(ZmqProxySpec.queue("bridge").frontendBind("tcp://*:1"), "backend", "joins two sockets");
	}

	@Test
	void whenASideIsBothANameAndASocketItIsRefused() {
		refused(ZmqProxySpec.queue("bridge").frontend("a").frontendBind("tcp://*:1").backend("b"), "frontend", "both");
	}

	@Test
	void whenASocketIsUsedTwiceItIsRefused() {
		refused(ZmqProxySpec.queue("bridge").frontend("a").backend("a"), "backend", "frontend, too");
		refused(ZmqProxySpec.queue("bridge").frontend("a").backend("b").capture("b"), "capture", "backend, too");
	}

	@ParameterizedTest
	@CsvSource({ "PULL", "SUB", "ROUTER", "XPUB" })
	void whenTheCaptureCannotTakeCopiesItIsRefused(ZmqSocketType type) {
		refused(ZmqProxySpec.queue("bridge")
			.frontend("a")
			.backend("b")
			.captureType(type)
			.capture((socket) -> socket.bind("tcp://*:1"))
			.capture((socket) -> {
				if (type == ZmqSocketType.SUB) {
					socket.topics("");
				}
			}), "capture.type", "copies");
	}

	@Test
	void whenTheCaptureHasNoTypeItPublishes() {
		ZmqProxySocket capture = ZmqProxySpec.queue("bridge")
			.frontend("a")
			.backend("b")
			.capture((socket) -> socket.bind("tcp://*:1"))
			.build()
			.capture();
		assertThat(capture).isNotNull();
		assertThat(capture.name()).isEqualTo("bridge.capture");
		assertThat(capture.inline()).isNotNull()
			.satisfies((spec) -> assertThat(spec.type()).isEqualTo(ZmqSocketType.PUB));
	}

	private static void refused(ZmqProxySpec.Builder builder, String property, String reason) {
		assertThatExceptionOfType(ZmqConfigurationException.class).isThrownBy(builder::build).satisfies((ex) -> {
			assertThat(ex.getSubject()).isEqualTo("proxy 'bridge'");
			assertThat(ex.getProperty()).isEqualTo(property);
			assertThat(ex.getReason()).contains(reason);
		});
	}

}
