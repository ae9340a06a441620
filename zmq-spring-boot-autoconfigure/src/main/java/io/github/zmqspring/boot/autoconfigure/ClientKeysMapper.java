package io.github.zmqspring.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.zmqspring.boot.security.ClientKeys;
import io.github.zmqspring.boot.security.CurveKeyReader;
import io.github.zmqspring.boot.security.KeyMaterialException;
import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.security.CurveKey;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ResourceLoader;

/**
 * Reads the keys of the clients that may enter.
 */
class ClientKeysMapper {

	private final CurveKeyReader reader;

	private final ResourceLoader resources;

	ClientKeysMapper(CurveKeyReader reader, ResourceLoader resources) {
		this.reader = reader;
		this.resources = resources;
	}

	/**
	 * Read keys and the directory for the first time.
	 * @param property the property that holds all of them, relative to {@code zmq}
	 */
	ClientKeys map(String property, ClientKeysProperties properties) {
		Map<String, CurveKey> keys = new LinkedHashMap<>();
		properties.keys().forEach((name, text) -> keys.put(name, key(property + ".keys." + name, text)));
		String location = properties.directory();
		ClientKeys clients = new ClientKeys(keys,
				(location != null) ? directory(property + ".directory", location) : null, properties.reloadOnUpdate(),
				this.reader);
		try {
			clients.load();
		}
		catch (KeyMaterialException ex) {
			throw refused(property + ((ex.getLocation() != null) ? ".directory" : ".keys"), ex);
		}
		return clients;
	}

	private CurveKey key(String property, String text) {
		try {
			return this.reader.publicKey(text);
		}
		catch (KeyMaterialException ex) {
			throw refused(property, ex);
		}
	}

	private Path directory(String property, String location) {
		try {
			return this.resources.getResource(location).getFile().toPath();
		}
		catch (IOException ex) {
			throw PropertyChecks.refused(property, location, "it is no directory of a file system",
					"Set a path, or a location with file: in front.");
		}
	}

	private static ZmqConfigurationException refused(String property, KeyMaterialException ex) {
		@Nullable Object location = ex.getLocation();
		return PropertyChecks.refused(property, (location != null) ? location : "(hidden)", ex.getReason(),
				ex.getAction());
	}

}
