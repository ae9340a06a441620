package io.github.zmqspring.benchmarks.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A scenario in which contenders take turns: A B C A B C. They are all warmed up before
 * the first round counts.
 */
public final class Contest implements Scenario {

	private static final Duration COLD_ROUND = Duration.ofSeconds(5);

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final String name;

	private final String title;

	private final List<Entry> entries = new ArrayList<>();

	private final List<Bar> bars = new ArrayList<>();

	private boolean cold;

	private long least = 16;

	/**
	 * Create a contest without contenders.
	 * @param name the name
	 * @param title what is measured
	 */
	public Contest(String name, String title) {
		this.name = name;
		this.title = title;
	}

	/**
	 * Add a contender. The first is the one that is judged.
	 * @param contender its name
	 * @param factory what opens it
	 * @return this contest
	 */
	public Contest add(String contender, Contender.Factory factory) {
		this.entries.add(new Entry(contender, factory));
		return this;
	}

	/**
	 * Add a contender to which the first one is compared.
	 * @param contender its name
	 * @param factory what opens it
	 * @param ratio which part of its rate the first must reach, {@code null} for any
	 * @return this contest
	 */
	public Contest add(String contender, Contender.Factory factory, @Nullable Double ratio) {
		add(contender, factory);
		return (ratio != null) ? bar(Bar.rate(ratio, contender)) : this;
	}

	/**
	 * Add what the first contender has to reach.
	 * @param bar the bar
	 * @return this contest
	 */
	public Contest bar(Bar bar) {
		this.bars.add(bar);
		return this;
	}

	/**
	 * Do not warm up: every round starts something new.
	 * @return this contest
	 */
	public Contest cold() {
		this.cold = true;
		return this;
	}

	/**
	 * Let no round be shorter than so many messages, for contenders that take a pause now
	 * and then: in short rounds they would do little else.
	 * @param messages how many
	 * @return this contest
	 */
	public Contest atLeast(long messages) {
		this.least = messages;
		return this;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public String title() {
		return this.title;
	}

	@Override
	public Duration limit(Plan plan) {
		Duration round = this.cold ? COLD_ROUND : plan.round();
		Duration each = plan.warmUp().plus(round.multipliedBy(plan.rounds())).plusSeconds(10);
		return PATIENCE.plus(each.multipliedBy(2L * this.entries.size()));
	}

	@Override
	public Outcome run(Plan plan) throws Exception {
		List<Turn> turns = new ArrayList<>();
		Throwable failure = null;
		try {
			return run(turns, plan);
		}
		catch (Throwable ex) {
			failure = ex;
			throw ex;
		}
		finally {
			close(turns, failure);
		}
	}

	private Outcome run(List<Turn> turns, Plan plan) throws Exception {
		for (Entry entry : this.entries) {
			turns.add(open(entry, this.least));
		}
		if (!this.cold) {
			warmUp(turns, plan);
		}
		for (int round = 0; round < plan.rounds(); round++) {
			for (Turn turn : turns) {
				turn.play();
			}
		}
		return new Outcome(this.name, turns.stream().map(Turn::series).toList(), this.bars);
	}

	/** Close all of them, and hide no failure by another. */
	private static void close(List<Turn> turns, @Nullable Throwable failure) throws Exception {
		Throwable first = failure;
		for (Turn turn : turns) {
			try {
				turn.close();
			}
			catch (Exception ex) {
				if (first == null) {
					first = ex;
				}
				else {
					first.addSuppressed(ex);
				}
			}
		}
		if (failure == null && first instanceof Exception ex) {
			throw ex;
		}
	}

	/**
	 * Warm up in turns, too, so that the compiler sees all of them and not one after the
	 * other.
	 */
	private static void warmUp(List<Turn> turns, Plan plan) throws Exception {
		long end = System.nanoTime() + plan.warmUp().multipliedBy(turns.size()).toNanos();
		do {
			for (Turn turn : turns) {
				turn.warmUp(plan.round());
			}
		}
		while (System.nanoTime() < end);
	}

	private static Turn open(Entry entry, long least) throws Exception {
		try {
			return new Turn(entry.contender(), entry.factory().open(), null, least);
		}
		catch (UnavailableException ex) {
			return new Turn(entry.contender(), null, ex.getMessage(), least);
		}
	}

	private record Entry(String contender, Contender.Factory factory) {

	}

	/**
	 * A contender with the size of its rounds and their results.
	 */
	private static final class Turn {

		private static final double GROWTH = 8;

		private final String name;

		private final @Nullable Contender contender;

		private final @Nullable String skipped;

		private final List<Sample> samples = new ArrayList<>();

		private final long least;

		private long messages;

		Turn(String name, @Nullable Contender contender, @Nullable String skipped, long least) {
			this.name = name;
			this.contender = contender;
			this.skipped = skipped;
			this.least = least;
			this.messages = least;
		}

		/**
		 * Do one round that does not count, and set the size of the next so that it takes
		 * as long as it should.
		 */
		void warmUp(Duration round) throws Exception {
			if (this.contender == null) {
				return;
			}
			long start = System.nanoTime();
			this.contender.round(this.messages);
			double elapsed = Math.max(System.nanoTime() - start, 1);
			double factor = Math.min(round.toNanos() / elapsed, GROWTH);
			this.messages = Math.max(this.least, (long) (this.messages * factor));
		}

		void play() throws Exception {
			if (this.contender != null) {
				this.samples.add(this.contender.round(this.messages));
			}
		}

		Series series() {
			return new Series(this.name, List.copyOf(this.samples), this.skipped);
		}

		void close() throws Exception {
			if (this.contender != null) {
				this.contender.close();
			}
		}

	}

}
