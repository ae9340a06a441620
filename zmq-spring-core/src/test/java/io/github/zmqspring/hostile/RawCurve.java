package io.github.zmqspring.hostile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

import com.neilalexander.jnacl.crypto.curve25519xsalsa20poly1305;

/**
 * The client side of CurveZMQ (RFC 26) on a raw connection: a peer that has a valid key
 * and sends encrypted frames that no engine would.
 */
final class RawCurve {

	private static final int BOX_ZERO = 16;

	private static final int ZERO = 32;

	private static final SecureRandom RANDOM = new SecureRandom();

	private final RawZmtp connection;

	private final byte[] serverKey;

	private final byte[] publicKey = new byte[32];

	private final byte[] secretKey = new byte[32];

	private final byte[] shortPublicKey = new byte[32];

	private final byte[] shortSecretKey = new byte[32];

	private final byte[] shared = new byte[32];

	private byte[] serverShortKey = new byte[32];

	private long nonce = 1;

	RawCurve(RawZmtp connection, byte[] serverKey) {
		this.connection = connection;
		this.serverKey = serverKey;
		curve25519xsalsa20poly1305.crypto_box_keypair(this.publicKey, this.secretKey);
		curve25519xsalsa20poly1305.crypto_box_keypair(this.shortPublicKey, this.shortSecretKey);
	}

	/** Go through the whole handshake. */
	RawCurve becomePeer(String socketType) throws IOException {
		this.connection.greet("CURVE");
		hello();
		initiate(RawZmtp.property("Socket-Type", socketType.getBytes(StandardCharsets.US_ASCII)));
		this.connection.readFrame();
		return this;
	}

	byte[] helloCommand() {
		byte[] shortNonce = nextNonce();
		byte[] box = box(new byte[64], nonce("CurveZMQHELLO---", shortNonce), this.serverKey, this.shortSecretKey);
		ByteBuffer hello = ByteBuffer.allocate(194);
		hello.put((byte) 1).put((byte) 0).put(new byte[72]).put(this.shortPublicKey).put(shortNonce).put(box);
		return RawZmtp.command("HELLO", hello.array());
	}

	/** Say HELLO, and read the WELCOME. */
	byte[] hello() throws IOException {
		this.connection.send(helloCommand());
		byte[] welcome = this.connection.readFrame();
		byte[] nonce = nonce("WELCOME-", Arrays.copyOfRange(welcome, 8, 24));
		byte[] content = open(Arrays.copyOfRange(welcome, 24, welcome.length), nonce, this.serverKey,
				this.shortSecretKey);
		this.serverShortKey = Arrays.copyOfRange(content, 0, 32);
		curve25519xsalsa20poly1305.crypto_box_beforenm(this.shared, this.serverShortKey, this.shortSecretKey);
		this.cookie = Arrays.copyOfRange(content, 32, 128);
		return this.cookie;
	}

	private byte[] cookie = new byte[96];

	/** Send INITIATE with the given metadata. */
	void initiate(byte[] metadata) throws IOException {
		this.connection.send(RawZmtp.command("INITIATE", initiateData(metadata)));
	}

	byte[] initiateData(byte[] metadata) {
		byte[] vouchNonce = new byte[16];
		RANDOM.nextBytes(vouchNonce);
		byte[] vouch = box(concat(this.shortPublicKey, this.serverKey), nonce("VOUCH---", vouchNonce),
				this.serverShortKey, this.secretKey);
		byte[] shortNonce = nextNonce();
		byte[] box = box(concat(this.publicKey, vouchNonce, vouch, metadata), nonce("CurveZMQINITIATE", shortNonce),
				this.serverShortKey, this.shortSecretKey);
		return concat(this.cookie, shortNonce, box);
	}

	/** Encrypt a frame into a MESSAGE command. */
	byte[] message(int flags, byte[] body) {
		byte[] shortNonce = nextNonce();
		byte[] plain = new byte[ZERO + 1 + body.length];
		plain[ZERO] = (byte) flags;
		System.arraycopy(body, 0, plain, ZERO + 1, body.length);
		byte[] cipher = new byte[plain.length];
		curve25519xsalsa20poly1305.crypto_box_afternm(cipher, plain, plain.length,
				nonce("CurveZMQMESSAGEC", shortNonce), this.shared);
		byte[] box = Arrays.copyOfRange(cipher, BOX_ZERO, cipher.length);
		return RawZmtp.frame(0, RawZmtp.named("MESSAGE", concat(shortNonce, box)));
	}

	private byte[] nextNonce() {
		return ByteBuffer.allocate(8).putLong(this.nonce++).array();
	}

	private static byte[] nonce(String prefix, byte[] rest) {
		return concat(prefix.getBytes(StandardCharsets.US_ASCII), rest);
	}

	private static byte[] box(byte[] content, byte[] nonce, byte[] publicKey, byte[] secretKey) {
		byte[] plain = concat(new byte[ZERO], content);
		byte[] cipher = new byte[plain.length];
		curve25519xsalsa20poly1305.crypto_box(cipher, plain, plain.length, nonce, publicKey, secretKey);
		return Arrays.copyOfRange(cipher, BOX_ZERO, cipher.length);
	}

	private static byte[] open(byte[] box, byte[] nonce, byte[] publicKey, byte[] secretKey) {
		byte[] cipher = concat(new byte[BOX_ZERO], box);
		byte[] plain = new byte[cipher.length];
		int code = curve25519xsalsa20poly1305.crypto_box_open(plain, cipher, cipher.length, nonce, publicKey,
				secretKey);
		if (code != 0) {
			throw new IllegalStateException("The server's box cannot be opened");
		}
		return Arrays.copyOfRange(plain, ZERO, plain.length);
	}

	private static byte[] concat(byte[]... parts) {
		int length = Arrays.stream(parts).mapToInt((part) -> part.length).sum();
		ByteBuffer all = ByteBuffer.allocate(length);
		for (byte[] part : parts) {
			all.put(part);
		}
		return all.array();
	}

}
