package io.github.zmqspring.listener;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.listener.ListenerRun.Mode;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqMessageConverters;
import io.github.zmqspring.observation.ZmqObservations;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.converter.SmartMessageConverter;

/**
 * Puts a listener together: what can be known before it starts in the constructor, the
 * rest for each run. This is the only class that knows all the others.
 */
final class ContainerParts {

	/**
	 * How many messages wait for each worker: with one the threads do little but wake
	 * each other (100,000 empty messages/s on two cores, with four 300,000), with many a
	 * stop has much to finish.
	 */
	private static final int WAITING_PER_WORKER = 4;

	private final ZmqListenerEndpoint endpoint;

	private final ZmqSocketRegistry sockets;

	private final ZmqSocket socket;

	private final ListenerSupport support;

	private final SmartMessageConverter converter;

	private final HandlerInvokers invokers;

	private final ListenerCounters counters = new ListenerCounters();

	private final ListenerEvents events;

	ContainerParts(ZmqListenerEndpoint endpoint, ZmqSocketRegistry sockets, ZmqSocket socket, ListenerSupport support) {
		this.endpoint = endpoint;
		this.sockets = sockets;
		this.socket = socket;
		this.events = new ListenerEvents(endpoint, sockets.getContext().events());
		this.support = support;
		this.converter = ZmqMessageConverters.complete(Objects.requireNonNull(endpoint.converter()));
		EndpointRules rules = new EndpointRules(endpoint, socket.type());
		rules.checkSocket();
		rules.checkLag(socket.spec().headers());
		this.invokers = new HandlerInvokers(endpoint, rules, new SpringMessages(socket.name(), socket.type()),
				this.converter, ArgumentResolvers.create(this.converter, support, endpoint.argumentResolvers()));
	}

	ZmqSocket socket() {
		return this.socket;
	}

	ListenerCounters counters() {
		return this.counters;
	}

	ListenerEvents events() {
		return this.events;
	}

	ScheduledExecutorService timer() {
		return this.sockets.getContext().timer();
	}

	/**
	 * Make what runs until the next stop.
	 * @param lagWatch looks at the age of messages, or {@code null}
	 * @return a run that has not begun
	 */
	ListenerRun newRun(@Nullable LagWatch lagWatch) {
		Retries retries = new Retries(this.endpoint.retryPolicy());
		InFlight inFlight = new InFlight(concurrency());
		ReplySender replies = replies();
		FailureHandler failures = new FailureHandler(this.endpoint, replies, this.counters);
		MessageReader reader = new MessageReader(this.socket.type(),
				this.support.observations().wireFormat(this.socket.spec()), lagWatch);
		ResultHandler results = new ResultHandler(inFlight);
		Mode mode;
		BatchInvoker batchInvoker = observed(this.invokers.batch());
		if (batchInvoker != null) {
			mode = batched(new BatchProcessor(reader, this.endpoint.filter(), batchInvoker, retries, results, replies,
					failures, this.counters));
		}
		else {
			Invoker invoker = observed(Objects.requireNonNull(this.invokers.single()));
			mode = single(invoker, new MessageProcessor(reader, this.endpoint.filter(), invoker, retries, results,
					replies, failures, this.counters, isHandledByReader(invoker))::process);
		}
		return new ListenerRun(this.endpoint.description(), mode, inFlight, retries, this.counters, this.events,
				idleWatch());
	}

	/**
	 * Make what looks at the age of messages.
	 * @param stop stops the listener
	 * @return the watch, or {@code null} if the listener does not care
	 */
	@Nullable LagWatch lagWatch(Runnable stop) {
		return (this.endpoint.maxLag() != null)
				? new LagWatch(this.endpoint, this.events, stop, Clock.systemUTC(), System::nanoTime) : null;
	}

	private @Nullable IdleWatch idleWatch() {
		Duration interval = this.endpoint.idleEventInterval();
		return (interval != null) ? new IdleWatch(interval, this.counters::received, this.events) : null;
	}

	private ReplySender replies() {
		Map<String, ZmqSocket> targets = targets();
		ReplyLayout layout = new ReplyLayout(this.converter);
		ZmqObservations observations = this.support.observations();
		boolean observed = targets.values().stream().anyMatch((target) -> observations.observes(target.spec()));
		return observed ? new ObservedReplySender(this.socket, targets, layout, this.counters, observations)
				: new ReplySender(this.socket, targets, layout, this.counters);
	}

	private Invoker observed(Invoker invoker) {
		return isObserved() ? new ObservedInvoker(invoker, listenerObservations()) : invoker;
	}

	private @Nullable BatchInvoker observed(@Nullable BatchInvoker invoker) {
		return (invoker != null && isObserved()) ? new ObservedBatchInvoker(invoker, listenerObservations()) : invoker;
	}

	private boolean isObserved() {
		return this.support.observations().observes(this.socket.spec());
	}

	private ListenerObservations listenerObservations() {
		return new ListenerObservations(this.support.observations(), this.endpoint.id(), this.socket.spec());
	}

	private Mode batched(BatchProcessor processor) {
		int size = Objects.requireNonNull(this.endpoint.batchSize());
		Duration timeout = Objects.requireNonNull(this.endpoint.batchTimeout());
		return new Mode.Batched(processor::process, workers(), size, timeout);
	}

	/**
	 * An asynchronous handler needs no worker: it does not block, and who waits for it is
	 * nobody.
	 */
	private boolean isHandledByReader(Invoker invoker) {
		return concurrency() == 1 || invoker.resultType().asynchronous();
	}

	private Mode single(Invoker invoker, Consumer<ZmqMessage> processor) {
		if (isHandledByReader(invoker)) {
			return new Mode.Direct(processor);
		}
		return new Mode.Handed(processor, workers(), concurrency() * WAITING_PER_WORKER);
	}

	private Workers workers() {
		return new Workers(this.socket.threadName(this.endpoint.id()), concurrency(), this.support.virtualThreads());
	}

	int concurrency() {
		return Objects.requireNonNull(this.endpoint.concurrency());
	}

	Set<String> targetNames() {
		return Set.copyOf(this.invokers.targets());
	}

	private Map<String, ZmqSocket> targets() {
		Map<String, ZmqSocket> targets = new LinkedHashMap<>();
		for (String name : this.invokers.targets()) {
			ZmqSocket target = this.sockets.get(name, this.endpoint.description());
			if (!target.type().canSend()) {
				throw new ZmqConfigurationException(this.endpoint.description(), name, "@SendTo", name,
						"a " + target.type() + " socket does not send", "Name a socket of another type.");
			}
			targets.put(name, target);
		}
		return targets;
	}

}
