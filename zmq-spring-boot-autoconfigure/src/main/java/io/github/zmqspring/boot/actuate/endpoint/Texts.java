package io.github.zmqspring.boot.actuate.endpoint;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Bytes for people.
 */
final class Texts {

	private Texts() {
	}

	/**
	 * Return bytes as text where they are text, otherwise as hexadecimal digits behind
	 * {@code 0x}.
	 */
	static String printable(byte[] bytes) {
		try {
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
			if (text.chars().noneMatch(Character::isISOControl)) {
				return text;
			}
		}
		catch (CharacterCodingException ex) {
			// then it is no text
		}
		return "0x" + HexFormat.of().withUpperCase().formatHex(bytes);
	}

}
