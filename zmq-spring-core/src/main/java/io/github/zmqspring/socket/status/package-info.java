/**
 * What a socket tells of its peers and queues: plain figures of one moment, for reports,
 * health and metrics.
 */
@NullMarked
package io.github.zmqspring.socket.status;

import org.jspecify.annotations.NullMarked;
