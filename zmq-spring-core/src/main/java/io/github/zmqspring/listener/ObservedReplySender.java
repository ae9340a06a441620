package io.github.zmqspring.listener;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.zmqspring.message.WireFormat;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.observation.ZmqObservations;
import io.github.zmqspring.observation.ZmqSendContext;
import io.github.zmqspring.socket.ZmqSocket;
import io.micrometer.observation.Observation;

/**
 * Observes what listeners send to other sockets. A reply to the sender is no message of
 * its own: it belongs to the work it is the result of.
 */
final class ObservedReplySender extends ReplySender {

	private final ZmqObservations observations;

	/** The layouts of those sockets that are observed, by the names of the sockets. */
	private final Map<String, WireFormat> observed = new LinkedHashMap<>();

	ObservedReplySender(ZmqSocket own, Map<String, ZmqSocket> others, ReplyLayout layout, ListenerCounters counters,
			ZmqObservations observations) {
		super(own, others, layout, counters);
		this.observations = observations;
		others.forEach((name, target) -> {
			if (observations.observes(target.spec())) {
				this.observed.put(name, observations.wireFormat(target.spec()));
			}
		});
	}

	@Override
	boolean forward(Object result, ZmqSocket target) {
		WireFormat format = this.observed.get(target.name());
		if (format == null) {
			return super.forward(result, target);
		}
		ZmqSendContext context = new ZmqSendContext(target.spec(), ReplyLayout.destination(result));
		Observation observation = this.observations.startSend(context);
		try {
			ZmqMessage message = layOut(result, target, format, context.getTraceHeaders());
			context.setSize(message.byteCount());
			boolean sent = send(target, message);
			context.setSent(sent);
			return sent;
		}
		catch (RuntimeException | Error ex) {
			observation.error(ex);
			throw ex;
		}
		finally {
			observation.stop();
		}
	}

}
