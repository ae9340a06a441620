/**
 * Hand-written loops on JeroMQ, the measure of all things.
 */
@NullMarked
package io.github.zmqspring.benchmarks.raw;

import org.jspecify.annotations.NullMarked;
