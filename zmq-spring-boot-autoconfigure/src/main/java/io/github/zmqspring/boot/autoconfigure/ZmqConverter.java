package io.github.zmqspring.boot.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.beans.factory.annotation.Qualifier;

/**
 * Marks a {@link org.springframework.messaging.converter.MessageConverter} bean as one
 * for ZeroMQ payloads. It is asked before the converters of this library, in the order of
 * such beans. Converters without this qualifier are left alone: an application may have
 * them for another technology, and one that takes any payload would take ours.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE })
public @interface ZmqConverter {

}
