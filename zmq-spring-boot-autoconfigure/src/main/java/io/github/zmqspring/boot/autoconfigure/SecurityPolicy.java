package io.github.zmqspring.boot.autoconfigure;

import io.github.zmqspring.security.ZmqAuthenticator;
import org.jspecify.annotations.Nullable;

/**
 * What the properties say about who may enter the sockets of one domain.
 *
 * @param addresses decides by the address, or {@code null} if peers may come from
 * everywhere
 * @param limited whether there is a list of addresses that are allowed
 * @param curve decides about CURVE clients, or {@code null} if no key is declared
 * @param plain decides about PLAIN clients, or {@code null} if no user is declared
 */
record SecurityPolicy(@Nullable ZmqAuthenticator addresses, boolean limited, @Nullable ZmqAuthenticator curve,
		@Nullable ZmqAuthenticator plain) {

}
