package io.github.zmqspring.docs;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.socket.ZmqSocketType;

import org.springframework.core.annotation.AliasFor;

/**
 * A snippet of {@code listeners.md}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ZmqListener(type = ZmqSocketType.SUB, connect = "${weather.endpoint}")
@interface WeatherListener {

	@AliasFor(annotation = ZmqListener.class, attribute = "topics")
	String[] value();

}
