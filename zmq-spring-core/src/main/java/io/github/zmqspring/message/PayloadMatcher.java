package io.github.zmqspring.message;

import java.lang.reflect.Type;

/**
 * Tells whether a payload fits a type, where nothing on the wire names one.
 */
public interface PayloadMatcher {

	/**
	 * Compare a payload with a type.
	 * @param frame the payload
	 * @param type the type
	 * @param complete whether the payload must also have all that the type's constructor
	 * asks for
	 * @return whether the payload can be read as the type and has nothing that the type
	 * does not know
	 */
	boolean matches(byte[] frame, Type type, boolean complete);

}
