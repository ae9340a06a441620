/**
 * The live page: static files that show what the Actuator endpoint {@code zmq} tells.
 */
@NullMarked
package io.github.zmqspring.boot.console;

import org.jspecify.annotations.NullMarked;
