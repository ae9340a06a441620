/**
 * Requests and their replies, over hand-written sockets and as users write them.
 */
@NullMarked
package io.github.zmqspring.benchmarks.request;

import org.jspecify.annotations.NullMarked;
