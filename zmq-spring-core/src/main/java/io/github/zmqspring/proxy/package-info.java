/**
 * Queue, forwarder and streamer devices between two sockets.
 */
@NullMarked
package io.github.zmqspring.proxy;

import org.jspecify.annotations.NullMarked;
