package io.github.zmqspring.boot.console;

import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * The page in a reactive application.
 */
final class ReactiveConsoleRoutes {

	private ReactiveConsoleRoutes() {
	}

	static RouterFunction<ServerResponse> of(ConsolePage page) {
		return RouterFunctions.route()
			.GET(page.pattern(), (request) -> response(page.answer(request.pathVariable("file"))))
			.build();
	}

	private static Mono<ServerResponse> response(ConsolePage.Answer answer) {
		ServerResponse.BodyBuilder response = ServerResponse.status(answer.status())
			.headers((headers) -> headers.putAll(answer.headers()));
		return (answer.body() != null) ? response.bodyValue(answer.body()) : response.build();
	}

}
