/**
 * What is measured, and against what.
 */
@NullMarked
package io.github.zmqspring.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
