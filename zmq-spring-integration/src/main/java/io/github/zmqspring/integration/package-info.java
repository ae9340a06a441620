/**
 * Spring Integration over ZeroMQ: channel adapters, gateways and message channels on the
 * sockets of the application. Nothing in here opens a socket beside those of the
 * {@link io.github.zmqspring.socket.ZmqSocketRegistry}.
 */
@NullMarked
package io.github.zmqspring.integration;

import org.jspecify.annotations.NullMarked;
