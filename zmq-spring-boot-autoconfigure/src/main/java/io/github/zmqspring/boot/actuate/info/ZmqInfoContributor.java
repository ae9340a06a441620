package io.github.zmqspring.boot.actuate.info;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import io.github.zmqspring.boot.actuate.ZmqVersion;
import io.github.zmqspring.socket.EngineVersion;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.util.function.SingletonSupplier;

/**
 * Tells the versions of this library, of JeroMQ and of the wire protocol, as the Guide
 * asks of every application (chapter 1, reporting versions).
 */
public class ZmqInfoContributor implements InfoContributor {

	private final Supplier<Map<String, Object>> details;

	/**
	 * Create a contributor.
	 * @param engine asked for the versions of the engine when somebody wants to know
	 */
	public ZmqInfoContributor(Supplier<EngineVersion> engine) {
		this.details = SingletonSupplier.of(() -> details(engine.get()));
	}

	@Override
	public void contribute(Info.Builder builder) {
		builder.withDetail("zmq", this.details.get());
	}

	private static Map<String, Object> details(EngineVersion versions) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("version", ZmqVersion.get());
		details.put("jeromq", versions.jeromq());
		details.put("libzmq", versions.libzmq());
		details.put("zmtp", versions.zmtp());
		return details;
	}

}
