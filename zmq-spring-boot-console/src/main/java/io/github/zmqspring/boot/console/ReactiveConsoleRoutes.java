package io.github.zmqspring.boot.console;

import java.net.URI;

import reactor.core.publisher.Mono;

import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
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
			.GET(page.pattern(), (request) -> serve(page, request.pathVariable("file")))
			.build();
	}

	private static Mono<ServerResponse> serve(ConsolePage page, String file) {
		if (file.isEmpty()) {
			return ServerResponse.temporaryRedirect(URI.create(page.redirect())).build();
		}
		if (file.equals(ConsolePage.CONFIG)) {
			return ServerResponse.ok()
				.contentType(MediaType.APPLICATION_JSON)
				.cacheControl(CacheControl.noStore())
				.bodyValue(page.config());
		}
		Resource resource = page.find(file);
		if (resource == null) {
			return ServerResponse.notFound().build();
		}
		return ServerResponse.ok()
			.contentType(ConsolePage.mediaType(resource))
			.cacheControl(CacheControl.noCache())
			.header(ConsolePage.POLICY, page.contentSecurityPolicy())
			.bodyValue(resource);
	}

}
