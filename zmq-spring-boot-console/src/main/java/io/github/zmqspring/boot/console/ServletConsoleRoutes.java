package io.github.zmqspring.boot.console;

import java.net.URI;

import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
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
			.GET(page.pattern(), (request) -> serve(page, request.pathVariable("file")))
			.build();
	}

	private static ServerResponse serve(ConsolePage page, String file) {
		if (file.isEmpty()) {
			return ServerResponse.temporaryRedirect(URI.create(page.redirect())).build();
		}
		if (file.equals(ConsolePage.CONFIG)) {
			return ServerResponse.ok()
				.contentType(MediaType.APPLICATION_JSON)
				.cacheControl(CacheControl.noStore())
				.body(page.config());
		}
		Resource resource = page.find(file);
		if (resource == null) {
			return ServerResponse.notFound().build();
		}
		return ServerResponse.ok()
			.contentType(ConsolePage.mediaType(resource))
			.cacheControl(CacheControl.noCache())
			.header(ConsolePage.POLICY, page.contentSecurityPolicy())
			.body(resource);
	}

}
