package io.github.zmqspring.benchmarks.flow;

import org.jspecify.annotations.Nullable;
import org.zeromq.ZContext;

/**
 * Where an end of a flow is opened.
 *
 * @param bind whether it binds its endpoint; otherwise it connects it
 * @param endpoint the endpoint
 * @param shared the context that both ends have, or {@code null} if each has its own
 */
public record Place(boolean bind, String endpoint, @Nullable ZContext shared) {

}
