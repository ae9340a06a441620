/**
 * What else runs on the machine: libzmq, Spring Integration, Redis.
 */
@NullMarked
package io.github.zmqspring.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
