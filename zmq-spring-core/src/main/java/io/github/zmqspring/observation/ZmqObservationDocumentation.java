package io.github.zmqspring.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observations, with the names of their key values. Where OpenTelemetry's semantic
 * conventions for messaging have a name it is used.
 */
public enum ZmqObservationDocumentation implements ObservationDocumentation {

	/**
	 * A message is sent, by the template or as the result of a listener to another
	 * socket. Lasts until the socket has taken it, which may include waiting for room.
	 */
	SEND {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultZmqSendObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return SocketKeyNames.values();
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return SendKeyNames.values();
		}

	},

	/**
	 * A request is made. Lasts until there is a reply, or until the last try has failed.
	 */
	REQUEST {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultZmqRequestObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return SocketKeyNames.values();
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return RequestKeyNames.values();
		}

		@Override
		public Observation.Event[] getEvents() {
			return new Observation.Event[] { Events.RETRY };
		}

	},

	/**
	 * A listener handles a message or a batch. Lasts until the work is done: all retries,
	 * the asynchronous result, the reply, the error handler.
	 */
	PROCESS {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultZmqProcessObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return KeyName.merge(SocketKeyNames.values(), ListenerKeyNames.values());
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return ProcessKeyNames.values();
		}

		@Override
		public Observation.Event[] getEvents() {
			return new Observation.Event[] { Events.RETRY, Events.UNDELIVERABLE };
		}

	};

	/**
	 * Low cardinality, of all observations.
	 */
	public enum SocketKeyNames implements KeyName {

		/** {@code zeromq}. */
		SYSTEM {
			@Override
			public String asString() {
				return "messaging.system";
			}
		},

		/** {@code send}, {@code request} or {@code process}. */
		OPERATION_NAME {
			@Override
			public String asString() {
				return "messaging.operation.name";
			}
		},

		/** {@code send} or {@code process}. */
		OPERATION_TYPE {
			@Override
			public String asString() {
				return "messaging.operation.type";
			}
		},

		/** Name of the socket. */
		SOCKET_NAME {
			@Override
			public String asString() {
				return "zmq.socket.name";
			}
		},

		/** Type of the socket, in lower case. */
		SOCKET_TYPE {
			@Override
			public String asString() {
				return "zmq.socket.type";
			}
		},

		/**
		 * Simple name of the exception's class; {@code not_sent} if there was no room for
		 * a message and no exception; otherwise {@code none}.
		 */
		ERROR_TYPE {
			@Override
			public String asString() {
				return "error.type";
			}
		}

	}

	/**
	 * Low cardinality, of listeners.
	 */
	public enum ListenerKeyNames implements KeyName {

		/** Id of the listener. */
		LISTENER_ID {
			@Override
			public String asString() {
				return "zmq.listener.id";
			}
		}

	}

	/**
	 * High cardinality, of messages that are sent.
	 */
	public enum SendKeyNames implements KeyName {

		/** Topic or group, if there is one; no more than 256 characters of it. */
		DESTINATION {
			@Override
			public String asString() {
				return "messaging.destination.name";
			}
		},

		/** Bytes of all frames. */
		SIZE {
			@Override
			public String asString() {
				return "messaging.message.envelope.size";
			}
		}

	}

	/**
	 * High cardinality, of requests.
	 */
	public enum RequestKeyNames implements KeyName {

		/** Bytes of all frames. */
		SIZE {
			@Override
			public String asString() {
				return "messaging.message.envelope.size";
			}
		},

		/** How often the request was sent. */
		TIMES_SENT {
			@Override
			public String asString() {
				return "zmq.request.times_sent";
			}
		}

	}

	/**
	 * High cardinality, of listeners.
	 */
	public enum ProcessKeyNames implements KeyName {

		/** Topic or group, if there is one; no more than 256 characters of it. */
		DESTINATION {
			@Override
			public String asString() {
				return "messaging.destination.name";
			}
		},

		/** Bytes of the payload; not of batches. */
		SIZE {
			@Override
			public String asString() {
				return "messaging.message.body.size";
			}
		},

		/** Number of messages; only of batches. */
		MESSAGE_COUNT {
			@Override
			public String asString() {
				return "messaging.batch.message_count";
			}
		},

		/** Transport address of the peer, where the engine knows it. */
		PEER_ADDRESS {
			@Override
			public String asString() {
				return "network.peer.address";
			}
		},

		/** User id that the security mechanism established, if there is one. */
		USER_ID {
			@Override
			public String asString() {
				return "enduser.id";
			}
		}

	}

	/**
	 * What happens in between.
	 */
	public static final class Events {

		/** A request is sent again, or a listener called again with the same message. */
		public static final Observation.Event RETRY = Observation.Event.of("retry", "tried again");

		/** The result of a listener could not be sent. */
		public static final Observation.Event UNDELIVERABLE = Observation.Event.of("undeliverable",
				"result undeliverable");

		private Events() {
		}

	}

}
