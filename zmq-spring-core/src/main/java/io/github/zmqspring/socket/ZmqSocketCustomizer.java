package io.github.zmqspring.socket;

/**
 * Changes the specification of sockets before they are opened, whether they come from
 * properties, from beans or from listeners. Several are applied in their order.
 */
@FunctionalInterface
public interface ZmqSocketCustomizer {

	/**
	 * Change a specification.
	 * @param name the name of the socket
	 * @param builder what is to be opened
	 */
	void customize(String name, SocketSpec.Builder builder);

}
