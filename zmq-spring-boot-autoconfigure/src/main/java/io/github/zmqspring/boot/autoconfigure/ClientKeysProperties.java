package io.github.zmqspring.boot.autoconfigure;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which CURVE clients may enter.
 *
 * @param keys Public keys in Z85, or the locations of files with them, by the names of
 * the clients, which become their user ids.
 * @param directory Directory with the certificate files of clients, *.key, whose names
 * become the user ids.
 * @param reloadOnUpdate Whether the directory is read again when it changes.
 * @param any Whether every client may enter that has the server's public key.
 */
public record ClientKeysProperties(@DefaultValue Map<String, String> keys, @Nullable String directory,
		@DefaultValue("true") boolean reloadOnUpdate, @DefaultValue("false") boolean any) {

}
