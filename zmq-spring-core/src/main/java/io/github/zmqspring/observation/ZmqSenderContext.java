package io.github.zmqspring.observation;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocketType;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.Propagator;
import io.micrometer.observation.transport.SenderContext;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a message that is sent. The carrier takes up the headers that carry
 * the trace; they travel if the socket has headers. Written by the sending thread.
 */
public abstract class ZmqSenderContext extends SenderContext<Map<String, String>> {

	private static final Propagator.Setter<Map<String, String>> SETTER = (carrier, name, value) -> {
		if (carrier != null) {
			carrier.put(name, value);
		}
	};

	private final String socketName;

	private final ZmqSocketType socketType;

	private final Map<String, String> traceHeaders = new LinkedHashMap<>(4);

	private long size = -1;

	private boolean sent = true;

	ZmqSenderContext(SocketSpec socket, Kind kind) {
		super(SETTER, kind);
		this.socketName = socket.name();
		this.socketType = socket.type();
		setCarrier(this.traceHeaders);
	}

	/**
	 * Return the name of the socket.
	 * @return the name
	 */
	public String getSocketName() {
		return this.socketName;
	}

	/**
	 * Return the type of the socket.
	 * @return the type
	 */
	public ZmqSocketType getSocketType() {
		return this.socketType;
	}

	/**
	 * Return the headers that carry the trace.
	 * @return the headers, empty before the observation starts and if nothing traces
	 */
	public Map<String, String> getTraceHeaders() {
		return this.traceHeaders;
	}

	/**
	 * Return the size of the message.
	 * @return the bytes of all its frames, or {@code null} if it was not laid out
	 */
	public @Nullable Long getSize() {
		return (this.size >= 0) ? this.size : null;
	}

	/**
	 * Set the size of the message.
	 * @param size the bytes of all its frames
	 */
	public void setSize(long size) {
		this.size = size;
	}

	/**
	 * Return whether the message was taken by the socket.
	 * @return {@code false} if there was no room for it and nobody was told by an
	 * exception
	 */
	public boolean isSent() {
		return this.sent;
	}

	/**
	 * Set whether the message was taken by the socket.
	 * @param sent whether it was
	 */
	public void setSent(boolean sent) {
		this.sent = sent;
	}

}
