/**
 * What is printed and what is written to the documentation.
 */
@NullMarked
package io.github.zmqspring.benchmarks.report;

import org.jspecify.annotations.NullMarked;
