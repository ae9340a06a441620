/**
 * Observations: what is observed, what it is called, and how a trace crosses the wire.
 */
@NullMarked
package io.github.zmqspring.observation;

import org.jspecify.annotations.NullMarked;
