/**
 * Measuring: rounds, meters, statistics, and the processes they run in.
 */
@NullMarked
package io.github.zmqspring.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
