package io.github.zmqspring.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.zmqspring.benchmarks.harness.Outcome;
import tools.jackson.databind.json.JsonMapper;

/**
 * The latest outcomes of all scenarios, kept in a file, so that one can measure in parts.
 */
public final class Results {

	private static final JsonMapper json = JsonMapper.builder().build();

	private final Path file;

	/**
	 * Use a file.
	 * @param file a line of JSON for each outcome; need not exist
	 */
	public Results(Path file) {
		this.file = file;
	}

	/**
	 * Keep an outcome, in the place of an earlier one of the same scenario.
	 * @param outcome the outcome
	 * @throws IOException if the file cannot be written
	 */
	public void put(Outcome outcome) throws IOException {
		Map<String, Outcome> all = load();
		all.put(outcome.scenario(), outcome);
		Files.createDirectories(this.file.getParent());
		Files.write(this.file, all.values().stream().map(json::writeValueAsString).toList());
	}

	/**
	 * Return the outcomes that there are.
	 * @param scenarios the names of the scenarios
	 * @return their outcomes, in this order
	 * @throws IOException if the file cannot be read
	 */
	public List<Outcome> get(List<String> scenarios) throws IOException {
		Map<String, Outcome> all = load();
		return scenarios.stream().filter(all::containsKey).map(all::get).toList();
	}

	private Map<String, Outcome> load() throws IOException {
		Map<String, Outcome> all = new LinkedHashMap<>();
		if (Files.exists(this.file)) {
			for (String line : Files.readAllLines(this.file)) {
				Outcome outcome = json.readValue(line, Outcome.class);
				all.put(outcome.scenario(), outcome);
			}
		}
		return all;
	}

}
