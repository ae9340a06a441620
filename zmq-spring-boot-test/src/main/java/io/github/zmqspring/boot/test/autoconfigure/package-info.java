/**
 * Annotations and auto-configuration of the test support.
 */
@org.jspecify.annotations.NullMarked
package io.github.zmqspring.boot.test.autoconfigure;
