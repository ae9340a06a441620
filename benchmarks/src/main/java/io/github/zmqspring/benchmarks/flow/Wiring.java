package io.github.zmqspring.benchmarks.flow;

import java.util.List;
import java.util.function.Function;

import io.github.zmqspring.benchmarks.harness.Arrivals;
import io.github.zmqspring.benchmarks.harness.Contender;
import io.github.zmqspring.benchmarks.proxy.Proxy;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZContext;

/**
 * How two ends are put together, the same for all contenders of a scenario.
 *
 * @param senderBinds whether the sender binds, and the receivers connect
 * @param inproc whether they meet in one context instead of over TCP
 * @param subscribers how many subscribers the sender waits for
 */
public record Wiring(boolean senderBinds, boolean inproc, int subscribers) {

	/** Over TCP, to a receiver that binds. */
	public static final Wiring TCP = new Wiring(false, false, 0);

	/** Within one context, to a receiver that binds. */
	public static final Wiring INPROC = new Wiring(false, true, 0);

	/** Over TCP, from a sender that binds. */
	public static final Wiring FAN_OUT = new Wiring(true, false, 0);

	private static final String LOOPBACK = "tcp://127.0.0.1:*";

	private static final String WITHIN = "inproc://benchmark";

	/**
	 * Return how a publisher is put together with its subscribers. It waits for those
	 * that are full: what is dropped cannot be compared.
	 * @param subscribers how many subscribers there are
	 * @return the wiring
	 */
	public static Wiring publish(int subscribers) {
		return new Wiring(true, false, subscribers);
	}

	/**
	 * Open both ends.
	 * @param senders opens the sender
	 * @param receivers opens the receivers
	 * @return what moves messages between them
	 * @throws Exception if it failed
	 */
	public Contender join(Senders senders, Receivers receivers) throws Exception {
		Arrivals arrivals = new Arrivals();
		ZContext shared = this.inproc ? new ZContext() : null;
		Function<@Nullable End, Place> place = (bound) -> place(bound, shared);
		End.Sender sender;
		End receiver;
		if (this.senderBinds) {
			sender = senders.open(place.apply(null));
			receiver = receivers.open(place.apply(sender), arrivals);
			if (this.subscribers > 0) {
				sender.awaitSubscribers(this.subscribers);
			}
			else {
				sender.awaitConnections(receiver.connections());
			}
		}
		else {
			receiver = receivers.open(place.apply(null), arrivals);
			sender = senders.open(place.apply(receiver));
		}
		List<AutoCloseable> resources = (shared != null) ? List.of(sender, receiver, shared)
				: List.of(sender, receiver);
		return new Flow(arrivals, sender, resources);
	}

	/**
	 * Open both ends at a proxy.
	 * @param proxy the proxy, which is closed with them
	 * @param senders opens the sender, a publisher
	 * @param receivers opens the receivers, one subscriber
	 * @return what moves messages between them
	 * @throws Exception if it failed
	 */
	public static Contender through(Proxy proxy, Senders senders, Receivers receivers) throws Exception {
		Arrivals arrivals = new Arrivals();
		End.Sender sender = senders.open(new Place(false, proxy.frontend(), null));
		End receiver = receivers.open(new Place(false, proxy.backend(), null), arrivals);
		sender.awaitSubscribers(1);
		return new Flow(arrivals, sender, List.of(sender, receiver, proxy));
	}

	private Place place(@Nullable End bound, @Nullable ZContext shared) {
		String endpoint = this.inproc ? WITHIN : (bound != null) ? bound.endpoint() : LOOPBACK;
		return new Place(bound == null, endpoint, shared);
	}

	/**
	 * Opens a sender.
	 */
	@FunctionalInterface
	public interface Senders {

		/**
		 * Open it.
		 * @param place where
		 * @return the sender
		 * @throws Exception if it failed
		 */
		End.Sender open(Place place) throws Exception;

	}

	/**
	 * Opens receivers.
	 */
	@FunctionalInterface
	public interface Receivers {

		/**
		 * Open them.
		 * @param place where
		 * @param arrivals counts what arrives
		 * @return the receivers
		 * @throws Exception if it failed
		 */
		End open(Place place, Arrivals arrivals) throws Exception;

	}

}
