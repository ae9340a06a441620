package io.github.zmqspring.socket;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import io.github.zmqspring.message.HeaderPolicy;
import io.github.zmqspring.message.WireFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SocketSpec} and its builder.
 */
class SocketSpecTests {

	private static final HeaderPolicy HEADERS = HeaderPolicy.of(List.of("*"), List.of("*"));

	@Test
	void itHasWhatItWasGiven() {
		SocketSpec spec = SocketSpec.of("weather", ZmqSocketType.SUB)
			.bind("tcp://127.0.0.1:*")
			.connect("tcp://a:1", "inproc://b")
			.connect("ipc://c")
			.topics("10001 ", "é")
			.topics(new byte[] { 0, -1 })
			.option(ZmqOptions.RECEIVE_HWM, 7)
			.headers(HEADERS)
			.autoStartup(false)
			.source("zmq.sockets.weather")
			.build();
		assertThat(spec.name()).isEqualTo("weather");
		assertThat(spec.type()).isEqualTo(ZmqSocketType.SUB);
		assertThat(spec.binds()).hasToString("[tcp://127.0.0.1:*]");
		assertThat(spec.connects()).hasToString("[tcp://a:1, inproc://b, ipc://c]");
		assertThat(spec.topics()).containsExactly("10001 ".getBytes(StandardCharsets.UTF_8),
				"é".getBytes(StandardCharsets.UTF_8), new byte[] { 0, -1 });
		assertThat(spec.options().get(ZmqOptions.RECEIVE_HWM)).isEqualTo(7);
		assertThat(spec.headers()).isSameAs(HEADERS);
		assertThat(spec.autoStartup()).isFalse();
		assertThat(spec.source()).isEqualTo("zmq.sockets.weather");
		assertThat(spec.customizer()).isNull();
	}

	@Test
	void withoutMoreItIsPlainAndStartsByItself() {
		SocketSpec spec = SocketSpec.of("t", ZmqSocketType.PULL).bind("tcp://*:5557").build();
		assertThat(spec.autoStartup()).isTrue();
		assertThat(spec.defaults()).isEqualTo(SocketDefaults.RECOMMENDED);
		assertThat(spec.headers()).isNull();
		assertThat(spec.source()).isNull();
		assertThat(spec.topics()).isEmpty();
		assertThat(spec.groups()).isEmpty();
		assertThat(spec.wireFormat().isPayloadOnly()).isTrue();
	}

	@Test
	void theEffectiveValueIsTheSetOneThenTheDefaultThenNone() {
		SocketSpec.Builder builder = OptionSamples.minimal(ZmqSocketType.PUSH);
		assertThat(builder.build().effective(ZmqOptions.LINGER)).isEqualTo(Duration.ofSeconds(1));
		assertThat(builder.defaults(SocketDefaults.JEROMQ).build().effective(ZmqOptions.LINGER)).isZero();
		assertThat(builder.option(ZmqOptions.LINGER, Duration.ofMillis(-1)).build().effective(ZmqOptions.LINGER))
			.isEqualTo(Duration.ofMillis(-1));
		assertThat(builder.build().effective(ZmqOptions.AFFINITY)).isNull();
		assertThat(builder.build().effective(ZmqOptions.ROUTER_MANDATORY)).isNull();
	}

	@Test
	void repetitionsOfTopicsAndGroupsAreTakenOnce() {
		assertThat(OptionSamples.minimal(ZmqSocketType.SUB).topics("", "a", "a").build().topics()).hasSize(2);
		assertThat(OptionSamples.minimal(ZmqSocketType.DISH).groups("g", "h").build().groups()).containsExactly("g",
				"h");
	}

	@Test
	void topicsCannotBeModifiedFromOutside() {
		byte[] topic = { 'a' };
		SocketSpec spec = SocketSpec.of("s", ZmqSocketType.SUB).connect("tcp://a:1").topics(topic).build();
		topic[0] = 'b';
		spec.topics().get(0)[0] = 'c';
		assertThat(spec.topics().get(0)).containsExactly('a');
	}

	@Test
	void aSimilarSpecificationHasEverythingOfTheFirst() {
		SocketSpec first = OptionSamples.minimal(ZmqSocketType.SUB)
			.topics("a")
			.option(ZmqOptions.LINGER, Duration.ofSeconds(2))
			.defaults(SocketDefaults.JEROMQ)
			.headers(HEADERS)
			.autoStartup(false)
			.configure((socket) -> {
			})
			.source("bean")
			.build();
		SocketSpec second = first.toBuilder().build();
		assertThat(second).usingRecursiveComparison().isEqualTo(first);
		SocketSpec third = first.toBuilder().connect("tcp://b:2").option(ZmqOptions.LINGER, null).build();
		assertThat(third.connects()).hasSize(1);
		assertThat(third.options().asMap()).isEmpty();
		assertThat(first.connects()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(ZmqSocketType.class)
	void theWireFormatFollowsFromTheType(ZmqSocketType type) {
		WireFormat format = OptionSamples.minimal(type).build().wireFormat();
		boolean router = type == ZmqSocketType.ROUTER || type == ZmqSocketType.REP;
		assertThat(format.isRouted()).isEqualTo(router || type == ZmqSocketType.STREAM);
		assertThat(format.hasEnvelope()).isEqualTo(router);
		assertThat(format.hasTopic()).isEqualTo(type.hasTopics());
		assertThat(format.headers()).isNull();
	}

	@Test
	void theWireFormatHasTheHeaderPolicy() {
		assertThat(OptionSamples.minimal(ZmqSocketType.PUSH).headers(HEADERS).build().wireFormat().headers())
			.isSameAs(HEADERS);
	}

	@Test
	void everyTypeCanBeBuiltWithTheLeast() {
		assertThat(ZmqSocketType.values()).allSatisfy((type) -> OptionSamples.minimal(type).build());
	}

	@Test
	void itPrintsItselfWithoutSecrets() {
		SocketSpec spec = SocketSpec.of("feed", ZmqSocketType.SUB)
			.connect("tcp://a:1")
			.topics("10001 ")
			.topics(new byte[] { 1 })
			.option(ZmqOptions.PLAIN_USERNAME, "admin")
			.option(ZmqOptions.PLAIN_PASSWORD, "s3cret-password")
			.build();
		assertThat(spec).hasToString("SocketSpec[feed SUB connect=[tcp://a:1] topics=['10001 ', 0x01]"
				+ " {plain-username=admin, plain-password=(secret)}]");
	}

}
