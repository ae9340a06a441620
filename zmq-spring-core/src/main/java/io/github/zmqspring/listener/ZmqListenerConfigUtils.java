package io.github.zmqspring.listener;

/**
 * Well-known names of the beans that run listeners.
 */
public final class ZmqListenerConfigUtils {

	/**
	 * The bean post-processor that finds annotated listeners.
	 */
	public static final String ANNOTATION_PROCESSOR_BEAN_NAME = "io.github.zmqspring.internalZmqListenerAnnotationProcessor";

	/**
	 * The {@link ZmqListenerRegistry}.
	 */
	public static final String REGISTRY_BEAN_NAME = "io.github.zmqspring.internalZmqListenerRegistry";

	/**
	 * The {@link ZmqListenerContainerFactory} for listeners that name none.
	 */
	public static final String CONTAINER_FACTORY_BEAN_NAME = "zmqListenerContainerFactory";

	private ZmqListenerConfigUtils() {
	}

}
