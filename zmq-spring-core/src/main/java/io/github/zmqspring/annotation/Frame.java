package io.github.zmqspring.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds one frame of the payload to a parameter of a {@link ZmqListener} method,
 * converted to the parameter's type as a payload of one frame would be. Frames of the
 * envelope, the topic and the headers are not counted.
 * <p>
 * A message without that frame has failed, unless the parameter is {@code Optional} or
 * nullable.
 */
@Target({ ElementType.PARAMETER, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Frame {

	/**
	 * The index of the frame.
	 * @return the index from 0; a negative one counts from the end, -1 is the last frame
	 */
	int value();

}
