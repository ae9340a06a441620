package io.github.zmqspring.docs;

import io.github.zmqspring.annotation.ZmqHandler;
import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.message.ZmqMessage;

import org.springframework.stereotype.Component;

/**
 * A snippet of {@code listeners.md}.
 */
@Component
@ZmqListener(socket = "bank")
class Bank {

	record Deposit(String account, long cents) {
	}

	record Transfer(String from, String to, long cents) {
	}

	@ZmqHandler
	String deposit(Deposit deposit) {
		return "deposited " + deposit.cents();
	}

	@ZmqHandler
	String transfer(Transfer transfer) {
		return "transferred " + transfer.cents();
	}

	@ZmqHandler(isDefault = true)
	String other(ZmqMessage message) {
		return "not understood";
	}

}
