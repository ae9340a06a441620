package io.github.zmqspring.socket;

import java.util.List;

/**
 * Decides where the endpoints really are that a socket declares: what it binds and
 * connects instead. The socket goes on to be known by what it has declared. Put in with
 * {@link SocketSpec.Builder#endpointMapping}; it is asked when the socket opens and when
 * its endpoints change, never per message.
 * <p>
 * It is called by the thread that opens or changes the socket, which may hold the
 * socket's lock: it must not use any socket.
 */
public interface ZmqEndpointMapping {

	/**
	 * What is bound for a declared endpoint.
	 *
	 * @param endpoint what the socket says it is bound to, its port resolved
	 * @param actual what JeroMQ binds
	 */
	record Bound(ZmqEndpoint endpoint, List<ZmqEndpoint> actual) {

	}

	/**
	 * Decide what to bind.
	 * @param spec the socket
	 * @param endpoint what it declares; the port may be a wildcard the first time
	 * @return what to bind
	 * @throws io.github.zmqspring.error.ZmqBindException if it cannot be bound
	 * @throws io.github.zmqspring.error.ZmqConfigurationException if it must not be bound
	 */
	Bound bind(SocketSpec spec, ZmqEndpoint endpoint);

	/**
	 * Decide what to connect.
	 * @param spec the socket
	 * @param endpoint what it declares
	 * @return what JeroMQ connects
	 * @throws io.github.zmqspring.error.ZmqConfigurationException if it must not be
	 * connected
	 */
	ZmqEndpoint connect(SocketSpec spec, ZmqEndpoint endpoint);

	/**
	 * A connection is given up.
	 * @param spec the socket
	 * @param endpoint what it declares
	 * @return what {@link #connect} has returned
	 */
	ZmqEndpoint disconnect(SocketSpec spec, ZmqEndpoint endpoint);

	/**
	 * The socket closes, and all its endpoints with it; or it failed to open.
	 * @param spec the socket
	 */
	void closing(SocketSpec spec);

}
