package io.github.zmqspring.template;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The requests of a socket that wait for their reply or their turn, at one moment.
 *
 * @param count how many
 * @param oldest how long the oldest one has waited, {@code null} if there is none
 */
public record ZmqPendingRequests(int count, @Nullable Duration oldest) {

}
