package io.github.zmqspring.listener;

import io.github.zmqspring.observation.ZmqObservations;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.convert.ConversionService;
import org.springframework.validation.Validator;

/**
 * What the listeners of a factory have in common and no listener can set for itself.
 *
 * @param validator validates payloads, or {@code null}
 * @param beanFactory resolves expressions, or {@code null}
 * @param conversions converts headers to what a parameter is
 * @param virtualThreads whether workers are virtual threads
 * @param observations what is observed
 */
record ListenerSupport(@Nullable Validator validator, @Nullable BeanFactory beanFactory, ConversionService conversions,
		boolean virtualThreads, ZmqObservations observations) {

}
