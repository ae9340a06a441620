package io.github.zmqspring.socket;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Says, when all sockets are closed, what has become of the messages that the application
 * gave them: the last line of a good shutdown, and of a bad one the first to read.
 */
final class CloseReport {

	private static final Log logger = LogFactory.getLog(CloseReport.class);

	/** What was lost of a socket's messages before. */
	private record Before(long unsent, long undelivered) {

	}

	private final Map<ZmqSocket, Before> sockets = new LinkedHashMap<>();

	private final long began = System.nanoTime();

	private CloseReport() {
	}

	/**
	 * Begin.
	 * @param sockets the sockets that are going to be closed
	 * @return the report, to be logged when they are
	 */
	static CloseReport begin(List<ZmqSocket> sockets) {
		CloseReport report = new CloseReport();
		for (ZmqSocket socket : sockets) {
			SocketCounters counters = socket.counters();
			report.sockets.put(socket, new Before(counters.unsent(), counters.undelivered()));
		}
		return report;
	}

	void log() {
		long accepted = 0;
		long unsent = 0;
		long unhandled = 0;
		StringBuilder where = new StringBuilder();
		for (Map.Entry<ZmqSocket, Before> entry : this.sockets.entrySet()) {
			SocketCounters counters = entry.getKey().counters();
			accepted += counters.sent();
			long left = counters.unsent() - entry.getValue().unsent();
			unsent += left;
			unhandled += counters.undelivered() - entry.getValue().undelivered();
			if (left > 0) {
				where.append((where.length() > 0) ? ", " : "").append(entry.getKey().name()).append(": ").append(left);
			}
		}
		String text = "Closed " + this.sockets.size() + " sockets within "
				+ (System.nanoTime() - this.began) / 1_000_000 + " ms: " + accepted
				+ " messages were accepted for sending since the start, " + unsent + " of them could not be delivered"
				+ ((where.length() > 0) ? " (" + where + ")" : "") + "; " + unhandled
				+ " received ones were not handled";
		if (unsent + unhandled > 0) {
			logger.warn(text);
		}
		else {
			logger.info(text);
		}
	}

}
