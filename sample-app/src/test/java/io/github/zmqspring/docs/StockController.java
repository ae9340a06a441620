package io.github.zmqspring.docs;

import java.util.concurrent.CompletableFuture;

import io.github.zmqspring.template.ZmqTemplate;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * A snippet of {@code observability.md}.
 */
@RestController
class StockController {

	private final ZmqTemplate template;

	StockController(ZmqTemplate template) {
		this.template = template;
	}

	@GetMapping("/stock/{article}")
	CompletableFuture<Integer> stock(@PathVariable String article) {
		return this.template.requestAsync("stock", article, Integer.class);
	}

}
