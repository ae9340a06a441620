/**
 * What is kept: while nothing happens, over many messages, and when nobody reads.
 */
@NullMarked
package io.github.zmqspring.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
