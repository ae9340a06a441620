/**
 * Auto-configuration of the health of ZeroMQ sockets, listeners and proxies.
 */
@NullMarked
package io.github.zmqspring.boot.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
