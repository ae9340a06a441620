package io.github.zmqspring.boot.test.orders;

import java.util.concurrent.CompletableFuture;

import io.github.zmqspring.annotation.ZmqListener;

import org.springframework.stereotype.Component;

/**
 * Answers whoever asks, a little later.
 */
@Component
class SupportListener {

	@ZmqListener(socket = "support")
	CompletableFuture<String> help(String question) {
		return CompletableFuture.supplyAsync(() -> "Have you tried to switch it off and on? You said: " + question);
	}

}
