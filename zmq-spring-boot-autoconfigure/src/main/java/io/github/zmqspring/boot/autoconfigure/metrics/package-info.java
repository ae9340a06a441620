/**
 * Auto-configuration of the metrics of ZeroMQ sockets, listeners and proxies.
 */
@NullMarked
package io.github.zmqspring.boot.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
