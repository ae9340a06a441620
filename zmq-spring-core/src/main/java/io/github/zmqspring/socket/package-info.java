/**
 * Sockets, the loops that own them, their context, events and counters.
 */
@NullMarked
package io.github.zmqspring.socket;

import org.jspecify.annotations.NullMarked;
