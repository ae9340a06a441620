package io.github.zmqspring.listener;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

import org.springframework.core.ReactiveAdapter;

/**
 * Takes results one by one from a publisher. The only class that needs Reactive Streams,
 * which are optional.
 */
final class PublisherResults implements Subscriber<Object> {

	private final ResultHandler.Sink sink;

	private final Runnable finish;

	private @Nullable Subscription subscription;

	private boolean any;

	private boolean done;

	private PublisherResults(ResultHandler.Sink sink, Runnable finish) {
		this.sink = sink;
		this.finish = finish;
	}

	static void subscribe(ReactiveAdapter adapter, Object result, ResultHandler.Sink sink, Runnable finish) {
		adapter.toPublisher(result).subscribe(new PublisherResults(sink, finish));
	}

	@Override
	public void onSubscribe(Subscription newSubscription) {
		this.subscription = newSubscription;
		newSubscription.request(1);
	}

	@Override
	public void onNext(Object value) {
		if (this.done) {
			return;
		}
		this.any = true;
		boolean more = false;
		Throwable failure = null;
		try {
			more = this.sink.result(value);
		}
		catch (Throwable ex) {
			failure = ex;
		}
		Subscription current = this.subscription;
		if (more && current != null) {
			current.request(1);
			return;
		}
		if (current != null) {
			current.cancel();
		}
		end(failure);
	}

	@Override
	public void onError(Throwable ex) {
		if (!this.done) {
			end(ex);
		}
	}

	@Override
	public void onComplete() {
		if (this.done) {
			return;
		}
		Throwable failure = null;
		try {
			if (!this.any) {
				this.sink.result(null);
			}
		}
		catch (Throwable ex) {
			failure = ex;
		}
		end(failure);
	}

	private void end(@Nullable Throwable failure) {
		this.done = true;
		try {
			if (failure != null) {
				this.sink.failure(failure);
			}
		}
		finally {
			this.finish.run();
		}
	}

}
