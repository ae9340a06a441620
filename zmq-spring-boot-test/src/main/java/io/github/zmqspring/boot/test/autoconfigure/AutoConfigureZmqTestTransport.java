package io.github.zmqspring.boot.test.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.PropertyMapping;

/**
 * On a test class: all {@code tcp://} endpoints of the application become in-process
 * ones. No port is taken, peers on other hosts need not exist, and a second application
 * context is another world. See
 * {@link io.github.zmqspring.boot.test.transport.ZmqTestTransport} for what it refuses
 * and what it lacks.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
@PropertyMapping("test.zmq.transport")
public @interface AutoConfigureZmqTestTransport {

	/**
	 * Whether to use the test transport; {@code false} brings TCP back where another
	 * annotation has put the test transport in.
	 * @return whether to use it
	 */
	boolean enabled() default true;

}
