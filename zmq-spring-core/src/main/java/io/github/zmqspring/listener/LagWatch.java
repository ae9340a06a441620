package io.github.zmqspring.listener;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.github.zmqspring.listener.ZmqListenerLag.LagAction;
import io.github.zmqspring.message.ZmqParts;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a listener lags behind who sends, and acts (Guide chapter 5, Suicidal
 * Snail). How old a message is the sender's clock tells and ours: both should be kept by
 * NTP or the like. Thread-safe.
 */
final class LagWatch {

	private static final Log logger = LogFactory.getLog(LagWatch.class);

	/** A lag that comes and goes is not reported more often than this. */
	private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final String description;

	private final Duration limit;

	private final LagAction action;

	private final ZmqTimestampExtractor timestamps;

	private final ListenerEvents events;

	private final Runnable stop;

	private final Clock clock;

	private final LongSupplier nanoTime;

	private volatile @Nullable Duration last;

	/** When the message was sent that was begun last. */
	private volatile @Nullable Instant sentLast;

	private volatile boolean exceeded;

	/** When it was last reported; guarded by this. */
	private @Nullable Long reportedAt;

	/**
	 * Create a watch.
	 * @param endpoint sets the limit, the action and where timestamps are
	 * @param events are told
	 * @param stop stops the listener, from one of its own threads
	 * @param clock tells the time
	 * @param nanoTime tells how much time has passed
	 */
	LagWatch(ZmqListenerEndpoint endpoint, ListenerEvents events, Runnable stop, Clock clock, LongSupplier nanoTime) {
		Duration maxLag = endpoint.maxLag();
		this.description = endpoint.description();
		this.limit = (maxLag != null) ? maxLag : Duration.ZERO;
		this.action = (endpoint.lagAction() != null) ? endpoint.lagAction() : LagAction.EVENT;
		this.timestamps = (endpoint.timestamp() != null) ? endpoint.timestamp()
				: ZmqTimestampExtractor.fromHeader(ZmqTimestampExtractor.SENT_AT);
		this.events = events;
		this.stop = stop;
		this.clock = clock;
		this.nanoTime = nanoTime;
	}

	/** A message is going to be handled. */
	void message(ZmqParts message) {
		Instant sent = this.timestamps.timestampOf(message);
		if (sent == null) {
			return;
		}
		Duration lag = Duration.between(sent, this.clock.instant());
		this.last = lag;
		this.sentLast = sent;
		boolean tooOld = lag.compareTo(this.limit) > 0;
		if (tooOld != this.exceeded) {
			this.exceeded = tooOld;
		}
		if (tooOld && mayReport()) {
			report(lag);
		}
	}

	private synchronized boolean mayReport() {
		long now = this.nanoTime.getAsLong();
		if (this.reportedAt != null && now - this.reportedAt < PAUSE_NANOS) {
			return false;
		}
		this.reportedAt = now;
		return true;
	}

	private void report(Duration lag) {
		logger.warn(this.description + " lags " + lag + " behind, more than " + this.limit
				+ ((this.action == LagAction.STOP) ? ": it is stopped" : ""));
		if (this.action != LagAction.LOG) {
			this.events.lagging(lag, this.limit);
		}
		if (this.action == LagAction.STOP) {
			this.stop.run();
		}
	}

	/**
	 * Return how far the listener lags behind.
	 * @param stuck whether it can begin no other message before one is finished: those in
	 * hand go on ageing, and those behind them with them
	 * @return the lag, or {@code null} if no message has told yet
	 */
	@Nullable ZmqListenerLag lag(boolean stuck) {
		Duration age = this.last;
		Instant sent = this.sentLast;
		if (age == null || sent == null) {
			return null;
		}
		Duration inHand = stuck ? Duration.between(sent, this.clock.instant()) : Duration.ZERO;
		boolean tooOld = inHand.compareTo(this.limit) > 0;
		return new ZmqListenerLag(tooOld ? inHand : age, this.limit, this.action, this.exceeded || tooOld);
	}

}
