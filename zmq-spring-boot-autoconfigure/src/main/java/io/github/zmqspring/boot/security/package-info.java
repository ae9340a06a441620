/**
 * CURVE keys from properties and files, the clients' keys in a directory, and passwords
 * checked by Spring Security.
 */
@NullMarked
package io.github.zmqspring.boot.security;

import org.jspecify.annotations.NullMarked;
