/**
 * The annotations that make bean methods listener endpoints, and their processor.
 */
@NullMarked
package io.github.zmqspring.annotation;

import org.jspecify.annotations.NullMarked;
