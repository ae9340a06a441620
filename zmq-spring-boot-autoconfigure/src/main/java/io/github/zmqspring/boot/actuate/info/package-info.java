/**
 * What {@code /actuator/info} tells.
 */
@NullMarked
package io.github.zmqspring.boot.actuate.info;

import org.jspecify.annotations.NullMarked;
