/**
 * The exceptions of the library. All of them are {@link java.lang.RuntimeException
 * unchecked} and descend from {@link io.github.zmqspring.error.ZmqException}, which is a
 * Spring {@link org.springframework.messaging.MessagingException}.
 */
@NullMarked
package io.github.zmqspring.error;

import org.jspecify.annotations.NullMarked;
