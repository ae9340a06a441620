/**
 * Messages as values, how they are laid out in frames on the wire, and how they are
 * converted to and from objects. Nothing in here knows sockets or threads.
 */
@NullMarked
package io.github.zmqspring.message;

import org.jspecify.annotations.NullMarked;
