/**
 * Connections to peers that run in containers: Docker Compose services and
 * Testcontainers.
 */
@org.jspecify.annotations.NullMarked
package io.github.zmqspring.boot.container;
