/**
 * Proxies, hand-written and as users declare them.
 */
@NullMarked
package io.github.zmqspring.benchmarks.proxy;

import org.jspecify.annotations.NullMarked;
