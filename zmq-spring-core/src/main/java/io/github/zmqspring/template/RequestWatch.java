package io.github.zmqspring.template;

import org.jspecify.annotations.Nullable;

/**
 * Is told what happens to a request, by any thread. Never throws.
 */
interface RequestWatch {

	/** Nobody watches. */
	RequestWatch NONE = new RequestWatch() {

		@Override
		public void sent(long correlation) {
		}

		@Override
		public void answered(long correlation) {
		}

		@Override
		public void ended(@Nullable Throwable failure) {
		}

	};

	/**
	 * The request was sent, for the first time or again.
	 * @param correlation identifies the try
	 */
	void sent(long correlation);

	/**
	 * The reply has come. It may be faster than the thread that has sent the request and
	 * is about to say so.
	 * @param correlation identifies the try that is answered
	 */
	void answered(long correlation);

	/**
	 * The request is over. Called before whoever waits for the reply gets it; only the
	 * first call counts.
	 * @param failure why there is no reply, or {@code null} if there is one
	 */
	void ended(@Nullable Throwable failure);

}
