package io.github.zmqspring.boot.actuate.info;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.zmqspring.boot.actuate.ZmqVersion;
import io.github.zmqspring.socket.EngineVersion;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/**
 * Tells the versions of this library, of JeroMQ and of the wire protocol, as the Guide
 * asks of every application (chapter 1, reporting versions).
 */
public class ZmqInfoContributor implements InfoContributor {

	private final Map<String, Object> details;

	/**
	 * Create a contributor.
	 * @param engine the versions of the engine
	 */
	public ZmqInfoContributor(EngineVersion engine) {
		Map<String, Object> versions = new LinkedHashMap<>();
		versions.put("version", ZmqVersion.get());
		versions.put("jeromq", engine.jeromq());
		versions.put("libzmq", engine.libzmq());
		versions.put("zmtp", engine.zmtp());
		this.details = Map.copyOf(versions);
	}

	@Override
	public void contribute(Info.Builder builder) {
		builder.withDetail("zmq", this.details);
	}

}
