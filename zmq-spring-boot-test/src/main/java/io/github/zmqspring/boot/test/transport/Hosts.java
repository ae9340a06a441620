package io.github.zmqspring.boot.test.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.util.Locale;

import io.github.zmqspring.socket.ZmqEndpoint;

/**
 * Which hosts are this machine. Names are never looked up for a connection: the hosts of
 * production need not be known where tests run.
 */
final class Hosts {

	private static final String LOCAL = "local";

	private Hosts() {
	}

	/**
	 * Return the key under which endpoints find each other: all addresses of this machine
	 * are one host, any other name is a host of its own.
	 */
	static String key(ZmqEndpoint endpoint) {
		return key(endpoint, endpoint.port());
	}

	static String key(ZmqEndpoint endpoint, int port) {
		String host = host(endpoint);
		return (isThisMachine(host) ? LOCAL : host.toLowerCase(Locale.ROOT)) + ":" + port;
	}

	/**
	 * Return whether a real socket could bind on the host. For a name the operating
	 * system is asked, with a port of its choice that is given back at once.
	 */
	static boolean canBind(ZmqEndpoint endpoint) {
		String host = host(endpoint);
		if (isThisMachine(host) || isLiteral(host)) {
			return isThisMachine(host);
		}
		try (ServerSocket probe = new ServerSocket()) {
			probe.bind(new InetSocketAddress(host, 0));
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static String host(ZmqEndpoint endpoint) {
		String host = endpoint.host();
		if (host == null) {
			throw new IllegalArgumentException(endpoint + " has no host");
		}
		return host;
	}

	private static boolean isThisMachine(String host) {
		return isWildcard(host) || host.equalsIgnoreCase("localhost") || (isLiteral(host) && isOurs(host));
	}

	private static boolean isWildcard(String host) {
		return host.equals("*") || host.equals("0.0.0.0") || host.equals("::");
	}

	private static boolean isLiteral(String host) {
		return host.indexOf(':') >= 0 || host.matches("[0-9.]+");
	}

	private static boolean isOurs(String literal) {
		try {
			InetAddress address = InetAddress.getByName(literal);
			return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
