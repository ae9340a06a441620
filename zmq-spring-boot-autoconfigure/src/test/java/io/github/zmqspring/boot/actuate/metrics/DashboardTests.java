package io.github.zmqspring.boot.actuate.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Grafana dashboard asks for nothing that a scrape does not have.
 */
@Timeout(60)
class DashboardTests {

	private static final Path DASHBOARD = Path.of("../docs/grafana/zmq.json");

	/** What Prometheus itself adds to each series. */
	private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance");

	private static final Set<String> WORDS = Set.of("by", "sum", "max", "rate", "label_values");

	private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_][\\w]*)\\s*(\\{[^}]*})?");

	private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|=|!=|!~)\\s*\"([^\"]*)\"");

	private static final Pattern GROUPING = Pattern.compile("by\\s*\\(([^)]*)\\)");

	private static final Pattern SAMPLE = Pattern.compile("^(\\w+)(?:\\{(.*)})? \\S+$");

	@Test
	void everyQueryFindsItsMetricsAndLabels() throws IOException {
		Set<String> expressions = expressions();
		assertThat(expressions).hasSizeGreaterThan(30);
		MeteredApplication.run((context, registry) -> {
			Map<String, Map<String, Set<String>>> scrape = read(registry.scrape());
			expressions.forEach((expression) -> check(expression, scrape));
		});
	}

	@Test
	void everyMeterIsOnIt() throws IOException {
		String all = String.join("\n", expressions());
		MeteredApplication.run((context, registry) -> assertThat(read(registry.scrape()).keySet())
			.filteredOn((name) -> name.startsWith("zmq_"))
			.allSatisfy((name) -> assertThat(all).contains(name)));
	}

	@Test
	void legendsNameLabelsOfTheirQuery() throws IOException {
		for (JsonNode target : dashboard().findValues("targets").stream().flatMap(JsonNode::valueStream).toList()) {
			Matcher label = Pattern.compile("\\{\\{(\\w+)}}").matcher(target.path("legendFormat").asString());
			while (label.find()) {
				assertThat(target.path("expr").asString()).contains(label.group(1));
			}
		}
	}

	private static void check(String expression, Map<String, Map<String, Set<String>>> scrape) {
		String rest = expression.replaceAll("\"[^\"]*\"", "\"\"");
		Set<String> grouped = new LinkedHashSet<>();
		Matcher grouping = GROUPING.matcher(rest);
		while (grouping.find()) {
			grouped.addAll(List.of(grouping.group(1).split("\\s*,\\s*")));
		}
		String query = GROUPING.matcher(expression)
			.replaceAll("")
			.replaceAll("\\[[^]]*]", "")
			.replaceAll("label_values\\((.*), (\\w+)\\)", "$1");
		Matcher variable = Pattern.compile("label_values\\(.*, (\\w+)\\)").matcher(expression);
		if (variable.matches()) {
			grouped.add(variable.group(1));
		}
		Matcher selector = SELECTOR.matcher(query);
		Set<String> metrics = new LinkedHashSet<>();
		while (selector.find()) {
			String name = selector.group(1);
			if (!WORDS.contains(name)) {
				metrics.add(name);
				Map<String, Set<String>> labels = scrape.get(name);
				assertThat(labels).as("%s in %s", name, expression).isNotNull();
				checkMatchers(selector.group(2), labels, expression);
				grouped.stream()
					.filter((label) -> !OF_PROMETHEUS.contains(label))
					.forEach((label) -> assertThat(labels).as(expression).containsKey(label));
			}
		}
		assertThat(metrics).as(expression).isNotEmpty();
	}

	private static void checkMatchers(String matchers, Map<String, Set<String>> labels, String expression) {
		Matcher matcher = MATCHER.matcher((matchers != null) ? matchers : "");
		while (matcher.find()) {
			String label = matcher.group(1);
			if (!OF_PROMETHEUS.contains(label)) {
				assertThat(labels).as(expression).containsKey(label);
				if (matcher.group(2).equals("=")) {
					assertThat(labels.get(label)).as(expression).contains(matcher.group(3));
				}
			}
		}
	}

	/** The values of each label of each metric. */
	private static Map<String, Map<String, Set<String>>> read(String scrape) {
		Map<String, Map<String, Set<String>>> metrics = new LinkedHashMap<>();
		scrape.lines().filter((line) -> !line.startsWith("#")).forEach((line) -> {
			Matcher sample = SAMPLE.matcher(line);
			assertThat(sample.matches()).as(line).isTrue();
			Map<String, Set<String>> labels = metrics.computeIfAbsent(sample.group(1), (name) -> new LinkedHashMap<>());
			Matcher label = MATCHER.matcher((sample.group(2) != null) ? sample.group(2) : "");
			while (label.find()) {
				labels.computeIfAbsent(label.group(1), (name) -> new TreeSet<>()).add(label.group(3));
			}
		});
		return metrics;
	}

	private static Set<String> expressions() throws IOException {
		Set<String> expressions = new LinkedHashSet<>();
		JsonNode dashboard = dashboard();
		dashboard.findValues("expr").forEach((expression) -> expressions.add(expression.asString()));
		dashboard.at("/templating/list")
			.valueStream()
			.filter((variable) -> variable.path("type").asString().equals("query"))
			.forEach((variable) -> expressions.add(variable.at("/query/query").asString()));
		return expressions;
	}

	private static JsonNode dashboard() throws IOException {
		return JsonMapper.shared().readTree(Files.readString(DASHBOARD));
	}

}
