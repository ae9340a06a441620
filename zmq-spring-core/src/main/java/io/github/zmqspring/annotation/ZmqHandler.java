package io.github.zmqspring.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.messaging.handler.annotation.MessageMapping;

/**
 * Marks a method of a class annotated with {@link ZmqListener} as one of its handlers.
 * Nothing on the wire names a type, so the payload itself decides, in this order:
 * <ol>
 * <li>More than one frame: the method that takes all frames ({@code ZmqMessage},
 * {@code List<byte[]>} or {@code byte[][]}).</li>
 * <li>One frame of JSON: the method whose type knows every property of it and of whose
 * constructor no parameter is missing; if there is none, the one whose type knows every
 * property. If several are as good, none of them is chosen.</li>
 * <li>One frame of anything: the method that takes {@code byte[]}, {@code ByteBuffer} or
 * {@code String}; otherwise the one that takes all frames.</li>
 * <li>The {@linkplain #isDefault() default} method.</li>
 * </ol>
 * If that leaves no method, the message has failed: it goes to the error handler. If the
 * class has a single handler, it gets every message.
 * <p>
 * A class whose handlers cannot be told apart fails the start: two of the same type, two
 * that take all frames, two of {@code byte[]}, {@code ByteBuffer} and {@code String}, a
 * type that every JSON object fits ({@code Map}, {@code Object}) beside another one, two
 * defaults; so does one with several types for JSON where no JSON converter is there.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@MessageMapping
public @interface ZmqHandler {

	/**
	 * Whether this method gets what no other method takes.
	 * @return whether it is the default, of which a class has one at most
	 */
	boolean isDefault() default false;

}
