package io.github.zmqspring.security;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A ZAP request as it came (RFC 27), and the replies to it:
 *
 * <pre>
 * request   [routing id][][1.0][id][domain][address][identity][mechanism][credentials...]
 * reply     [routing id][][1.0][id][status][text][user id][metadata]
 * </pre>
 *
 * The sockets of this library put their name behind the domain, after a line feed.
 */
final class ZapMessage {

	private static final byte[] EMPTY = new byte[0];

	private static final byte[] VERSION = { '1', '.', '0' };

	private static final char NAME_FOLLOWS = '\n';

	private static final int ROUTING_ID = 0;

	private static final int DELIMITER = 1;

	private static final int REQUEST_VERSION = 2;

	private static final int REQUEST_ID = 3;

	private static final int DOMAIN = 4;

	private static final int ADDRESS = 5;

	private static final int IDENTITY = 6;

	private static final int MECHANISM = 7;

	private static final int CREDENTIALS = 8;

	private final List<byte[]> frames;

	ZapMessage(List<byte[]> frames) {
		this.frames = frames;
	}

	/**
	 * Return what a socket's {@code zap-domain} is for JeroMQ.
	 * @param domain the domain
	 * @param socketName the name of the socket
	 * @return both
	 */
	static String domain(String domain, String socketName) {
		return domain + NAME_FOLLOWS + socketName;
	}

	/** Whether a reply would reach anybody who understands it. */
	boolean hasReturnAddress() {
		return this.frames.size() > REQUEST_ID && this.frames.get(DELIMITER).length == 0;
	}

	/**
	 * Read the request.
	 * @return the request, or {@code null} if it is none
	 */
	@Nullable ZmqAuthenticationRequest request() {
		if (this.frames.size() < CREDENTIALS || !text(REQUEST_VERSION).equals("1.0")) {
			return null;
		}
		String address = text(ADDRESS);
		ZmqAuthenticationRequest.Builder builder = switch (text(MECHANISM)) {
			case "NULL" -> ZmqAuthenticationRequest.ofNull(address);
			case "PLAIN" -> plain(address);
			case "CURVE" -> curve(address);
			default -> null;
		};
		if (builder == null) {
			return null;
		}
		String domain = text(DOMAIN);
		int end = domain.lastIndexOf(NAME_FOLLOWS);
		return builder.domain((end < 0) ? domain : domain.substring(0, end))
			.socketName((end < 0) ? null : domain.substring(end + 1))
			.routingId(this.frames.get(IDENTITY))
			.build();
	}

	private ZmqAuthenticationRequest.@Nullable Builder plain(String address) {
		if (this.frames.size() != CREDENTIALS + 2) {
			return null;
		}
		try {
			return ZmqAuthenticationRequest.ofPlain(address, utf8(CREDENTIALS), utf8(CREDENTIALS + 1));
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

	private ZmqAuthenticationRequest.@Nullable Builder curve(String address) {
		boolean key = this.frames.size() == CREDENTIALS + 1 && this.frames.get(CREDENTIALS).length == CurveKey.LENGTH;
		return key ? ZmqAuthenticationRequest.ofCurve(address, CurveKey.of(this.frames.get(CREDENTIALS))) : null;
	}

	private String text(int frame) {
		return new String(this.frames.get(frame), StandardCharsets.UTF_8);
	}

	/** Malformed text must not become the text of somebody else. */
	private String utf8(int frame) throws CharacterCodingException {
		return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(this.frames.get(frame))).toString();
	}

	/**
	 * Make the reply.
	 * @param status the status
	 * @param userId the user id, or {@code null}
	 * @param metadata properties of the connection
	 * @return the frames
	 */
	List<byte[]> reply(ZapStatus status, @Nullable String userId, byte[] metadata) {
		return List.of(this.frames.get(ROUTING_ID), EMPTY, VERSION, this.frames.get(REQUEST_ID),
				String.valueOf(status.code()).getBytes(StandardCharsets.US_ASCII), EMPTY,
				(userId != null) ? userId.getBytes(StandardCharsets.UTF_8) : EMPTY, metadata);
	}

	/** A refusal, which tells the peer nothing but the status. */
	List<byte[]> refusal(ZapStatus status) {
		return reply(status, null, EMPTY);
	}

}
