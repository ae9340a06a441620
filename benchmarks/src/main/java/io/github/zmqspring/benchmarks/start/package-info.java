/**
 * Applications in a JVM of their own, to see how they start and what they need.
 */
@NullMarked
package io.github.zmqspring.benchmarks.start;

import org.jspecify.annotations.NullMarked;
