/**
 * What tests of applications that talk ZeroMQ need: peers, a recorder, assertions.
 */
@org.jspecify.annotations.NullMarked
package io.github.zmqspring.boot.test;
