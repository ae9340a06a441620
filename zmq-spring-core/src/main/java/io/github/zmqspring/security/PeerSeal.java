package io.github.zmqspring.security;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;
import zmq.io.Metadata;

/**
 * Marks the connections that the ZAP handler has let in, with what it knows of the peer.
 * <p>
 * JeroMQ 0.6.0 puts what a peer says of itself in the handshake (RFC 23, metadata) over
 * what ZAP says of the peer: whoever sends a property {@code User-Id} or
 * {@code Peer-Address} is taken for whom he likes. So the handler gives its own
 * properties, under names that nobody outside can know. They never leave the process.
 */
public final class PeerSeal {

	private static final int SECRET_BYTES = 16;

	private final String addressProperty;

	private final String userProperty;

	/**
	 * Create a seal that no other process has.
	 */
	public PeerSeal() {
		byte[] secret = new byte[SECRET_BYTES];
		new SecureRandom().nextBytes(secret);
		String name = HexFormat.of().formatHex(secret);
		this.addressProperty = name + "-A";
		this.userProperty = name + "-U";
	}

	/**
	 * Make the metadata of a reply of the handler.
	 * @param address the IP address of the peer
	 * @param userId its user id, or {@code null}
	 * @return properties as ZMTP encodes them
	 */
	byte[] metadata(String address, @Nullable String userId) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		property(bytes, this.addressProperty, address);
		if (userId != null) {
			property(bytes, this.userProperty, userId);
		}
		return bytes.toByteArray();
	}

	private static void property(ByteArrayOutputStream bytes, String name, String value) {
		byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
		bytes.write(name.length());
		bytes.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
		bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(encoded.length).array());
		bytes.writeBytes(encoded);
	}

	/**
	 * Return whether the handler has let a connection in.
	 * @param metadata the metadata of the connection
	 * @return whether it carries this seal
	 */
	public boolean isOn(Metadata metadata) {
		return metadata.containsKey(this.addressProperty);
	}

	/**
	 * Return what an authenticator has called a peer.
	 * @param metadata the metadata of its connection
	 * @return the user id, or {@code null} if it has none
	 */
	public @Nullable String userId(Metadata metadata) {
		return metadata.get(this.userProperty);
	}

	/**
	 * Return where a peer is.
	 * @param metadata the metadata of its connection
	 * @return its IP address with the port, where both are known; the IP address alone
	 * where the peer gives another one itself; without this seal whatever JeroMQ tells
	 */
	public @Nullable String address(Metadata metadata) {
		String told = metadata.get(Metadata.PEER_ADDRESS);
		String known = metadata.get(this.addressProperty);
		if (known == null) {
			return (told == null || told.isEmpty()) ? null : told;
		}
		boolean same = told != null && told.startsWith(known) && told.substring(known.length()).matches(":[0-9]{1,5}");
		return same ? told : known;
	}

}
