/**
 * Auto-configuration of ZeroMQ sockets, listeners and templates for Spring Boot.
 */
@NullMarked
package io.github.zmqspring.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
