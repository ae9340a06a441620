package io.github.zmqspring.benchmarks.scenario;

/**
 * A record that travels as JSON.
 *
 * @param symbol what is traded
 * @param price the price
 * @param volume how much was traded
 */
record Quote(String symbol, double price, long volume) {

	static Quote sample() {
		return new Quote("ACME", 123.25, 1_000_000);
	}

}
