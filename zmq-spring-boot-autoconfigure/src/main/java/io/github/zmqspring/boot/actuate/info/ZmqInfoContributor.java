package io.github.zmqspring.boot.actuate.info;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import io.github.zmqspring.boot.actuate.ZmqVersion;
import io.github.zmqspring.socket.EngineVersion;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/**
 * Tells the versions of this library, of JeroMQ and of the wire protocol, as the Guide
 * asks of every application (chapter 1, reporting versions).
 */
public class ZmqInfoContributor implements InfoContributor {

	private final Supplier<EngineVersion> engine;

	/**
	 * Create a contributor.
	 * @param engine asked for the versions of the engine each time
	 */
	public ZmqInfoContributor(Supplier<EngineVersion> engine) {
		this.engine = engine;
	}

	@Override
	public void contribute(Info.Builder builder) {
		EngineVersion versions = this.engine.get();
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("version", ZmqVersion.get());
		details.put("jeromq", versions.jeromq());
		details.put("libzmq", versions.libzmq());
		details.put("zmtp", versions.zmtp());
		builder.withDetail("zmq", details);
	}

}
