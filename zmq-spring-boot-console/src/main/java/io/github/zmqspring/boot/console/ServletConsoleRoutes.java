package io.github.zmqspring.boot.console;

import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The page in a servlet application.
 */
final class ServletConsoleRoutes {

	private ServletConsoleRoutes() {
	}

	static RouterFunction<ServerResponse> of(ConsolePage page) {
		return RouterFunctions.route()
			.GET(page.pattern(), (request) -> response(page.answer(request.pathVariable("file"))))
			.build();
	}

	private static ServerResponse response(ConsolePage.Answer answer) {
		ServerResponse.BodyBuilder response = ServerResponse.status(answer.status())
			.headers((headers) -> headers.putAll(answer.headers()));
		return (answer.body() != null) ? response.body(answer.body()) : response.build();
	}

}
