/**
 * Operations: what an application tells of its sockets, listeners and proxies, for Spring
 * Boot's Actuator.
 */
@NullMarked
package io.github.zmqspring.boot.actuate;

import org.jspecify.annotations.NullMarked;
