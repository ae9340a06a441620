package io.github.zmqspring.boot.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * On a field of a test class, or on a parameter of a test method: the TCP port that a
 * socket has bound, short for {@code @Value("${local.zmq.<name>.port}")}. The type is
 * {@code int}, {@code Integer} or {@code String}.
 */
@Target({ ElementType.FIELD, ElementType.PARAMETER })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ExtendWith(LocalZmqPortParameterResolver.class)
public @interface LocalZmqPort {

	/**
	 * The name of the socket; a listener's own socket has the listener's id.
	 * @return the name
	 */
	String value();

}
