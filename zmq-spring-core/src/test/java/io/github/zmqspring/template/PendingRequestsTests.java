package io.github.zmqspring.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.template.PendingRequests.Entry;
import io.github.zmqspring.template.RequestEffect.Complete;
import io.github.zmqspring.template.RequestEffect.Fail;
import io.github.zmqspring.template.RequestEffect.Send;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The state machine, by transcripts. A line is {@code time event -> effects}; requests
 * are letters, their tries are numbered from 1 over all requests, times are in
 * milliseconds. Events: {@code submit a 100x3} (timeout and tries), {@code reply 2} (to
 * that try), {@code reply} (without correlation), {@code noise}, {@code cancel a},
 * {@code tick} ({@code tick!}: the socket has nothing to reopen), {@code reopened},
 * {@code stop}.
 */
class PendingRequestsTests {

	private static final ZmqMessage REPLY = ZmqMessage.ofStrings("reply");

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void whenRepliesAreCorrelated(String name, String transcript) {
		assertThat(new Machine(false).run(transcript)).isEqualTo(normalized(transcript));
	}

	static Stream<Arguments> whenRepliesAreCorrelated() {
		return Stream.of(arguments("aReplyCompletesItsRequest", """
				0 submit a 100x1 -> send a1
				1 submit b 100x1 -> send b2
				2 reply 2 -> complete b
				3 reply 1 -> complete a
				= sent 2 replied 2
				"""), arguments("aSecondReplyIsLate", """
				0 submit a 100x1 -> send a1
				1 reply 1 -> complete a
				2 reply 1 ->
				= sent 1 replied 1 late 1
				"""), arguments("anUnknownReplyIsLateAndASignOfLife", """
				0 submit a 100x2 -> send a1
				50 reply 77 ->
				100 tick -> send a2
				= sent 1 retried 1 late 1 inFlight 1
				"""), arguments("nothingHappensBeforeTheDeadline", """
				0 submit a 100x1 -> send a1
				99 tick ->
				100 tick! -> fail a TIMEOUT
				= sent 1 timedOut 1
				"""), arguments("eachTryHasANewIdAndTheWholeTimeout", """
				0 submit a 100x3 -> send a1
				100 tick! -> send a2
				199 tick! ->
				200 tick! -> send a3
				300 tick! -> fail a TIMEOUT
				= sent 1 retried 2 timedOut 1
				"""), arguments("aReplyToAnEarlierTryAnswersTheSameQuestion", """
				0 submit a 100x3 -> send a1
				100 tick! -> send a2
				200 tick! -> send a3
				210 reply 1 -> complete a
				220 reply 2 ->
				230 reply 3 ->
				= sent 1 retried 2 replied 1 late 2
				"""), arguments("onlyTheLastTriesAreRemembered", """
				0 submit a 10x20 -> send a1
				10 tick! -> send a2
				20 tick! -> send a3
				30 tick! -> send a4
				40 tick! -> send a5
				50 tick! -> send a6
				60 tick! -> send a7
				70 tick! -> send a8
				80 tick! -> send a9
				90 tick! -> send a10
				91 reply 1 ->
				92 reply 2 -> complete a
				= sent 1 retried 9 replied 1 late 1
				"""), arguments("silenceReopensAndResendsEverything", """
				0 submit a 100x2 -> send a1
				50 submit b 100x1 -> send b2
				100 tick -> reopen
				101 submit c 100x1 ->
				102 reopened -> send b2 send a3 send c4
				103 reply 2 -> complete b
				= sent 3 retried 1 replied 1 reopened 1 inFlight 2
				"""), arguments("aRequestOnItsLastTryFailsAlthoughTheSocketIsReopened", """
				0 submit a 100x1 -> send a1
				100 tick -> reopen fail a TIMEOUT
				110 reopened ->
				= sent 1 timedOut 1 reopened 1
				"""), arguments("aSignOfLifeKeepsTheSocketOpen", """
				0 submit a 100x2 -> send a1
				1 noise ->
				100 tick -> send a2
				= sent 1 retried 1 late 1 inFlight 1
				"""), arguments("aSignOfLifeFromBeforeTheTryIsNone", """
				0 submit a 100x2 -> send a1
				1 reply 1 -> complete a
				2 submit b 100x2 -> send b2
				102 tick -> reopen
				= sent 2 retried 1 replied 1 inFlight 1
				"""), arguments("withoutAnythingToReopenTheTryIsJustRepeated", """
				0 submit a 100x2 -> send a1
				100 tick! -> send a2
				= sent 1 retried 1 inFlight 1
				"""), arguments("whileReopeningTimeoutsSendNothing", """
				0 submit a 100x9 -> send a1
				100 tick -> reopen
				200 tick ->
				201 reopened -> send a3
				= sent 1 retried 2 reopened 1 inFlight 1
				"""), arguments("reopeningInVainIsDoneAtGrowingIntervals", """
				0 submit a 600x99 -> send a1
				600 tick -> reopen
				601 reopened -> send a2
				1200 tick -> send a3
				1800 tick -> reopen
				1801 reopened -> send a4
				2400 tick -> send a5
				3000 tick -> send a6
				3600 tick -> send a7
				4200 tick -> reopen
				= sent 1 retried 7 reopened 2 inFlight 1
				"""), arguments("whatIsHeardShortensTheIntervalAgain", """
				0 submit a 600x99 -> send a1
				600 tick -> reopen
				601 reopened -> send a2
				610 noise ->
				1200 tick -> send a3
				1800 tick -> reopen
				= sent 1 retried 3 late 1 reopened 1 inFlight 1
				"""), arguments("staggeredTimeoutsReopenOnce", """
				0 submit a 100x9 -> send a1
				30 submit b 100x9 -> send b2
				100 tick -> reopen
				101 reopened -> send b2 send a3
				130 tick -> send b4
				200 tick -> send a5
				= sent 2 retried 3 reopened 1 inFlight 2
				"""), arguments("aCancelledRequestIsForgotten", """
				0 submit a 100x3 -> send a1
				1 cancel a ->
				2 cancel a ->
				3 reply 1 ->
				100 tick ->
				= sent 1 failed 1 late 1
				"""), arguments("differentTimeoutsFallDueInTheirOwnTime", """
				0 submit a 300x1 -> send a1
				1 submit b 100x1 -> send b2
				2 submit c 200x1 -> send c3
				101 tick! -> fail b TIMEOUT
				202 tick! -> fail c TIMEOUT
				300 tick! -> fail a TIMEOUT
				= sent 3 timedOut 3
				"""), arguments("aStopFailsAll", """
				0 submit a 100x2 -> send a1
				100 tick! -> send a2
				101 submit b 100x2 -> send b3
				102 stop -> fail a STOPPED fail b STOPPED
				103 reply 2 ->
				500 tick ->
				= sent 2 retried 1 failed 2 late 1
				"""), arguments("aStopEndsTheReopening", """
				0 submit a 100x2 -> send a1
				100 tick -> reopen
				101 stop -> fail a STOPPED
				102 submit b 100x2 -> send b3
				103 reopened ->
				= sent 2 retried 1 failed 1 inFlight 1
				"""));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void whenThereIsOneRequestAtATime(String name, String transcript) {
		assertThat(new Machine(true).run(transcript)).isEqualTo(normalized(transcript));
	}

	static Stream<Arguments> whenThereIsOneRequestAtATime() {
		return Stream.of(arguments("othersWaitForTheirTurnInOrder", """
				0 submit a 100x1 -> send a1
				1 submit b 100x1 ->
				2 submit c 100x1 ->
				3 reply -> send b2 complete a
				4 reply -> send c3 complete b
				5 reply -> complete c
				6 reply ->
				= sent 3 replied 3 late 1
				"""), arguments("theTimeCountsFromTheTurn", """
				0 submit a 100x1 -> send a1
				1 submit b 100x1 ->
				90 reply -> send b2 complete a
				101 tick ->
				189 tick ->
				190 tick -> reopen fail b TIMEOUT
				= sent 2 replied 1 timedOut 1
				"""), arguments("theTurnIsWaitedForAsLongAsTheTriesMightTake", """
				0 submit a 900x1 -> send a1
				1 submit b 100x3 ->
				300 tick ->
				301 tick -> fail b NO_TURN
				302 reply -> complete a
				= sent 1 replied 1 timedOut 1
				"""), arguments("eachTimeoutReopens", """
				0 submit a 100x2 -> send a1
				1 noise ->
				100 tick -> reopen
				101 reopened -> send a2
				200 tick -> reopen fail a TIMEOUT
				201 reopened ->
				= sent 1 retried 1 timedOut 1 late 1 reopened 2
				"""), arguments("aBoundSocketIsReopenedToo", """
				0 submit a 100x2 -> send a1
				100 tick! -> reopen
				= sent 1 retried 1 inFlight 1
				"""), arguments("whoWaitsIsSentAfterTheReopening", """
				0 submit a 100x1 -> send a1
				1 submit b 100x2 ->
				100 tick -> reopen fail a TIMEOUT
				101 reply ->
				102 submit c 100x2 ->
				103 reopened -> send b2
				104 reply -> send c3 complete b
				= sent 3 replied 1 timedOut 1 late 1 reopened 1 inFlight 1
				"""), arguments("cancellingTheOneInFlightReopens", """
				0 submit a 100x1 -> send a1
				1 submit b 100x1 ->
				2 cancel a -> reopen
				3 reopened -> send b2
				= sent 2 failed 1 reopened 1 inFlight 1
				"""), arguments("cancellingOneThatWaitsChangesNothing", """
				0 submit a 100x1 -> send a1
				1 submit b 100x1 ->
				2 cancel b ->
				3 reply -> complete a
				= sent 1 replied 1 failed 1
				"""), arguments("aStopFailsThoseThatWaitToo", """
				0 submit a 100x1 -> send a1
				1 submit b 100x1 ->
				2 stop -> fail a STOPPED fail b STOPPED
				3 submit c 100x1 -> send c2
				= sent 2 failed 2 inFlight 1
				"""));
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void whateverHappensEachRequestEndsOnce(boolean oneAtATime) {
		for (int seed = 0; seed < 300; seed++) {
			new RandomRun(oneAtATime, seed).run();
		}
	}

	private static List<String> normalized(String transcript) {
		return transcript.lines().map(String::strip).toList();
	}

	/** Runs a transcript and writes down what the machine really does. */
	private static final class Machine {

		/** Transcripts run over the end of the range of long, as nanoTime may. */
		private static final long BASE = Long.MAX_VALUE - 1_000_000;

		private final RequestCounters counters = new RequestCounters();

		private final PendingRequests<NamedRequest> pending;

		private final Map<String, NamedRequest> requests = new HashMap<>();

		private final boolean oneAtATime;

		Machine(boolean oneAtATime) {
			this.oneAtATime = oneAtATime;
			this.pending = new PendingRequests<>(oneAtATime, 1, this.counters);
		}

		List<String> run(String transcript) {
			List<String> lines = new ArrayList<>();
			for (String line : normalized(transcript)) {
				if (line.startsWith("=")) {
					lines.add(figures());
				}
				else {
					String event = line.substring(0, line.indexOf("->"));
					lines.add((event + "-> " + effects(event.strip().split(" "))).strip());
				}
			}
			return lines;
		}

		private String effects(String[] words) {
			StringBuilder text = new StringBuilder();
			for (RequestEffect<NamedRequest> effect : happen(nanos(Long.parseLong(words[0])), words)) {
				text.append(describe(effect)).append(' ');
			}
			return text.toString();
		}

		private List<RequestEffect<NamedRequest>> happen(long now, String[] words) {
			switch (words[1]) {
				case "submit" -> {
					String[] options = words[3].split("x");
					NamedRequest request = new NamedRequest(words[2], Long.parseLong(options[0]) * 1_000_000,
							Integer.parseInt(options[1]));
					this.requests.put(words[2], request);
					return this.pending.submit(request, now);
				}
				case "reply" -> {
					return this.oneAtATime ? this.pending.reply(REPLY, now)
							: this.pending.reply(Long.parseLong(words[2]), REPLY, now);
				}
				case "noise" -> {
					this.pending.unexpected(now);
					return List.of();
				}
				case "cancel" -> {
					return this.pending.cancel(this.requests.get(words[2]));
				}
				case "tick", "tick!" -> {
					return this.pending.tick(now, words[1].equals("tick"));
				}
				case "reopened" -> {
					return this.pending.reopened(now);
				}
				case "stop" -> {
					return this.pending.stop();
				}
				default -> throw new IllegalArgumentException(words[1]);
			}
		}

		private static long nanos(long millis) {
			return BASE + millis * 1_000_000;
		}

		private String describe(RequestEffect<NamedRequest> effect) {
			if (effect instanceof Send<NamedRequest> send) {
				assertThat(this.pending.isCurrent(send)).isTrue();
				return "send " + send.request().name + send.correlation();
			}
			if (effect instanceof Complete<NamedRequest> complete) {
				assertThat(complete.reply()).isSameAs(REPLY);
				assertThat(complete.request().isDone()).isTrue();
				return "complete " + complete.request().name;
			}
			if (effect instanceof Fail<NamedRequest> fail) {
				assertThat(fail.request().isDone()).isTrue();
				return "fail " + fail.request().name + " " + fail.reason();
			}
			return "reopen";
		}

		private String figures() {
			Map<Integer, String> figures = new TreeMap<>();
			figures.put(0, figure("sent", this.counters.sent()));
			figures.put(1, figure("retried", this.counters.retried()));
			figures.put(2, figure("replied", this.counters.replied()));
			figures.put(3, figure("timedOut", this.counters.timedOut()));
			figures.put(4, figure("failed", this.counters.failed()));
			figures.put(5, figure("late", this.counters.lateReplies()));
			figures.put(6, figure("reopened", this.counters.reopened()));
			figures.put(7, figure("inFlight", this.counters.inFlight()));
			boolean nothingPending = this.counters.inFlight() == 0;
			assertThat(this.pending.nextDeadline() == null).isEqualTo(nothingPending);
			return "=" + String.join("", figures.values());
		}

		private static String figure(String name, long value) {
			return (value != 0) ? " " + name + " " + value : "";
		}

	}

	/** Events in any order; the effects must make sense. */
	private static final class RandomRun {

		private final Random random;

		private final boolean oneAtATime;

		private final RequestCounters counters = new RequestCounters();

		private final PendingRequests<NamedRequest> pending;

		private final Set<NamedRequest> open = new LinkedHashSet<>();

		private boolean reopening;

		private long tries;

		RandomRun(boolean oneAtATime, int seed) {
			this.random = new Random(seed);
			this.oneAtATime = oneAtATime;
			this.pending = new PendingRequests<>(oneAtATime, 1, this.counters);
		}

		void run() {
			for (int now = 0; now < 2000; now += this.random.nextInt(10)) {
				step(now);
				assertThat(this.counters.inFlight()).isEqualTo(this.open.size());
			}
			check(this.pending.stop());
			assertThat(this.open).isEmpty();
			assertThat(this.pending.nextDeadline()).isNull();
			assertThat(this.pending.tick(Integer.MAX_VALUE, true)).isEmpty();
		}

		private void step(long now) {
			switch (this.random.nextInt(6)) {
				case 0 -> {
					NamedRequest request = new NamedRequest("r", 1 + this.random.nextInt(50),
							1 + this.random.nextInt(3));
					this.open.add(request);
					check(this.pending.submit(request, now));
				}
				case 1 -> check(this.oneAtATime ? this.pending.reply(REPLY, now)
						: this.pending.reply(this.random.nextLong(this.tries + 2), REPLY, now));
				case 2 -> this.open.stream()
					.skip(this.random.nextInt(this.open.size() + 1))
					.findFirst()
					.ifPresent((request) -> {
						this.open.remove(request);
						check(this.pending.cancel(request));
					});
				case 3 -> {
					this.reopening = false;
					check(this.pending.reopened(now));
				}
				default -> check(this.pending.tick(now, this.random.nextBoolean()));
			}
		}

		private void check(List<RequestEffect<NamedRequest>> effects) {
			for (RequestEffect<NamedRequest> effect : effects) {
				if (effect instanceof Send<NamedRequest> send) {
					this.tries = Math.max(this.tries, send.correlation());
					assertThat(this.open).contains(send.request());
					assertThat(this.reopening).isFalse();
				}
				else if (effect instanceof Complete<NamedRequest> complete) {
					assertThat(this.open.remove(complete.request())).isTrue();
				}
				else if (effect instanceof Fail<NamedRequest> fail) {
					assertThat(this.open.remove(fail.request())).isTrue();
				}
				else {
					assertThat(this.reopening).isFalse();
					this.reopening = true;
				}
			}
		}

	}

	private static final class NamedRequest extends Entry {

		private final String name;

		NamedRequest(String name, long timeout, int tries) {
			super(timeout, tries);
			this.name = name;
		}

	}

}
