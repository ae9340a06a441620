/**
 * The Java DSL: {@link io.github.zmqspring.integration.dsl.Zmq} begins every description.
 */
@NullMarked
package io.github.zmqspring.integration.dsl;

import org.jspecify.annotations.NullMarked;
