/**
 * What happens to sockets, and to those who read them, as events.
 */
@NullMarked
package io.github.zmqspring.socket.event;

import org.jspecify.annotations.NullMarked;
