/**
 * The Actuator endpoint {@code zmq}.
 */
@NullMarked
package io.github.zmqspring.boot.actuate.endpoint;

import org.jspecify.annotations.NullMarked;
