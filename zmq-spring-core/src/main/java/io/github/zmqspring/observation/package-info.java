/**
 * Micrometer observations of sent and received messages: names, keys and conventions.
 */
@NullMarked
package io.github.zmqspring.observation;

import org.jspecify.annotations.NullMarked;
