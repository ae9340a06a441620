package io.github.zmqspring.observation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.zmqspring.message.HeaderPolicy;
import io.github.zmqspring.message.WireFormat;
import io.github.zmqspring.message.WireFormatException;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqParts;

/**
 * How a trace crosses the wire: in the header frame, where a socket has one. Pure.
 */
public final class TraceHeaders {

	/**
	 * The headers that travel through an observed socket, whatever its lists say: those
	 * of W3C and of B3.
	 */
	public static final List<String> NAMES = List.of("traceparent", "tracestate", "baggage", "b3", "X-B3-TraceId",
			"X-B3-SpanId", "X-B3-ParentSpanId", "X-B3-Sampled", "X-B3-Flags");

	private TraceHeaders() {
	}

	/**
	 * Return the layout of an observed socket.
	 * @param format the layout of the socket
	 * @return the same, with {@link #NAMES} on both lists if there is a header frame
	 */
	static WireFormat allowedIn(WireFormat format) {
		HeaderPolicy policy = format.headers();
		return (policy != null) ? format.withHeaders(policy.allowingAlso(NAMES)) : format;
	}

	/**
	 * Lay a message out with the headers that carry its trace. They replace those of a
	 * message that is passed on, and are left out where there is no header frame or no
	 * room for them: a message never fails because it is traced.
	 * @param format the layout
	 * @param parts the message
	 * @param trace the headers
	 * @return the frames
	 * @throws WireFormatException if the message cannot be laid out
	 */
	public static ZmqMessage encode(WireFormat format, ZmqParts parts, Map<String, String> trace) {
		if (trace.isEmpty() || format.headers() == null) {
			return format.encode(parts);
		}
		Map<String, String> headers = new LinkedHashMap<>(parts.headers());
		headers.putAll(trace);
		try {
			return format.encode(parts.withHeaders(headers));
		}
		catch (WireFormatException ex) {
			return format.encode(parts);
		}
	}

}
