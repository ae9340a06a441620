package io.github.zmqspring.boot.autoconfigure;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqEndpoint;

/**
 * Finds the endpoints of a socket that other machines can reach.
 */
final class PublicEndpoints {

	private PublicEndpoints() {
	}

	/**
	 * Return what a socket binds to anything but the loopback interface.
	 */
	static List<ZmqEndpoint> of(SocketSpec spec) {
		return spec.binds().stream().filter(PublicEndpoints::isPublic).toList();
	}

	/**
	 * A host that cannot be looked up counts as public. IPC is TCP over loopback in
	 * JeroMQ.
	 */
	static boolean isPublic(ZmqEndpoint endpoint) {
		String host = endpoint.host();
		if (host == null) {
			return false;
		}
		try {
			return host.equals("*")
					|| !Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
		}
		catch (UnknownHostException ex) {
			return true;
		}
	}

}
