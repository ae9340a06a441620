package io.github.zmqspring.socket;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import zmq.pipe.Pipe;

/**
 * Counts what slow subscribers miss. JeroMQ's distributor keeps the pipes that are full
 * behind those that are not: while there are none, which costs two reads to see, nothing
 * was dropped. Otherwise each of them has missed the message that has subscribed to it.
 * <p>
 * That is decided at the first frame: from then on a pipe takes the others too.
 */
final class DistributorDrops implements EngineView.Drops {

	/** Finds the pipes that a message is meant for. */
	interface Subscribers {

		Collection<?> of(byte[] first, @Nullable String group);

	}

	private final EngineHandles fields;

	private final Object distributor;

	private final List<?> pipes;

	private final Subscribers subscribers;

	DistributorDrops(EngineHandles fields, Object distributor, Subscribers subscribers) {
		this.fields = fields;
		this.distributor = distributor;
		this.pipes = (List<?>) fields.queue().distPipes().get(distributor);
		this.subscribers = subscribers;
	}

	@Override
	public int afterFirstFrame(byte[] first, @Nullable String group) {
		int eligible = (int) this.fields.queue().eligible().get(this.distributor);
		return (eligible == this.pipes.size()) ? 0 : count(eligible, first, group);
	}

	private int count(int eligible, byte[] first, @Nullable String group) {
		Collection<?> meant = this.subscribers.of(first, group);
		int missed = 0;
		for (int i = eligible; i < this.pipes.size(); i++) {
			Object pipe = this.pipes.get(i);
			missed += (isActive(pipe) && meant.contains(pipe)) ? 1 : 0;
		}
		return missed;
	}

	/** A pipe whose peer is leaving takes nothing either, and nobody misses it. */
	private boolean isActive(Object pipe) {
		return ((Enum<?>) this.fields.pipe().state().get((Pipe) pipe)).ordinal() == 0;
	}

}
