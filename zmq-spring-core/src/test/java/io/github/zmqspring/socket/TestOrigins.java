package io.github.zmqspring.socket;

import io.github.zmqspring.message.MessageOrigin;
import io.github.zmqspring.message.ZmqMessage;
import org.jspecify.annotations.Nullable;

/**
 * Messages with an origin, for tests.
 */
final class TestOrigins {

	private TestOrigins() {
	}

	static ZmqMessage toGroup(String group) {
		return ZmqMessage.ofStrings("payload").withOrigin(new MessageOrigin() {

			@Override
			public int routingId() {
				return 0;
			}

			@Override
			public String group() {
				return group;
			}

			@Override
			public @Nullable String peerAddress() {
				return null;
			}

			@Override
			public @Nullable String userId() {
				return null;
			}

		});
	}

}
