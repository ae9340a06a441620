/**
 * The sample application.
 */
@NullMarked
package io.github.zmqspring.sample;

import org.jspecify.annotations.NullMarked;
