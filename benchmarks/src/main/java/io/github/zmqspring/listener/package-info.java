/**
 * A way in for the benchmark of the dispatch.
 */
@NullMarked
package io.github.zmqspring.listener;

import org.jspecify.annotations.NullMarked;
