package io.github.zmqspring.message;

import java.io.File;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.converter.SmartMessageConverter;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ZmqMessageConvertersTests {

	private static final ZmqMessage TWO = ZmqMessage.ofStrings("a", "b");

	private final SmartMessageConverter converter = ZmqMessageConverters
		.create(new ZmqJsonMessageConverter(JsonMapper.builder().build()));

	@Nested
	class FromOneFrame {

		@Test
		void bytesAreTheFrameItself() {
			byte[] frame = { 1, 2 };
			assertThat(from(frame, byte[].class)).isSameAs(frame);
			assertThat(from(frame, Object.class)).isSameAs(frame);
		}

		@Test
		void aStringIsUtf8() {
			assertThat(from("Zürich", String.class)).isEqualTo("Zürich");
			assertThat(from("Zürich", CharSequence.class)).isEqualTo("Zürich");
		}

		@Test
		void aByteBufferIsAroundTheFrame() {
			assertThat((ByteBuffer) from("abc", ByteBuffer.class)).isEqualTo(ByteBuffer.wrap("abc".getBytes()));
		}

		@Test
		void anythingElseIsJson() {
			assertThat(from("{\"city\":\"nyc\",\"degrees\":20}", Weather.class)).isEqualTo(new Weather("nyc", 20));
			assertThat(from("42", Integer.class)).isEqualTo(42);
		}

		@Test
		void whenJsonIsBrokenItIsAConversionException() {
			assertThatExceptionOfType(MessageConversionException.class).isThrownBy(() -> from("{", Weather.class));
		}

		@Test
		void whenANumberIsOutOfAllBoundsItIsAConversionException() {
			for (Class<?> type : List.of(Instant.class, BigDecimal.class)) {
				assertThatExceptionOfType(MessageConversionException.class)
					.isThrownBy(() -> from("1e99999999999999999999999999999", type));
			}
		}

		@Test
		void whenNoConverterTakesTheTypeTheResultIsNull() {
			SmartMessageConverter withoutJson = ZmqMessageConverters.create(null);
			assertThat(withoutJson.fromMessage(new GenericMessage<>("{}".getBytes()), Weather.class)).isNull();
			assertThat(withoutJson.fromMessage(new GenericMessage<>("x".getBytes()), MappedByteBuffer.class)).isNull();
		}

		@Test
		void typesForAllFramesTakeTheOne() {
			assertThat(from("a", ZmqMessage.class)).isEqualTo(ZmqMessage.ofStrings("a"));
			assertThat((byte[][]) from("a", byte[][].class)).hasDimensions(1, 1);
			assertThat((List<?>) from("a", List.class)).hasSize(1);
		}

		@Test
		void aZmqMessageOfOneFrameCountsAsOneFrame() {
			ZmqMessage one = ZmqMessage.ofStrings("42");
			assertThat(from(one, String.class)).isEqualTo("42");
			assertThat(from(one, Integer.class)).isEqualTo(42);
			assertThat(from(one, ZmqMessage.class)).isSameAs(one);
		}

		@Test
		void theContentTypeFromTheWireChoosesNothing() {
			for (String contentType : List.of("application/json", "text/plain;charset=UTF-16", "garbage", "a/b/c")) {
				Message<byte[]> message = MessageBuilder.withPayload("42".getBytes())
					.setHeader(MessageHeaders.CONTENT_TYPE, contentType)
					.build();
				assertThat(converter().fromMessage(message, String.class)).isEqualTo("42");
				assertThat(converter().fromMessage(message, byte[].class)).isSameAs(message.getPayload());
				assertThat(converter().fromMessage(message, Integer.class)).isEqualTo(42);
			}
		}

	}

	@Nested
	class FromSeveralFrames {

		@Test
		void typesForAllFramesTakeThemAll() {
			assertThat(from(TWO, ZmqMessage.class)).isSameAs(TWO);
			assertThat(from(TWO, Object.class)).isSameAs(TWO);
			assertThat((byte[][]) from(TWO, byte[][].class)).hasDimensions(2, 1);
			assertThat((List<?>) from(TWO, List.class)).hasSize(2);
		}

		@Test
		void aSingleValueIsRefusedSoThatNoFrameIsLost() {
			for (Class<?> type : List.of(String.class, byte[].class, ByteBuffer.class, Weather.class, Integer.class)) {
				assertThatExceptionOfType(MessageConversionException.class).isThrownBy(() -> from(TWO, type))
					.withMessageStartingWith("A message of 2 frames cannot become one " + type.getTypeName())
					.withMessageContaining("ZmqMessage or List<byte[]>");
			}
		}

	}

	@Nested
	class Lists {

		@Test
		void aDeclaredListOfFramesTakesFrames() {
			assertThat((List<?>) from(TWO, "frames")).hasSize(2);
			assertThat((List<?>) from(TWO, "messageOfFrames")).hasSize(2);
			assertThat((List<?>) from("a".getBytes(), "frames")).hasSize(1);
		}

		@Test
		void aDeclaredListOfValuesIsJson() {
			assertThat(from("[1,2]".getBytes(), "numbers")).isEqualTo(List.of(1, 2));
			assertThatExceptionOfType(MessageConversionException.class).isThrownBy(() -> from(TWO, "numbers"));
		}

		private @Nullable Object from(Object payload, String method) {
			Method handler = ClassUtils.getMethod(Handlers.class, method, (Class<?>[]) null);
			return converter().fromMessage(new GenericMessage<>(payload), List.class, new MethodParameter(handler, 0));
		}

	}

	@Nested
	class ToFrames {

		@Test
		void valuesBecomeOneFrame() {
			assertThat(to("Zürich")).isEqualTo("Zürich".getBytes(StandardCharsets.UTF_8));
			assertThat(to(new byte[] { 1 })).isEqualTo(new byte[] { 1 });
			assertThat(to(new Weather("nyc", 20))).isEqualTo("{\"city\":\"nyc\",\"degrees\":20}".getBytes());
			assertThat(to(List.of(1, 2))).isEqualTo("[1,2]".getBytes());
			assertThat(to(List.of())).isEqualTo("[]".getBytes());
		}

		@Test
		void aByteBufferIsSentFromItsPositionAndKeepsIt() {
			ByteBuffer buffer = ByteBuffer.wrap("xabc".getBytes()).position(1);
			assertThat(to(buffer)).isEqualTo("abc".getBytes());
			assertThat(to(ByteBuffer.allocateDirect(2))).isEqualTo(new byte[2]);
			assertThat(buffer.position()).isEqualTo(1);
		}

		@Test
		void framesStayFrames() {
			assertThat(to(TWO)).isSameAs(TWO);
			assertThat(to(List.of("a".getBytes(), "b".getBytes()))).isEqualTo(TWO);
			assertThat(to(new byte[][] { "a".getBytes(), "b".getBytes() })).isEqualTo(TWO);
		}

		@Test
		void headersAreKept() {
			MessageHeaders headers = new MessageHeaders(Map.of("h", "v"));
			for (Object payload : List.of("a", TWO, new Weather("nyc", 1))) {
				Message<?> message = converter().toMessage(payload, headers);
				assertThat(message).isNotNull();
				assertThat(message.getHeaders()).containsEntry("h", "v");
			}
			assertThat(converter().toMessage("a", headers).getHeaders()).doesNotContainKey("contentType");
		}

		@Test
		void whenNoConverterTakesTheObjectTheResultIsNull() {
			assertThat(ZmqMessageConverters.create(null).toMessage(new Weather("nyc", 1), null)).isNull();
		}

		private Object to(Object payload) {
			Message<?> message = converter().toMessage(payload, null);
			assertThat(message).isNotNull();
			return message.getPayload();
		}

	}

	@Test
	void whenTrimNulIsOnOneNulAtTheEndOfAStringIsDropped() {
		// A C program of the 2.x era sends "Hello\0", six bytes.
		SmartMessageConverter trimming = ZmqMessageConverters.create(List.of(), null, true);
		Message<?> hello = new GenericMessage<>("Hello\0".getBytes());
		assertThat(trimming.fromMessage(hello, String.class)).isEqualTo("Hello");
		assertThat(trimming.fromMessage(new GenericMessage<>("a\0\0".getBytes()), String.class)).isEqualTo("a\0");
		assertThat(trimming.fromMessage(new GenericMessage<>(new byte[0]), String.class)).isEqualTo("");
		assertThat((byte[]) trimming.fromMessage(hello, byte[].class)).hasSize(6);
		assertThat(this.converter.fromMessage(hello, String.class)).isEqualTo("Hello\0");
	}

	@Test
	void theUsersConvertersGoFirst() {
		SmartMessageConverter custom = ZmqMessageConverters.create(List.of(new ShoutingConverter()),
				new ZmqJsonMessageConverter(JsonMapper.builder().build()), false);
		assertThat(custom.fromMessage(new GenericMessage<>("a".getBytes()), String.class)).isEqualTo("A!");
		assertThat(custom.fromMessage(new GenericMessage<>("1".getBytes()), Integer.class)).isEqualTo(1);
		Message<?> sent = custom.toMessage("a", null);
		assertThat(sent).isNotNull();
		assertThat(sent.getPayload()).isEqualTo("A!".getBytes());
	}

	@Test
	void theUsersConverterMayMakeOneValueOfSeveralFrames() {
		SmartMessageConverter custom = ZmqMessageConverters.create(List.of(new ShoutingConverter()), null, false);
		assertThat(custom.fromMessage(new GenericMessage<>(TWO), String.class)).isEqualTo("AB!");
	}

	@Test
	void theFactoryWorksWithoutJacksonOnTheClassPath() throws Exception {
		URL[] urls = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(ZmqMessageConvertersTests::url)
			.toArray(URL[]::new);
		try (URLClassLoader withoutJackson = new WithoutJackson(urls)) {
			Class<?> factory = Class.forName(ZmqMessageConverters.class.getName(), true, withoutJackson);
			assertThat(factory.getClassLoader()).isSameAs(withoutJackson);
			assertThat(factory.getDeclaredMethods()).isNotEmpty();
			Class<?> converterType = withoutJackson.loadClass(MessageConverter.class.getName());
			assertThat(factory.getMethod("create", converterType).invoke(null, new Object[] { null })).isNotNull();
		}
	}

	private SmartMessageConverter converter() {
		return this.converter;
	}

	private @Nullable Object from(Object payload, Class<?> type) {
		Object frames = (payload instanceof String text) ? text.getBytes(StandardCharsets.UTF_8) : payload;
		return this.converter.fromMessage(new GenericMessage<>(frames), type);
	}

	private static URL url(String path) {
		try {
			return new File(path).toURI().toURL();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	record Weather(String city, int degrees) {
	}

	interface Handlers {

		void frames(List<byte[]> frames);

		void messageOfFrames(Message<List<byte[]>> message);

		void numbers(List<Integer> numbers);

	}

	private static final class ShoutingConverter implements MessageConverter {

		@Override
		public @Nullable Object fromMessage(Message<?> message, Class<?> targetClass) {
			if (targetClass != String.class) {
				return null;
			}
			StringBuilder text = new StringBuilder();
			ZmqMessage frames = (message.getPayload() instanceof ZmqMessage several) ? several
					: ZmqMessage.of((byte[]) message.getPayload());
			frames.forEach((frame) -> text.append(new String(frame).toUpperCase()));
			return text.append('!').toString();
		}

		@Override
		public @Nullable Message<?> toMessage(Object payload, @Nullable MessageHeaders headers) {
			return (payload instanceof String text) ? new GenericMessage<>((text.toUpperCase() + "!").getBytes())
					: null;
		}

	}

	private static final class WithoutJackson extends URLClassLoader {

		WithoutJackson(URL[] urls) {
			super(urls, ClassLoader.getPlatformClassLoader());
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (name.startsWith("tools.jackson.") || name.startsWith("com.fasterxml.")) {
				throw new ClassNotFoundException(name);
			}
			return super.loadClass(name, resolve);
		}

	}

}
