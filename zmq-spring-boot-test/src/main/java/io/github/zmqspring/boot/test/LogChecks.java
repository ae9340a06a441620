package io.github.zmqspring.boot.test;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import io.github.zmqspring.message.ZmqMessage;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of messages that may still be on their way. Each check waits for
 * messages that are missing, never for some that should not come, and returns what is
 * wrong or {@code null}.
 */
final class LogChecks {

	private final String subject;

	private final MessageLog log;

	private final Function<ZmqMessage, ZmqMessage> view;

	private final Duration patience;

	/**
	 * Create checks.
	 * @param subject whose messages these are and which, for instance
	 * {@code PULL peer has received}
	 */
	LogChecks(String subject, MessageLog log, Function<ZmqMessage, ZmqMessage> view, Duration patience) {
		this.subject = subject;
		this.log = log;
		this.view = view;
		this.patience = patience;
	}

	@Nullable String has(ZmqMessage message) {
		return this.log.await((all) -> shown(all).contains(message), this.patience) ? null
				: wrong(List.of(message), "among others");
	}

	@Nullable String hasExactly(ZmqMessage... messages) {
		List<ZmqMessage> wanted = Arrays.asList(messages);
		this.log.await((all) -> all.size() >= wanted.size(), this.patience);
		return shown(this.log.messages()).equals(wanted) ? null : wrong(wanted, "and no others, in this order");
	}

	@Nullable String hasExactlyInAnyOrder(ZmqMessage... messages) {
		List<ZmqMessage> wanted = Arrays.asList(messages);
		this.log.await((all) -> all.size() >= wanted.size(), this.patience);
		List<ZmqMessage> rest = new java.util.ArrayList<>(shown(this.log.messages()));
		boolean found = wanted.stream().allMatch(rest::remove);
		return (found && rest.isEmpty()) ? null : wrong(wanted, "and no others, in any order");
	}

	@Nullable String hasCount(int count) {
		this.log.await((all) -> all.size() >= count, this.patience);
		int size = this.log.messages().size();
		return (size == count) ? null
				: this.subject + " " + size + " messages and not " + count + ": " + shown(this.log.messages());
	}

	@Nullable String hasNothing() {
		List<ZmqMessage> all = shown(this.log.messages());
		return all.isEmpty() ? null : this.subject + " something, which it should not: " + all;
	}

	private List<ZmqMessage> shown(List<ZmqMessage> all) {
		return all.stream().map(this.view).toList();
	}

	private String wrong(List<ZmqMessage> wanted, String how) {
		return String.format("%s%n  %s%nwithin %s and not, %s,%n  %s", this.subject, shown(this.log.messages()),
				this.patience, how, wanted);
	}

}
