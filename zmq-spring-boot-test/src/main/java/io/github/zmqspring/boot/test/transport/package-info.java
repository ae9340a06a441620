/**
 * TCP endpoints without TCP: what connects and binds within one application context.
 */
@org.jspecify.annotations.NullMarked
package io.github.zmqspring.boot.test.transport;
