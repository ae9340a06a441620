/**
 * Side-by-side measurements of the library against raw JeroMQ and the peers.
 */
@NullMarked
package io.github.zmqspring.benchmarks;

import org.jspecify.annotations.NullMarked;
