package io.github.zmqspring.listener;

import java.time.Duration;

/**
 * How far a listener lags behind who sends (Guide chapter 5, Suicidal Snail).
 *
 * @param last the age of the message that was handled last, when that began; while all
 * workers have been busy for too long, the age of the message that was begun last
 * @param limit how old messages may be ({@code max-lag})
 * @param action what is done when they are older
 * @param exceeded whether the last message was older, or is by now and holds up the
 * others
 */
public record ZmqListenerLag(Duration last, Duration limit, LagAction action, boolean exceeded) {

	/** What is done when a listener lags too far behind. It is always logged, too. */
	public enum LagAction {

		/** Nothing more. */
		LOG,

		/**
		 * {@link io.github.zmqspring.listener.event.ZmqListenerLaggingEvent} is
		 * published.
		 */
		EVENT,

		/** That, and the listener stops: whoever starts it again gets what is new. */
		STOP,

		/** That, and health is DOWN until a message is young enough. */
		DOWN

	}

}
