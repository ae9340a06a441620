/**
 * The pieces, measured one by one with JMH.
 */
@NullMarked
package io.github.zmqspring.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
