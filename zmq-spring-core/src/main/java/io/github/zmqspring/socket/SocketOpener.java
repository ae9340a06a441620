package io.github.zmqspring.socket;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import io.github.zmqspring.error.ZmqBindException;
import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.error.ZmqUnknownHostException;
import io.github.zmqspring.security.PeerSeal;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.ZError;
import zmq.msg.MsgAllocator;
import zmq.msg.MsgAllocatorThreshold;
import zmq.util.Errno;

/**
 * Opens a JeroMQ socket from a {@link SocketSpec}: create, configure, bind, connect, in
 * that order, so that an ephemeral port is known before anybody connects to it. What
 * fails on the way closes the socket again.
 */
final class SocketOpener {

	private static final Log logger = LogFactory.getLog(SocketOpener.class);

	/** JeroMQ's error number of this thread. */
	private static final Errno errno = new Errno();

	private static final Duration PORT_RELEASE = Duration.ofSeconds(2);

	private static final Duration PORT_RELEASE_STEP = Duration.ofMillis(2);

	/** An open socket and the endpoints it is bound to, ports resolved. */
	record Opened(EngineSocket socket, List<ZmqEndpoint> bound) {

	}

	private final ZmqContext context;

	private final SocketCounters counters;

	private final Admission admission;

	SocketOpener(ZmqContext context, SocketCounters counters) {
		this.context = context;
		this.counters = counters;
		this.admission = new Admission(context);
	}

	/**
	 * Open a socket.
	 * @param spec what to open
	 * @param boundBefore the endpoints a former opening has bound, so that an ephemeral
	 * port stays what it was; empty the first time
	 * @param monitor gets the engine's events
	 * @return the open socket
	 */
	Opened open(SocketSpec spec, List<ZmqEndpoint> boundBefore, PeerMonitor monitor) {
		boolean again = !boundBefore.isEmpty();
		List<ZmqEndpoint> binds = again ? boundBefore : spec.binds();
		ZMQ.Socket socket = this.context.createSocket(spec.type());
		try {
			socket.base().setEventHook(monitor, PeerMonitor.EVENTS);
			configure(socket, spec, monitor);
			this.admission.opening(socket, spec);
			List<ZmqEndpoint> bound = new ArrayList<>();
			for (ZmqEndpoint endpoint : binds) {
				bound.add(bind(socket, spec, endpoint, again));
			}
			SocketConfigurer.applyAfterBind(socket, spec);
			for (ZmqEndpoint endpoint : spec.connects()) {
				connectHere(socket, spec, actual(spec, endpoint));
			}
			subscribe(socket, spec);
			return new Opened(decorated(socket, spec), List.copyOf(bound));
		}
		catch (RuntimeException ex) {
			closing(spec);
			socket.setLinger(0);
			socket.close();
			closed(spec);
			throw ex;
		}
	}

	private EngineSocket decorated(ZMQ.Socket socket, SocketSpec spec) {
		PeerSeal seal = this.context.seal();
		ZmqTap tap = spec.tap();
		return (tap != null) ? new TappedEngineSocket(socket, spec, this.counters, seal, tap)
				: new EngineSocket(socket, spec, this.counters, seal);
	}

	/**
	 * A socket is about to be closed.
	 * @param spec what it is
	 */
	void closing(SocketSpec spec) {
		ZmqEndpointMapping mapping = spec.endpointMapping();
		if (mapping != null) {
			mapping.closing(spec);
		}
	}

	/**
	 * A socket is closed, and its ports are free.
	 * @param spec what it was
	 */
	void closed(SocketSpec spec) {
		this.admission.closed(spec);
	}

	/**
	 * A connection of an open socket has come up.
	 * @param channel the connection
	 * @param spec what the socket is
	 * @throws IOException if an option cannot be set, or the connection is closed already
	 */
	void connected(SocketChannel channel, SocketSpec spec) throws IOException {
		if (this.admission.check(channel, spec)) {
			SocketConfigurer.applyToChannel(channel, spec);
		}
	}

	Admission admission() {
		return this.admission;
	}

	private void configure(ZMQ.Socket socket, SocketSpec spec, PeerMonitor monitor) {
		SocketConfigurer.applyBeforeBind(socket, spec);
		if (!spec.options().isSet(ZmqOptions.LINGER) && lingersByDefault(spec)) {
			Duration linger = this.context.getOptions().linger();
			socket.setLinger(Math.toIntExact(linger.toMillis()));
		}
		Reconnects reconnects = new Reconnects(spec.name(), socket.getReconnectIVL(), socket.getReconnectIVLMax(),
				monitor.book()::revived);
		MsgAllocator allocator = (MsgAllocator) socket.base().getSocketOptx(zmq.ZMQ.ZMQ_MSG_ALLOCATOR);
		socket
			.setMsgAllocator(new FrameGuard(spec.name(), (allocator != null) ? allocator : new MsgAllocatorThreshold(),
					InboundLimits.of(spec), this.context.inboundMemory(), reconnects));
	}

	/**
	 * After the connects: into the pipe of an inproc peer that is yet to bind JeroMQ
	 * writes the subscriptions before the routing id, and later swallows the first frame,
	 * whatever it is.
	 */
	private static void subscribe(ZMQ.Socket socket, SocketSpec spec) {
		spec.topics().forEach((topic) -> TopicSubscriptions.subscribe(socket, topic));
		spec.groups().forEach(socket::join);
	}

	private static void unsubscribe(ZMQ.Socket socket, SocketSpec spec) {
		spec.topics().forEach((topic) -> TopicSubscriptions.unsubscribe(socket, topic));
		spec.groups().forEach(socket::leave);
	}

	private static boolean lingersByDefault(SocketSpec spec) {
		Duration linger = spec.effective(ZmqOptions.LINGER);
		return linger != null && !linger.isZero();
	}

	private static ZmqEndpoint bind(ZMQ.Socket socket, SocketSpec spec, ZmqEndpoint endpoint, boolean again) {
		ZmqEndpointMapping mapping = spec.endpointMapping();
		if (mapping == null) {
			return bindHere(socket, spec, endpoint, again);
		}
		ZmqEndpointMapping.Bound mapped = mapping.bind(spec, endpoint);
		ZmqEndpoint last = endpoint;
		for (ZmqEndpoint actual : mapped.actual()) {
			last = bindHere(socket, spec, actual, again);
		}
		return mapped.endpoint().isWildcardPort() ? last : mapped.endpoint();
	}

	private static ZmqEndpoint bindHere(ZMQ.Socket socket, SocketSpec spec, ZmqEndpoint endpoint, boolean again) {
		if (endpoint.transport() == ZmqTransport.IPC) {
			warnAboutIpc(spec);
		}
		long deadline = System.nanoTime() + PORT_RELEASE.toNanos();
		int code = tryBind(socket, spec, endpoint);
		while (code == ZError.EADDRINUSE && again && System.nanoTime() - deadline < 0) {
			// the port was ours: JeroMQ closes a listener some time after its socket
			if (endpoint.transport() == ZmqTransport.INPROC) {
				// JeroMQ has refused the name and registered it all the same
				socket.base().termEndpoint(endpoint.toString());
			}
			LockSupport.parkNanos(PORT_RELEASE_STEP.toNanos());
			code = tryBind(socket, spec, endpoint);
		}
		if (code != 0) {
			throw new ZmqBindException(spec.name(), endpoint.toString(), code);
		}
		if (!endpoint.isWildcardPort()) {
			return endpoint;
		}
		return ZmqEndpoint.parse((String) socket.base().getSocketOptx(zmq.ZMQ.ZMQ_LAST_ENDPOINT));
	}

	/** Bind and return JeroMQ's error number, 0 for none. */
	private static int tryBind(ZMQ.Socket socket, SocketSpec spec, ZmqEndpoint endpoint) {
		try {
			errno.set(0);
			return socket.base().bind(endpoint.toString()) ? 0 : errno.get();
		}
		catch (ZMQException ex) {
			return ex.getErrorCode();
		}
		catch (IllegalStateException | IllegalArgumentException ex) {
			throw refused(spec, "bind", endpoint, ex);
		}
	}

	/**
	 * Connect a socket that is open.
	 */
	void connect(ZMQ.Socket socket, SocketSpec spec, ZmqEndpoint endpoint) {
		ZmqEndpoint actual = actual(spec, endpoint);
		if (actual.transport() != ZmqTransport.INPROC) {
			connectHere(socket, spec, actual);
			return;
		}
		unsubscribe(socket, spec);
		try {
			connectHere(socket, spec, actual);
		}
		finally {
			subscribe(socket, spec);
		}
	}

	private static ZmqEndpoint actual(SocketSpec spec, ZmqEndpoint endpoint) {
		ZmqEndpointMapping mapping = spec.endpointMapping();
		return (mapping != null) ? mapping.connect(spec, endpoint) : endpoint;
	}

	/**
	 * End a connection; what is queued for it is dropped after the linger time.
	 */
	void disconnect(EngineSocket engine, SocketSpec spec, ZmqEndpoint endpoint) {
		ZmqEndpointMapping mapping = spec.endpointMapping();
		ZmqEndpoint actual = (mapping != null) ? mapping.disconnect(spec, endpoint) : endpoint;
		engine.unwrap().disconnect(actual.toString());
		engine.pump();
	}

	private static void connectHere(ZMQ.Socket socket, SocketSpec spec, ZmqEndpoint endpoint) {
		if (endpoint.transport() == ZmqTransport.IPC) {
			warnAboutIpc(spec);
		}
		try {
			errno.set(0);
			if (!socket.base().connect(endpoint.toString())) {
				throw notConnected(spec, endpoint, errno.get());
			}
			if (endpoint.transport() == ZmqTransport.INPROC) {
				// a command for the peer that is yet to bind is in our own mailbox: if it
				// were still there when the peer binds, two threads would use its pipe
				socket.base().getSocketOpt(zmq.ZMQ.ZMQ_EVENTS);
			}
		}
		catch (ZMQException ex) {
			throw notConnected(spec, endpoint, ex.getErrorCode());
		}
		catch (IllegalStateException | IllegalArgumentException ex) {
			throw refused(spec, "connect", endpoint, ex);
		}
	}

	private static ZmqConfigurationException notConnected(SocketSpec spec, ZmqEndpoint endpoint, int code) {
		return (code == ZError.EADDRNOTAVAIL) ? new ZmqUnknownHostException(spec.name(), endpoint.toString())
				: refused(spec, "connect", endpoint, new IllegalStateException(EngineSocket.describe(code)));
	}

	private static ZmqConfigurationException refused(SocketSpec spec, String property, ZmqEndpoint endpoint,
			RuntimeException ex) {
		return ZmqConfigurationException.forSocket(spec.name(), property, endpoint,
				"JeroMQ refuses it: " + ex.getMessage(), "Correct the endpoint or the socket's security options");
	}

	private static void warnAboutIpc(SocketSpec spec) {
		logger.warn("Socket '" + spec.name() + "' uses ipc, which JeroMQ imitates over TCP on a port it derives from "
				+ "the name: no file, no file permissions, and no peer other than JeroMQ can reach it. "
				+ "Use tcp://127.0.0.1:port to talk to other languages");
	}

}
