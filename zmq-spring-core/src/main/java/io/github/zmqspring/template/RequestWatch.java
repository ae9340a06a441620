package io.github.zmqspring.template;

import org.jspecify.annotations.Nullable;

/**
 * Is told what happens to a request, by any thread. Never throws.
 */
interface RequestWatch {

	/** Nobody watches. */
	RequestWatch NONE = new RequestWatch() {

		@Override
		public void sent() {
		}

		@Override
		public void ended(@Nullable Throwable failure) {
		}

	};

	/** The request was sent, for the first time or again. */
	void sent();

	/**
	 * The request is over. Called before whoever waits for the reply gets it; only the
	 * first call counts.
	 * @param failure why there is no reply, or {@code null} if there is one
	 */
	void ended(@Nullable Throwable failure);

}
