/**
 * The library as its users write it: a Spring Boot application.
 */
@NullMarked
package io.github.zmqspring.benchmarks.app;

import org.jspecify.annotations.NullMarked;
