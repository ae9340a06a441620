package io.github.zmqspring.benchmarks.jmh;

import java.util.Objects;

import io.github.zmqspring.message.ZmqJsonMessageConverter;
import io.github.zmqspring.message.ZmqMessageConverters;
import org.openjdk.jmh.annotations.Benchmark;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.messaging.Message;
import org.springframework.messaging.converter.SmartMessageConverter;

/**
 * The message converter, and beside it what it calls for JSON.
 */
public class ConverterBenchmark extends Piece {

	private final JsonMapper json = JsonMapper.builder().build();

	private final SmartMessageConverter converter = ZmqMessageConverters.create(new ZmqJsonMessageConverter(this.json));

	private final Quote quote = new Quote("ACME", 123.25, 1_000_000);

	private final Message<?> written = write(this.quote);

	private final byte[] bytes = this.json.writeValueAsBytes(this.quote);

	/**
	 * Write a record with the converter.
	 * @return the message
	 */
	@Benchmark
	public Message<?> toMessage() {
		return write(this.quote);
	}

	/**
	 * Write a record with Jackson alone.
	 * @return the JSON
	 */
	@Benchmark
	public byte[] writeByHand() {
		return this.json.writeValueAsBytes(this.quote);
	}

	/**
	 * Read a record with the converter.
	 * @return the record
	 */
	@Benchmark
	public Object fromMessage() {
		return Objects.requireNonNull(this.converter.fromMessage(this.written, Quote.class));
	}

	/**
	 * Read a record with Jackson alone.
	 * @return the record
	 */
	@Benchmark
	public Object readByHand() {
		return this.json.readValue(this.bytes, Quote.class);
	}

	private Message<?> write(Quote value) {
		return Objects.requireNonNull(this.converter.toMessage(value, null));
	}

	/**
	 * A record that travels as JSON.
	 *
	 * @param symbol what is traded
	 * @param price the price
	 * @param volume how much was traded
	 */
	public record Quote(String symbol, double price, long volume) {

	}

}
