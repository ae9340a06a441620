/**
 * Metrics of sockets, listeners, requests and proxies.
 */
@NullMarked
package io.github.zmqspring.boot.actuate.metrics;

import org.jspecify.annotations.NullMarked;
