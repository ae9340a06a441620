package io.github.zmqspring.docs;

import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;

import io.github.zmqspring.annotation.ZmqListener;

/**
 * A snippet of {@code observability.md}.
 */
class StockService {

	private final ToIntFunction<String> counting;

	StockService(ToIntFunction<String> counting) {
		this.counting = counting;
	}

	@ZmqListener(socket = "stock-service")
	CompletableFuture<Integer> stock(String article) {
		return CompletableFuture.supplyAsync(() -> count(article));
	}

	private int count(String article) {
		return this.counting.applyAsInt(article);
	}

}
