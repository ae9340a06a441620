package io.github.zmqspring.listener;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

class ResultTypeTests {

	interface Methods {

		void nothing();

		Void boxedNothing();

		String value();

		List<String> list();

		Object anything();

		CompletableFuture<String> future();

		CompletionStage<Void> futureOfNothing();

		Mono<String> mono();

		Mono<Void> monoOfNothing();

		Flux<String> flux();

	}

	private static ResultType of(String method) {
		return ResultType.of(ReflectionUtils.findMethod(Methods.class, method));
	}

	@Test
	void whenNothingIsReturnedThereIsNoResult() {
		assertThat(of("nothing")).isEqualTo(ResultType.NONE);
		assertThat(of("boxedNothing")).isEqualTo(ResultType.NONE);
	}

	@Test
	void whenAValueIsReturnedNothingIsUnknown() {
		assertThat(of("value")).isEqualTo(new ResultType(true, false, false, false));
		assertThat(of("list")).isEqualTo(new ResultType(true, false, false, false));
		assertThat(of("anything")).isEqualTo(ResultType.ANY);
	}

	@Test
	void whenAFutureIsReturnedTheResultComesLater() {
		assertThat(of("future")).isEqualTo(new ResultType(true, true, false, true));
		assertThat(of("futureOfNothing")).isEqualTo(new ResultType(false, true, false, true));
		assertThat(of("mono")).isEqualTo(new ResultType(true, true, false, true));
		assertThat(of("monoOfNothing")).isEqualTo(new ResultType(false, true, false, true));
		assertThat(of("flux")).isEqualTo(new ResultType(true, true, true, true));
	}

}
