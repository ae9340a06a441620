package io.github.zmqspring.observation;

import io.github.zmqspring.message.WireFormat;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqOptions;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What is observed, under which conventions, and whom it is told.
 * <p>
 * An observation costs some microseconds and some kilobytes, which is as much as many
 * messages. So a socket is observed where it pays: if it has a header frame, in which a
 * trace crosses the wire. A socket's {@link ZmqOptions#OBSERVE} says otherwise, and
 * {@link Builder#plainSockets(boolean)} for all sockets without headers. Nothing is
 * observed while the registry has no handlers.
 * <p>
 * Whoever sends or receives asks once, when the socket is first used or the listener
 * starts, and takes another way from then on: where nothing is observed nothing is spent.
 * Immutable and safe for use by many threads.
 */
public final class ZmqObservations {

	/** Nothing is observed. */
	public static final ZmqObservations NONE = of(ObservationRegistry.NOOP);

	private final ObservationRegistry registry;

	private final boolean plainSockets;

	private final @Nullable ZmqSendObservationConvention sendConvention;

	private final @Nullable ZmqRequestObservationConvention requestConvention;

	private final @Nullable ZmqProcessObservationConvention processConvention;

	private final ZmqSendObservationConvention defaultSendConvention = new DefaultZmqSendObservationConvention();

	private final ZmqRequestObservationConvention defaultRequestConvention = new DefaultZmqRequestObservationConvention();

	private final ZmqProcessObservationConvention defaultProcessConvention = new DefaultZmqProcessObservationConvention();

	private ZmqObservations(Builder builder) {
		this.registry = builder.registry;
		this.plainSockets = builder.plainSockets;
		this.sendConvention = builder.sendConvention;
		this.requestConvention = builder.requestConvention;
		this.processConvention = builder.processConvention;
	}

	/**
	 * Observe under the default conventions.
	 * @param registry whom it is told
	 * @return the observations
	 */
	public static ZmqObservations of(ObservationRegistry registry) {
		return builder(registry).build();
	}

	/**
	 * Start to say what is observed.
	 * @param registry whom it is told
	 * @return a builder
	 */
	public static Builder builder(ObservationRegistry registry) {
		Assert.notNull(registry, "'registry' must not be null");
		return new Builder(registry);
	}

	/**
	 * Return whether a socket is observed: the messages that are sent, those that a
	 * listener gets, and requests.
	 * @param socket the socket
	 * @return whether it is
	 */
	public boolean observes(SocketSpec socket) {
		if (this.registry.isNoop()) {
			return false;
		}
		Boolean said = socket.effective(ZmqOptions.OBSERVE);
		return (said != null) ? said : (this.plainSockets || socket.headers() != null);
	}

	/**
	 * Return how the messages of a socket are laid out.
	 * @param socket the socket
	 * @return its layout; if it is observed with {@link TraceHeaders#NAMES} among the
	 * allowed headers
	 */
	public WireFormat wireFormat(SocketSpec socket) {
		WireFormat format = socket.wireFormat();
		return observes(socket) ? TraceHeaders.allowedIn(format) : format;
	}

	/**
	 * Start to observe a message that is sent. Its parent is the current observation.
	 * @param context what is known of it; afterwards with the headers of the trace
	 * @return the observation
	 */
	public Observation startSend(ZmqSendContext context) {
		return ZmqObservationDocumentation.SEND
			.observation(this.sendConvention, this.defaultSendConvention, () -> context, this.registry)
			.start();
	}

	/**
	 * Start to observe a request. Its parent is the current observation.
	 * @param context what is known of it; afterwards with the headers of the trace
	 * @return the observation
	 */
	public Observation startRequest(ZmqRequestContext context) {
		return ZmqObservationDocumentation.REQUEST
			.observation(this.requestConvention, this.defaultRequestConvention, () -> context, this.registry)
			.start();
	}

	/**
	 * Start to observe what a listener does. Its parent is the one in the headers.
	 * @param context what is known of it
	 * @return the observation
	 */
	public Observation startProcess(ZmqProcessContext context) {
		return ZmqObservationDocumentation.PROCESS
			.observation(this.processConvention, this.defaultProcessConvention, () -> context, this.registry)
			.start();
	}

	/**
	 * Says what is observed.
	 */
	public static final class Builder {

		private final ObservationRegistry registry;

		private boolean plainSockets;

		private @Nullable ZmqSendObservationConvention sendConvention;

		private @Nullable ZmqRequestObservationConvention requestConvention;

		private @Nullable ZmqProcessObservationConvention processConvention;

		private Builder(ObservationRegistry registry) {
			this.registry = registry;
		}

		/**
		 * Set whether sockets without a header frame are observed.
		 * @param observed whether they are; not unless this is called
		 * @return this builder
		 */
		public Builder plainSockets(boolean observed) {
			this.plainSockets = observed;
			return this;
		}

		/**
		 * Set the convention for messages that are sent.
		 * @param convention the convention, or {@code null} for that of the registry or
		 * the default
		 * @return this builder
		 */
		public Builder sendConvention(@Nullable ZmqSendObservationConvention convention) {
			this.sendConvention = convention;
			return this;
		}

		/**
		 * Set the convention for requests.
		 * @param convention the convention, or {@code null} for that of the registry or
		 * the default
		 * @return this builder
		 */
		public Builder requestConvention(@Nullable ZmqRequestObservationConvention convention) {
			this.requestConvention = convention;
			return this;
		}

		/**
		 * Set the convention for listeners.
		 * @param convention the convention, or {@code null} for that of the registry or
		 * the default
		 * @return this builder
		 */
		public Builder processConvention(@Nullable ZmqProcessObservationConvention convention) {
			this.processConvention = convention;
			return this;
		}

		/**
		 * Finish.
		 * @return the observations
		 */
		public ZmqObservations build() {
			return new ZmqObservations(this);
		}

	}

}
