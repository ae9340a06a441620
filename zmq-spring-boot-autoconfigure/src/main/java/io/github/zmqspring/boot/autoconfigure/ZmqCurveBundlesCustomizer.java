package io.github.zmqspring.boot.autoconfigure;

import io.github.zmqspring.boot.security.ZmqCurveBundles;

/**
 * Adds bundles of CURVE keys to those of the properties, or replaces some: with keys from
 * a vault for instance. Several are applied in their order.
 */
@FunctionalInterface
public interface ZmqCurveBundlesCustomizer {

	/**
	 * Change the bundles.
	 * @param builder has the bundles of {@code zmq.security.curve}
	 */
	void customize(ZmqCurveBundles.Builder builder);

}
