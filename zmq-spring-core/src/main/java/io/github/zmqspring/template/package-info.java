/**
 * Sending and requesting: the template and its pending requests.
 */
@NullMarked
package io.github.zmqspring.template;

import org.jspecify.annotations.NullMarked;
