/**
 * Messages that go one way, with either end hand-written or as users write it.
 */
@NullMarked
package io.github.zmqspring.benchmarks.flow;

import org.jspecify.annotations.NullMarked;
