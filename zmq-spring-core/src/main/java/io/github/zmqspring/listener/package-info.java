/**
 * Listener endpoints, their containers, and the way a message takes to a handler method.
 */
@NullMarked
package io.github.zmqspring.listener;

import org.jspecify.annotations.NullMarked;
