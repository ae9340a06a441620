package io.github.zmqspring.boot.test;

import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocketCustomizer;

/**
 * Records what the sockets of the application send and receive: a bean that tests ask.
 * Each test method begins with empty recordings. Thread-safe.
 */
public final class ZmqRecorder implements ZmqSocketCustomizer {

	private final Map<String, ZmqRecording> recordings = new ConcurrentHashMap<>();

	private final int limit;

	private final Duration patience;

	/**
	 * Create a recorder.
	 * @param limit how many messages of a socket are kept, in each direction
	 * @param patience how long assertions wait for messages
	 */
	public ZmqRecorder(int limit, Duration patience) {
		this.limit = limit;
		this.patience = patience;
	}

	@Override
	public void customize(String name, SocketSpec.Builder builder) {
		builder
			.tap(this.recordings.computeIfAbsent(name, (socket) -> new ZmqRecording(socket, this.limit, this.patience))
				.tap());
	}

	/**
	 * Return what a socket has sent and received since the test method began.
	 * @param name the name of a socket of the application; a listener's own socket has
	 * the listener's id
	 * @return the recording, which grows while the test goes on
	 * @throws IllegalArgumentException if the application has no such socket
	 */
	public ZmqRecording socket(String name) {
		ZmqRecording recording = this.recordings.get(name);
		if (recording == null) {
			throw new IllegalArgumentException(
					"There is no socket '" + name + "', only " + new TreeSet<>(this.recordings.keySet()));
		}
		return recording;
	}

	/**
	 * Forget everything that was recorded.
	 */
	public void clear() {
		this.recordings.values().forEach(ZmqRecording::clear);
	}

}
