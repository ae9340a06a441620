/**
 * The health contributor {@code zmq}.
 */
@NullMarked
package io.github.zmqspring.boot.actuate.health;

import org.jspecify.annotations.NullMarked;
