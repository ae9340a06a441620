package io.github.zmqspring.error;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A message is addressed to a peer that the socket does not know: it never was there, or
 * it is gone (RFC 28 for ROUTER, RFC 41 for SERVER; {@code EHOSTUNREACH}).
 */
@SuppressWarnings("serial")
public class ZmqUnroutableException extends ZmqSendException {

	private final byte[] routingId;

	/**
	 * Create an exception for a ROUTER or STREAM socket.
	 * @param socketName the name of the socket
	 * @param routingId the routing id of the unknown peer (copied)
	 */
	public ZmqUnroutableException(String socketName, byte[] routingId) {
		super(socketName, describe(socketName, print(routingId)));
		this.routingId = routingId.clone();
	}

	/**
	 * Create an exception for a SERVER or PEER socket.
	 * @param socketName the name of the socket
	 * @param routingId the 32-bit routing id of the unknown peer
	 */
	public ZmqUnroutableException(String socketName, int routingId) {
		super(socketName, describe(socketName, Integer.toUnsignedString(routingId)));
		this.routingId = ByteBuffer.allocate(Integer.BYTES).putInt(routingId).array();
	}

	/**
	 * Return the routing id of the unknown peer.
	 * @return a copy of the bytes; four bytes in network order for SERVER and PEER
	 */
	public byte[] getRoutingId() {
		return this.routingId.clone();
	}

	private static String describe(String socketName, String routingId) {
		return "Socket '" + socketName + "' has no peer with routing id " + routingId;
	}

	private static String print(byte[] routingId) {
		boolean text = routingId.length > 0;
		for (byte b : routingId) {
			text &= (b > ' ' && b <= '~');
		}
		return text ? "'" + new String(routingId, StandardCharsets.US_ASCII) + "'"
				: "0x" + HexFormat.of().withUpperCase().formatHex(routingId);
	}

}
