package io.github.zmqspring.socket;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZmqRegistryEntries}, whose entries here are words, named by their
 * lower case.
 */
class ZmqRegistryEntriesTests {

	private final ZmqRegistryEntries<String> entries = new ZmqRegistryEntries<>(
			(word) -> word.toLowerCase(Locale.ROOT));

	private final List<String> told = new ArrayList<>();

	private final ZmqRegistryListener<String> listener = new ZmqRegistryListener<>() {

		@Override
		public void added(String added) {
			ZmqRegistryEntriesTests.this.told.add("+" + added);
		}

		@Override
		public void removed(String removed) {
			ZmqRegistryEntriesTests.this.told.add("-" + removed);
		}

	};

	private void put(String word) {
		assertThat(this.entries.reserve(word)).isNull();
		this.entries.add(word);
	}

	@Test
	void entriesAreFoundByNameAndListedInTheOrderOfArrival() {
		put("Zebra");
		put("Ant");
		assertThat(this.entries.find("zebra")).isEqualTo("Zebra");
		assertThat(this.entries.find("Zebra")).isNull();
		assertThat(this.entries.names()).containsExactly("zebra", "ant");
		assertThat(this.entries.all()).containsExactly("Zebra", "Ant");
	}

	@Test
	void aNameIsTakenOnceUntilItIsGivenBack() {
		assertThat(this.entries.reserve("Ant")).isNull();
		assertThat(this.entries.reserve("ANT")).isEqualTo("Ant");
		this.entries.release("ANT");
		assertThat(this.entries.find("ant")).isEqualTo("Ant");
		this.entries.release("Ant");
		assertThat(this.entries.reserve("ANT")).isNull();
	}

	@Test
	void whatIsOnItsWayInIsFoundAndNotListed() {
		this.entries.addListener(this.listener);
		this.entries.reserve("Ant");
		assertThat(this.entries.find("ant")).isEqualTo("Ant");
		assertThat(this.entries.all()).isEmpty();
		assertThat(this.entries.names()).isEmpty();
		assertThat(this.told).isEmpty();
	}

	@Test
	void aListenerHearsOfWhatIsThereAndOfWhatComesAndGoes() {
		put("Ant");
		this.entries.addListener(this.listener);
		put("Bee");
		this.entries.remove("Ant");
		this.entries.removeListener(this.listener);
		put("Cat");
		assertThat(this.told).containsExactly("+Ant", "+Bee", "-Ant");
	}

	@Test
	void whatIsRemovedGivesItsNameBack() {
		put("Ant");
		this.entries.remove("Ant");
		assertThat(this.entries.find("ant")).isNull();
		put("ANT");
		assertThat(this.entries.all()).containsExactly("ANT");
	}

}
