package io.github.zmqspring.socket;

import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import zmq.poll.Poller.Handle;

/**
 * The channels that a poller of JeroMQ's looks after, kept so that none is forgotten.
 * <p>
 * When a connect succeeds, its connecter gives the channel up and an engine takes it
 * over: one handle of the channel is cancelled and another is added. JeroMQ 0.6.0 has
 * only one key per channel and goes through its handles in no order. If both happen
 * between two looks at the selector, the one key is either set for the new handle and
 * then cancelled for the old one, or cancelled and found to be invalid: in any case the
 * new handle ends up without a key, and nothing that arrives is ever read. That befalls
 * about 4 in 100 fresh connects. Here the new handle takes the key over at once, and the
 * old one is gone.
 * <p>
 * Used by the poller's thread only.
 */
@SuppressWarnings("serial")
final class HandleTable extends HashSet<Handle> {

	private final transient EngineThread thread;

	private final transient Map<Handle, ConnectionGuard> guards = new IdentityHashMap<>();

	private final transient Function<Handle, @Nullable ConnectionGuard> guardian;

	/**
	 * Create a table.
	 * @param thread whose table it is
	 * @param present the handles that are there already
	 * @param guardian gives a connection its guard
	 */
	HandleTable(EngineThread thread, Set<Handle> present, Function<Handle, @Nullable ConnectionGuard> guardian) {
		this.thread = thread;
		this.guardian = guardian;
		present.forEach(super::add);
	}

	@Override
	public boolean add(Handle handle) {
		takeOverKey(handle);
		ConnectionGuard guard = this.guardian.apply(handle);
		if (guard != null) {
			this.guards.put(handle, guard);
		}
		// one that is equal but was cancelled would stay in its place
		remove(handle);
		return super.add(handle);
	}

	private void takeOverKey(Handle handle) {
		Selector selector = this.thread.selector();
		SelectionKey key = (selector != null) ? EngineConnections.channel(handle).keyFor(selector) : null;
		if (key != null && key.isValid() && key.attachment() instanceof Handle before && before != handle
				&& EngineEdits.isCancelled(before)) {
			remove(before);
			key.attach(handle);
		}
	}

	@Override
	public Iterator<Handle> iterator() {
		Iterator<Handle> handles = super.iterator();
		return new Iterator<>() {

			private @Nullable Handle last;

			@Override
			public boolean hasNext() {
				return handles.hasNext();
			}

			@Override
			public Handle next() {
				this.last = handles.next();
				return this.last;
			}

			@Override
			public void remove() {
				handles.remove();
				ConnectionGuard guard = HandleTable.this.guards.remove(this.last);
				if (guard != null) {
					guard.ended();
				}
			}

		};
	}

}
