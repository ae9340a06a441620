package io.github.zmqspring.benchmarks.jmh;

import java.util.List;
import java.util.Map;

import io.github.zmqspring.message.HeaderPolicy;
import io.github.zmqspring.message.WireFormat;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqParts;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * Envelopes, topics and header frames.
 */
public class MessageBenchmark extends Piece {

	private final byte[] address = new byte[5];

	private final ZmqMessage payload = ZmqMessage.of(new byte[100]);

	private final ZmqMessage wrapped = this.payload.wrap(this.address).push(this.address);

	private final WireFormat topics = WireFormat.of(false, false, true, null);

	private final WireFormat headers = WireFormat.of(false, false, false, HeaderPolicy.of(List.of("*"), List.of("*")));

	private final ZmqParts published = ZmqParts.of(this.payload).withTopic("10001 ");

	private final ZmqMessage withTopic = this.topics.encode(this.published);

	private final ZmqParts headed = ZmqParts.of(this.payload).withHeaders(Map.of("source", "nyc", "unit", "F"));

	private final ZmqMessage withHeaders = this.headers.encode(this.headed);

	/**
	 * Put an envelope around a message.
	 * @return the message
	 */
	@Benchmark
	public ZmqMessage wrap() {
		return this.payload.wrap(this.address);
	}

	/**
	 * Take the envelope off a request.
	 * @return the body
	 */
	@Benchmark
	public ZmqMessage body() {
		return this.wrapped.body();
	}

	/**
	 * Put a topic before a payload.
	 * @return the message
	 */
	@Benchmark
	public ZmqMessage encodeTopic() {
		return this.topics.encode(this.published);
	}

	/**
	 * Part topic and payload.
	 * @return the parts
	 */
	@Benchmark
	public ZmqParts decodeTopic() {
		return this.topics.decode(this.withTopic);
	}

	/**
	 * Put a header frame before a payload.
	 * @return the message
	 */
	@Benchmark
	public ZmqMessage encodeHeaders() {
		return this.headers.encode(this.headed);
	}

	/**
	 * Read a header frame.
	 * @return the parts
	 */
	@Benchmark
	public ZmqParts decodeHeaders() {
		return this.headers.decode(this.withHeaders);
	}

}
