package io.github.zmqspring.boot.actuate.endpoint;

import java.time.Duration;
import java.util.List;

import io.github.zmqspring.boot.actuate.endpoint.ZmqSocketDescriptor.Depth;
import io.github.zmqspring.listener.ZmqListenerLag;
import io.github.zmqspring.listener.ZmqListenerStatus;
import org.jspecify.annotations.Nullable;

/**
 * A listener. What it counts begins with the application and is never reset.
 *
 * @param description what it is, for instance {@code @ZmqListener method Weather.update}
 * @param socket the name of the socket it reads
 * @param sendTo the names of the sockets its results go to; empty if they go back through
 * the socket it reads, or if it has none
 * @param group the group in which it is started, stopped and paused, absent if there is
 * none
 * @param state what it is doing
 * @param failure why it no longer reads, absent unless the state is {@code FAILED}
 * @param autoStartup whether it starts with the application
 * @param concurrency how many messages it handles at the same time
 * @param batchSize how many messages it is given at once at most, absent if one by one
 * @param handOver messages that wait for a worker; both figures are 0 if the thread that
 * reads the socket handles them itself
 * @param inFlight messages that are not finished: they wait for a worker, are being
 * handled, or have an outstanding asynchronous result
 * @param outstandingResults asynchronous results that are awaited
 * @param lag how far it lags behind who sends, absent if it sets no {@code max-lag} or
 * has not got a message that tells
 * @param counters what has become of its messages
 */
public record ZmqListenerDescriptor(String description, String socket, List<String> sendTo, @Nullable String group,
		ZmqListenerStatus.State state, @Nullable String failure, boolean autoStartup, int concurrency,
		@Nullable Integer batchSize, Depth handOver, long inFlight, int outstandingResults, @Nullable Lag lag,
		Counters counters) {

	/**
	 * How far a listener lags behind who sends (Guide chapter 5, Suicidal Snail).
	 *
	 * @param last the age of the message that was handled last, or that is being handled
	 * and holds up the others
	 * @param limit how old messages may be ({@code max-lag})
	 * @param action what is done when they are older
	 * @param exceeded whether that message was older
	 */
	public record Lag(Duration last, Duration limit, ZmqListenerLag.LagAction action, boolean exceeded) {

	}

	/**
	 * What has become of the messages of a listener.
	 *
	 * @param received messages taken from the socket
	 * @param filtered messages that the filter turned down
	 * @param failed messages that could not be handled, whatever became of them then; one
	 * that a retry saved is not among them
	 * @param unreadable those of them whose payload could not be converted or was not
	 * valid; the handler has not seen them
	 * @param retried how often a handler was called again after a failure
	 * @param abandoned messages taken from the socket and never handled, because the
	 * listener had to stop
	 * @param replied results that were sent
	 * @param undeliverableReplies results that could not be sent
	 */
	public record Counters(long received, long filtered, long failed, long unreadable, long retried, long abandoned,
			long replied, long undeliverableReplies) {

	}

}
