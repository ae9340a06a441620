/**
 * CURVE and PLAIN credentials, and the ZAP authentication of peers.
 */
@NullMarked
package io.github.zmqspring.security;

import org.jspecify.annotations.NullMarked;
