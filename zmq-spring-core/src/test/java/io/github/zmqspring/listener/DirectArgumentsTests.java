package io.github.zmqspring.listener;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.zmqspring.message.ZmqHeaders;
import io.github.zmqspring.message.ZmqJsonMessageConverter;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqMessageConverters;
import io.github.zmqspring.message.ZmqParts;
import io.github.zmqspring.observation.ZmqObservations;
import io.github.zmqspring.socket.ZmqSocketType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.format.support.DefaultFormattingConversionService;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.SmartMessageConverter;
import org.springframework.messaging.converter.StringMessageConverter;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolverComposite;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The short way to the arguments of a method leads where the long way leads.
 */
class DirectArgumentsTests {

	private static final String FORTY_TWO = "{\"number\":42}";

	static final List<ZmqParts> MESSAGES = List.of(message(Map.of(), FORTY_TWO), message(Map.of(), "no JSON"),
			message(Map.of(), ""), message(Map.of(), "null"), message(Map.of(), FORTY_TWO, FORTY_TWO),
			message(Map.of("source", "nyc", "count", "7"), FORTY_TWO), message(Map.of("source", ""), FORTY_TWO),
			message(Map.of("source", "nyc", "count", "many"), FORTY_TWO));

	private final SmartMessageConverter converter = ZmqMessageConverters
		.create(new ZmqJsonMessageConverter(JsonMapper.builder().build()));

	private final SpringMessages messages = new SpringMessages("in", ZmqSocketType.PULL);

	private final Handlers handlers = new Handlers();

	private static ZmqParts message(Map<String, String> headers, String... frames) {
		return new ZmqParts(null, null, null, headers, ZmqMessage.ofStrings(frames));
	}

	static Stream<Method> direct() {
		return methods(Handlers.class);
	}

	static Stream<Method> resolved() {
		return methods(OnlyResolved.class);
	}

	private static Stream<Method> methods(Class<?> type) {
		return Arrays.stream(type.getDeclaredMethods()).filter((method) -> !method.isSynthetic());
	}

	@ParameterizedTest
	@MethodSource("direct")
	void bothWaysLeadToTheSame(Method method) {
		HandlerMethodArgumentResolverComposite resolvers = resolvers();
		ListenerMethod listenerMethod = new ListenerMethod(this.handlers, method, resolvers);
		MethodInvoker longWay = new MethodInvoker(listenerMethod, this.messages, "out");
		DirectArguments arguments = DirectArguments.of(listenerMethod, resolvers, this.converter);
		assertThat(arguments).isNotNull();
		DirectInvoker shortWay = new DirectInvoker(this.handlers, method, arguments, this.messages, longWay);
		for (ZmqParts parts : MESSAGES) {
			Received received = new Received(parts.payload(), parts);
			assertThat(outcome(shortWay, received)).as("%s for %s", method.getName(), parts)
				.isEqualTo(outcome(longWay, received));
		}
		assertThat(shortWay.sendTo()).isEqualTo("out");
		assertThat(shortWay.resultType()).isEqualTo(longWay.resultType());
	}

	@ParameterizedTest
	@MethodSource("resolved")
	void whatIsOnlyKnownWithTheMessageIsLeftToTheResolvers(Method method) {
		HandlerMethodArgumentResolverComposite resolvers = resolvers();
		ListenerMethod listenerMethod = new ListenerMethod(new OnlyResolved<>(), method, resolvers);
		assertThat(DirectArguments.of(listenerMethod, resolvers, this.converter)).isNull();
	}

	@Test
	void aMessageThatHasAllArgumentsTakesTheShortWay() {
		HandlerMethodArgumentResolverComposite resolvers = resolvers();
		Method method = ReflectionUtils.findMethod(Handlers.class, "jsonAndHeader", (Class<?>[]) null);
		DirectArguments arguments = DirectArguments.of(new ListenerMethod(this.handlers, method, resolvers), resolvers,
				this.converter);
		assertThat(arguments).isNotNull();
		ZmqParts parts = message(Map.of("source", "nyc"), FORTY_TWO);
		assertThat(arguments.read(new Received(parts.payload(), parts), this.messages)).containsExactly(new Answer(42),
				"nyc");
	}

	@ParameterizedTest
	@FieldSource("CONVERTERS")
	void whereTheUserConvertsNothingIsDirect(SmartMessageConverter theirs) {
		HandlerMethodArgumentResolverComposite resolvers = ArgumentResolvers.create(theirs, support(null), List.of());
		Method method = ReflectionUtils.findMethod(Handlers.class, "json", (Class<?>[]) null);
		ListenerMethod listenerMethod = new ListenerMethod(this.handlers, method, resolvers);
		assertThat(DirectArguments.of(listenerMethod, resolvers, theirs)).isNull();
	}

	static final List<SmartMessageConverter> CONVERTERS = List.of(
			ZmqMessageConverters.create(List.of(new StringMessageConverter()),
					new ZmqJsonMessageConverter(JsonMapper.builder().build()), false),
			ZmqMessageConverters.create(new ZmqJsonMessageConverter(JsonMapper.builder().build()) {
			}), ZmqMessageConverters.create(null));

	private HandlerMethodArgumentResolverComposite resolvers() {
		return ArgumentResolvers.create(this.converter, support(new GenericApplicationContext().getBeanFactory()),
				List.of());
	}

	private static ListenerSupport support(@Nullable BeanFactory beanFactory) {
		return new ListenerSupport(null, beanFactory, new DefaultFormattingConversionService(), false,
				ZmqObservations.NONE);
	}

	private static String outcome(Invoker invoker, Received received) {
		try {
			return String.valueOf(invoker.invoke(received));
		}
		catch (Throwable ex) {
			return ex + ", " + ex.getCause();
		}
	}

	record Answer(int number) {

	}

	@SuppressWarnings("unused")
	static final class Handlers {

		Object json(Answer answer) {
			return answer;
		}

		Object jsonOrNothing(@Payload(required = false) @Nullable Answer answer) {
			return String.valueOf(answer);
		}

		Object jsonAsMap(Map<String, Integer> answer) {
			return answer;
		}

		Object jsonAndHeader(Answer answer, @Header String source) {
			return source + answer;
		}

		Object bytesAndFrames(byte[] payload, @Header(ZmqHeaders.FRAME_COUNT) int frames) {
			return new String(payload, StandardCharsets.UTF_8) + frames;
		}

		Object allFramesAndSocket(ZmqMessage payload, @Header(ZmqHeaders.SOCKET) String socket) {
			return socket + payload;
		}

		Object wholeMessage(Message<byte[]> message, @Header(required = false) @Nullable String source,
				@Header("count") int count) {
			return count + source + new String(message.getPayload(), StandardCharsets.UTF_8) + message.getHeaders();
		}

		Object anyMessage(Message<?> message) {
			return message.getPayload().getClass() + message.getHeaders().toString();
		}

		Object messageOfJson(Message<Answer> message) {
			return message.getPayload() + message.getHeaders().toString();
		}

		Object optionalHeader(String payload, @Header("source") Optional<String> source) {
			return payload + source;
		}

		void nothing(Answer answer) {
		}

		private static Object hiddenAndStatic(Answer answer) {
			return answer;
		}

	}

	@SuppressWarnings("unused")
	static final class OnlyResolved<T> {

		void noArguments() {
		}

		void allHeaders(Answer answer, @Headers Map<String, Object> headers) {
		}

		void headers(Answer answer, MessageHeaders headers) {
		}

		void placeholder(Answer answer, @Header("${name}") String source) {
		}

		void orElse(Answer answer, @Header(name = "source", defaultValue = "home") String source) {
		}

		void expression(@Payload("number") int number) {
		}

		void variable(T value) {
		}

		void object(Object value) {
		}

		void text(CharSequence value) {
		}

		void frames(List<?> value) {
		}

		void maybe(Optional<Answer> value) {
		}

	}

}
