package io.github.zmqspring.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * Who may enter the sockets of one domain: {@code zmq.security.domains.<name>.*}. What is
 * not set is as it is for all domains.
 *
 * @param clients Which CURVE clients may enter, instead of zmq.security.clients.
 * @param plain Which PLAIN clients may enter, instead of zmq.security.plain.
 * @param addresses From where peers may enter, instead of zmq.security.addresses.
 */
public record SecurityDomainProperties(@Nullable ClientKeysProperties clients, @Nullable PlainUsersProperties plain,
		@Nullable AddressProperties addresses) {

}
