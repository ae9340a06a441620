package io.github.zmqspring.template;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

import io.github.zmqspring.message.ZmqJsonMessageConverter;
import io.github.zmqspring.message.ZmqMessageConverters;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.StartupFailurePolicy;
import io.github.zmqspring.socket.ZmqContext;
import io.github.zmqspring.socket.ZmqContextOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import tools.jackson.databind.json.JsonMapper;

/**
 * A running registry with a template.
 */
final class TemplateFixture implements AutoCloseable {

	static final String ANY_PORT = "tcp://127.0.0.1:*";

	static final Duration LONG = Duration.ofSeconds(60);

	final ZmqSocketRegistry registry;

	final ZmqTemplate template;

	TemplateFixture() {
		this(ZmqRequestOptions.DEFAULTS);
	}

	TemplateFixture(ZmqRequestOptions options) {
		this.registry = new ZmqSocketRegistry(new ZmqContext(ZmqContextOptions.DEFAULTS), StartupFailurePolicy.FAIL,
				List.of(), (event) -> {
				});
		this.template = new ZmqTemplate(this.registry,
				ZmqMessageConverters.create(new ZmqJsonMessageConverter(JsonMapper.builder().build())), options);
		this.registry.start();
	}

	ZmqSocket open(String name, ZmqSocketType type, UnaryOperator<SocketSpec.Builder> spec) {
		return this.registry.register(spec.apply(SocketSpec.of(name, type)).build());
	}

	ZmqSocket bind(String name, ZmqSocketType type) {
		return open(name, type, (spec) -> spec.bind(ANY_PORT));
	}

	ZmqSocket connect(String name, ZmqSocketType type, String endpoint) {
		return open(name, type, (spec) -> spec.connect(endpoint));
	}

	ZmqSocket connect(String name, ZmqSocketType type, ZmqSocket bound) {
		return connect(name, type, endpoint(bound));
	}

	/** Connect a socket for requests, and see to it that the connection is up. */
	ZmqSocket connect(String name, ZmqSocketType type, RawPeer server) {
		return warmUp(connect(name, type, server.endpoint()));
	}

	ZmqSocket warmUp(ZmqSocket requester) {
		this.template.request(requester.name(), RawPeer.WARM_UP, String.class, LONG);
		return requester;
	}

	static String endpoint(ZmqSocket bound) {
		return bound.boundEndpoints().get(0).toString();
	}

	@Override
	public void close() throws Exception {
		this.template.destroy();
		this.registry.stop();
	}

}
