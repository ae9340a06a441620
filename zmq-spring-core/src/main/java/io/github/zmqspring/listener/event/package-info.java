/**
 * What happens to listeners, as events.
 */
@NullMarked
package io.github.zmqspring.listener.event;

import org.jspecify.annotations.NullMarked;
