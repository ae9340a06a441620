package io.github.zmqspring.template;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.github.zmqspring.template.PendingRequests.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Entries by their deadlines. Those that wait equally long fall due in the order they
 * came, so there is a queue for each length of waiting, and of lengths there are few:
 * adding and removing take constant time. Not thread-safe.
 *
 * @param <R> the type of the entries
 */
final class DeadlineQueue<R extends Entry> {

	/** Beyond these, a queue that is empty is thrown away. */
	private static final int KEPT_QUEUES = 16;

	private final Map<Long, Set<R>> queues = new HashMap<>();

	void add(R entry, long now, long wait) {
		entry.wait = wait;
		entry.deadline = now + wait;
		this.queues.computeIfAbsent(wait, (key) -> new LinkedHashSet<>()).add(entry);
	}

	void remove(R entry) {
		Set<R> queue = this.queues.get(entry.wait);
		if (queue != null && queue.remove(entry)) {
			dropIfEmpty(entry.wait, queue);
		}
	}

	private void dropIfEmpty(long wait, Set<R> queue) {
		if (queue.isEmpty() && this.queues.size() > KEPT_QUEUES) {
			this.queues.remove(wait);
		}
	}

	/**
	 * Take an entry that is due.
	 * @param now the time
	 * @return the entry with the earliest deadline, or {@code null} if none is due
	 */
	@Nullable R pollDue(long now) {
		R earliest = earliest();
		if (earliest == null || earliest.deadline - now > 0) {
			return null;
		}
		remove(earliest);
		return earliest;
	}

	/**
	 * Look for the entry that will be due first.
	 * @return the entry with the earliest deadline, or {@code null} if there is none
	 */
	@Nullable R earliest() {
		R earliest = null;
		for (Set<R> queue : this.queues.values()) {
			Iterator<R> entries = queue.iterator();
			if (entries.hasNext()) {
				R first = entries.next();
				earliest = (earliest == null || first.deadline - earliest.deadline < 0) ? first : earliest;
			}
		}
		return earliest;
	}

	void clear() {
		this.queues.clear();
	}

}
