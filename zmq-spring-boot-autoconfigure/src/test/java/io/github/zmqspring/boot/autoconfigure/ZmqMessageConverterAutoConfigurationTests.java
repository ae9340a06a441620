package io.github.zmqspring.boot.autoconfigure;

import java.nio.charset.StandardCharsets;

import io.github.zmqspring.message.ZmqJsonMessageConverter;
import io.github.zmqspring.message.ZmqMessageConverters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.AbstractMessageConverter;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.converter.SimpleMessageConverter;
import org.springframework.messaging.converter.SmartMessageConverter;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.util.MimeTypeUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZmqMessageConverterAutoConfiguration}.
 */
class ZmqMessageConverterAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(ZmqAutoConfiguration.class, ZmqMessageConverterAutoConfiguration.class));

	private final ApplicationContextRunner withJackson = this.contextRunner
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class));

	@Test
	void whenThereIsAJsonMapperObjectsAreConvertedWithIt() {
		this.withJackson.withPropertyValues("spring.jackson.property-naming-strategy=SNAKE_CASE").run((context) -> {
			assertThat(context).hasSingleBean(ZmqJsonMessageConverter.class);
			assertThat(write(context, new Task("a b"))).isEqualTo("{\"long_name\":\"a b\"}");
			assertThat(read(context, "{\"long_name\":\"x\"}", Task.class)).isEqualTo(new Task("x"));
		});
	}

	@Test
	void whenThereIsAJsonMapperOfTheApplicationItIsUsed() {
		this.withJackson
			.withBean(JsonMapper.class,
					() -> JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE).build())
			.run((context) -> assertThat(write(context, new Task("a"))).isEqualTo("{\"long-name\":\"a\"}"));
	}

	@Test
	void whenThereIsNoJsonMapperOnlySimpleTypesAreConverted() {
		this.contextRunner.run((context) -> {
			assertThat(context).doesNotHaveBean(ZmqJsonMessageConverter.class);
			assertThat(write(context, "text")).isEqualTo("text");
			assertThat(converter(context).toMessage(new Task("a"), null)).isNull();
		});
	}

	@Test
	void whenJacksonIsMissingOnlySimpleTypesAreConverted() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("tools.jackson", "org.springframework.boot.jackson"))
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean("zmqJsonMessageConverter");
				assertThat(read(context, "text", String.class)).isEqualTo("text");
			});
	}

	@Test
	void whenAStrayMessageConverterIsThereItIsLeftAlone() {
		this.withJackson.withBean(Shouting.class, () -> new Shouting("!")).run((context) -> {
			assertThat(write(context, "text")).isEqualTo("text");
			assertThat(context.getBeanProvider(MessageConverter.class).getObject()).isInstanceOf(Shouting.class);
		});
	}

	@Test
	void qualifiedConvertersComeFirstInTheirOrder() {
		this.withJackson.withUserConfiguration(Converters.class)
			.run((context) -> assertThat(write(context, "text")).isEqualTo("TEXT!"));
	}

	@Test
	void nulAtTheEndIsKeptUnlessAskedFor() {
		this.contextRunner.run((context) -> assertThat(read(context, "text\0", String.class)).isEqualTo("text\0"));
		this.contextRunner.withPropertyValues("zmq.strings.trim-nul=true")
			.run((context) -> assertThat(read(context, "text\0", String.class)).isEqualTo("text"));
	}

	@Test
	void theConverterIsTheCoresOwnSoThatPlainPayloadsNeedNotAskIt() {
		this.withJackson.run((context) -> {
			assertThat(ZmqMessageConverters.readsPlainly(converter(context))).isTrue();
			assertThat(ZmqMessageConverters.matcher(converter(context))).isNotNull();
		});
	}

	@Test
	void whenThereIsAConverterOfTheWellKnownNameBacksOff() {
		this.withJackson.withBean("zmqMessageConverter", SimpleMessageConverter.class)
			.run((context) -> assertThat(context.getBean("zmqMessageConverter"))
				.isInstanceOf(SimpleMessageConverter.class));
	}

	@Test
	void whenThereIsAJsonConverterOfTheWellKnownNameBacksOff() {
		this.withJackson.withBean("zmqJsonMessageConverter", Shouting.class, () -> new Shouting("?")).run((context) -> {
			assertThat(context).doesNotHaveBean(ZmqJsonMessageConverter.class);
			assertThat(write(context, new StringBuilder("object"))).isEqualTo("OBJECT?");
		});
	}

	@Test
	void whenDisabledBacksOff() {
		this.withJackson.withPropertyValues("zmq.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("zmqMessageConverter"));
	}

	private static SmartMessageConverter converter(ApplicationContext context) {
		return context.getBean("zmqMessageConverter", SmartMessageConverter.class);
	}

	private static String write(ApplicationContext context, Object payload) {
		Message<?> message = converter(context).toMessage(payload, null);
		assertThat(message).isNotNull();
		return new String((byte[]) message.getPayload(), StandardCharsets.UTF_8);
	}

	private static @Nullable Object read(ApplicationContext context, String payload, Class<?> type) {
		return converter(context).fromMessage(new GenericMessage<>(payload.getBytes(StandardCharsets.UTF_8)), type);
	}

	record Task(String longName) {

	}

	@Configuration(proxyBeanMethods = false)
	static class Converters {

		@Bean
		@ZmqConverter
		@Order(2)
		Shouting second() {
			return new Shouting("?");
		}

		@Bean
		@ZmqConverter
		@Order(1)
		Shouting first() {
			return new Shouting("!");
		}

	}

	/**
	 * Takes everything, like converters that do not know of others.
	 */
	static class Shouting extends AbstractMessageConverter {

		private final String end;

		Shouting(String end) {
			super(MimeTypeUtils.ALL);
			this.end = end;
		}

		@Override
		protected boolean supports(Class<?> type) {
			return true;
		}

		@Override
		protected Object convertToInternal(Object payload, @Nullable MessageHeaders headers, @Nullable Object hint) {
			return (payload.toString().toUpperCase(java.util.Locale.ROOT) + this.end).getBytes(StandardCharsets.UTF_8);
		}

	}

}
