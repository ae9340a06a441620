package io.github.zmqspring.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Import;

/**
 * Switches {@link ZmqListener} methods on: registers the post-processor that finds them
 * and the {@link io.github.zmqspring.listener.ZmqListenerRegistry} that runs them, under
 * the names in {@link io.github.zmqspring.listener.ZmqListenerConfigUtils}. Spring Boot
 * does it by itself.
 * <p>
 * Needs a {@link io.github.zmqspring.socket.ZmqSocketRegistry} bean. A
 * {@link io.github.zmqspring.listener.ZmqListenerContainerFactory} bean named
 * {@code zmqListenerContainerFactory} holds the defaults of all listeners; without one
 * they are those of the class.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Import(ZmqListenerConfiguration.class)
public @interface EnableZmq {

}
