package io.github.zmqspring.boot.actuate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.zmqspring.boot.actuate.endpoint.ZmqComponentDescriptor;
import io.github.zmqspring.boot.actuate.endpoint.ZmqDescriptor;
import io.github.zmqspring.boot.actuate.endpoint.ZmqListenerDescriptor;
import io.github.zmqspring.boot.actuate.endpoint.ZmqProblemDescriptor;
import io.github.zmqspring.boot.actuate.endpoint.ZmqProxyDescriptor;
import io.github.zmqspring.boot.actuate.endpoint.ZmqSocketDescriptor;
import io.github.zmqspring.boot.actuate.metrics.ZmqMeter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;

/**
 * Makes the reference of the endpoint's fields and of the meters, from the Javadoc of the
 * descriptors and from the meters themselves.
 */
final class OperationsReference {

	static final Path PAGE = Path.of("../docs/operations-reference.md");

	private static final Path SOURCES = Path.of("src/main/java");

	private static final Pattern RECORD = Pattern.compile("/\\*\\*((?:(?!\\*/).)*?)\\*/\\s*public record (\\w+)\\(",
			Pattern.DOTALL);

	private static final Pattern PARAMETER = Pattern.compile("@param (\\w+) (.*?)(?=@param |$)");

	private OperationsReference() {
	}

	static String page() {
		StringBuilder text = new StringBuilder(
				"""
						# Operations: reference

						Generated from the sources: do not edit, see `OperationsReferenceTests`. How to use it is in
						[Operations](operations.md).

						- [Fields of the endpoint](#fields-of-the-endpoint): [all](#all), [one](#one), [sockets](#sockets),
						  [listeners](#listeners), [proxies](#proxies), [problems](#problems)
						- [Metrics](#metrics)

						## Fields of the endpoint

						A field that does not apply, or whose value is not known, is left out. Times are ISO 8601. Counters begin with the
						application, outlive stops and starts, and are never reset: a rate is the difference of two readings.

						""");
		fields(text, "All", "`GET /actuator/zmq`", ZmqDescriptor.class);
		fields(text, "One", "`GET /actuator/zmq/{name}`, and the answer to `POST`", ZmqComponentDescriptor.class);
		fields(text, "Sockets", "Below `sockets.<name>` and `socket`", ZmqSocketDescriptor.class);
		fields(text, "Listeners", "Below `listeners.<id>` and `listener`", ZmqListenerDescriptor.class);
		fields(text, "Proxies", "Below `proxies.<name>` and `proxy`", ZmqProxyDescriptor.class);
		fields(text, "Problems", "The answer with status 400 or 404", ZmqProblemDescriptor.class);
		metrics(text);
		return text.toString();
	}

	private static void fields(StringBuilder text, String heading, String where, Class<? extends Record> type) {
		text.append("### ").append(heading).append("\n\n").append(where).append(":\n\n");
		text.append("| Field | What |\n| --- | --- |\n");
		fields(text, "", type, comments(type));
		text.append('\n');
	}

	private static void fields(StringBuilder text, String prefix, Class<?> type, Map<String, String> comments) {
		for (RecordComponent component : type.getRecordComponents()) {
			String comment = comments.get(type.getSimpleName() + "." + component.getName());
			if (comment == null) {
				throw new IllegalStateException(type + " does not say what " + component.getName() + " is");
			}
			text.append("| `").append(prefix).append(component.getName()).append("` | ");
			text.append(sentence(comment)).append(values(component.getType())).append(" |\n");
			Class<?> nested = nested(component.getGenericType());
			if (nested != null && nested.getEnclosingClass() == type || isOwn(nested, type)) {
				String element = Collection.class.isAssignableFrom(component.getType()) ? "[]" : "";
				fields(text, prefix + component.getName() + element + ".", nested, comments);
			}
		}
	}

	/**
	 * Nested in the same descriptor, however deep; depths are explained where they first
	 * are.
	 */
	private static boolean isOwn(Class<?> nested, Class<?> type) {
		return nested != null && nested.isRecord() && nested.getEnclosingClass() != null
				&& nested.getEnclosingClass() == type.getEnclosingClass();
	}

	private static String values(Class<?> type) {
		if (!type.isEnum()) {
			return "";
		}
		List<?> constants = Arrays.asList(type.getEnumConstants());
		return (constants.size() > 6) ? ""
				: " " + constants.stream()
					.map((constant) -> "`" + ((Enum<?>) constant).name() + "`")
					.collect(Collectors.joining(", ")) + ".";
	}

	private static Class<?> nested(Type type) {
		if (type instanceof ParameterizedType parameterized) {
			List<Type> arguments = List.of(parameterized.getActualTypeArguments());
			return nested(arguments.get(arguments.size() - 1));
		}
		return (type instanceof Class<?> candidate && candidate.isRecord()) ? candidate : null;
	}

	private static Map<String, String> comments(Class<?> type) {
		Map<String, String> comments = new LinkedHashMap<>();
		Matcher record = RECORD.matcher(read(SOURCES.resolve(type.getName().replace('.', '/') + ".java")));
		while (record.find()) {
			String comment = record.group(1).replaceAll("\\s*\\n\\s*\\*\\s?", " ").strip();
			Matcher parameter = PARAMETER.matcher(comment);
			while (parameter.find()) {
				comments.put(record.group(2) + "." + parameter.group(1), parameter.group(2).strip());
			}
		}
		return comments;
	}

	private static String sentence(String comment) {
		String text = comment.replaceAll("\\{@code ([^}]*)}", "`$1`")
			.replaceAll("\\{@link [^}]*#?\\w+\\(\\)}", "above")
			.replaceAll("\\s+", " ");
		return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + (text.endsWith(".") ? "" : ".");
	}

	private static void metrics(StringBuilder text) {
		text.append("""
				## Metrics

				| Name | In Prometheus | Type | Tags | What |
				| --- | --- | --- | --- | --- |
				""");
		PrometheusNamingConvention prometheus = new PrometheusNamingConvention();
		for (ZmqMeter meter : ZmqMeter.values()) {
			List<String> cells = new ArrayList<>();
			cells.add("`" + meter.meterName() + "`");
			cells.add("`" + prometheus.name(meter.meterName(), meter.type(), meter.baseUnit())
					+ (meter.type() == Meter.Type.COUNTER ? "_total`" : "`"));
			cells.add(meter.type().name().toLowerCase(Locale.ROOT));
			cells.add(meter.tags().stream().map((tag) -> "`" + tag + "`").collect(Collectors.joining(" ")));
			cells.add(meter.description() + ".");
			text.append("| ").append(String.join(" | ", cells)).append(" |\n");
		}
	}

	static String read(Path path) {
		try {
			return Files.exists(path) ? Files.readString(path) : "";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
