package io.github.zmqspring.boot.actuate.metrics;

import java.util.function.ToLongFunction;

import io.github.zmqspring.boot.actuate.ZmqComponents;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.template.RequestCounters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/**
 * The meters of the requests that a template makes through a socket. The counters are
 * asked for with each reading: a template begins a socket's when it first uses it.
 *
 * @param socket the socket
 * @param components where its counters are found
 */
record RequestMeters(ZmqSocket socket, ZmqComponents components) {

	static MeterGroup<?> of(MeterRegistry registry, ZmqSocket socket, ZmqComponents components) {
		MeterGroup<RequestMeters> group = new MeterGroup<>(registry,
				Tags.of("socket", socket.name(), "type", socket.type().name()), new RequestMeters(socket, components));
		if (!components.mayMakeRequests(socket)) {
			return group;
		}
		return group.add(ZmqMeter.REQUEST_SENT, (requests) -> requests.read(RequestCounters::sent))
			.add(ZmqMeter.REQUEST_COMPLETED, (requests) -> requests.read(RequestCounters::replied), "outcome",
					"replied")
			.add(ZmqMeter.REQUEST_COMPLETED, (requests) -> requests.read(RequestCounters::timedOut), "outcome",
					"timed-out")
			.add(ZmqMeter.REQUEST_COMPLETED, (requests) -> requests.read(RequestCounters::failed), "outcome", "failed")
			.add(ZmqMeter.REQUEST_RETRIES, (requests) -> requests.read(RequestCounters::retried))
			.add(ZmqMeter.REQUEST_LATE_REPLIES, (requests) -> requests.read(RequestCounters::lateReplies))
			.add(ZmqMeter.REQUEST_REOPENED, (requests) -> requests.read(RequestCounters::reopened))
			.add(ZmqMeter.REQUEST_IN_FLIGHT, (requests) -> requests.read(RequestCounters::inFlight));
	}

	private double read(ToLongFunction<RequestCounters> figure) {
		RequestCounters counters = this.components.requestCounters(this.socket);
		return (counters != null) ? figure.applyAsLong(counters) : 0;
	}

}
