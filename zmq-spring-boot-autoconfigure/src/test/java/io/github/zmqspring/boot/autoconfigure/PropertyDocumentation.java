package io.github.zmqspring.boot.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.zmqspring.socket.SocketDefaults;
import io.github.zmqspring.socket.SocketOption;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocketType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/**
 * Makes the additional configuration metadata and the table of properties from the
 * sources of the records that are bound as values of maps, for which Boot's processor
 * makes nothing, and from the metadata that it has made for the rest.
 */
final class PropertyDocumentation {

	static final Path ADDITIONAL_METADATA = Path
		.of("src/main/resources/META-INF/additional-spring-configuration-metadata.json");

	static final Path TABLE = Path.of("../docs/properties.md");

	static final Path METADATA = Path.of("target/classes/META-INF/spring-configuration-metadata.json");

	private static final Path SOURCES = Path.of("src/main/java");

	private static final String SOCKET = "zmq.sockets.*.";

	private static final String PROXY = "zmq.proxies.*.";

	private static final String BUNDLE = "zmq.security.curve.*.";

	private static final String DOMAIN = "zmq.security.domains.*.";

	private static final Pattern PARAMETER = Pattern.compile("@param (\\w+) (.*?)(?= @param | \\*/)");

	/** One property, as it is documented. */
	record Property(String name, Class<?> raw, String type, @Nullable Object defaultValue, String description,
			@Nullable SocketOption<?> option) {

	}

	private PropertyDocumentation() {
	}

	static Map<String, Object> additionalMetadata() {
		List<Map<String, Object>> properties = new ArrayList<>();
		properties.add(metadata("zmq.enabled", "java.lang.Boolean",
				"Whether sockets, listeners, proxies and templates are auto-configured.", true));
		properties.add(metadata("management.health.zmq.enabled", "java.lang.Boolean",
				"Whether to enable the health check of ZeroMQ sockets.", true));
		properties.add(metadata("management.info.zmq.enabled", "java.lang.Boolean",
				"Whether to enable the versions of ZeroMQ in the info endpoint.", true));
		Stream.of(socketProperties(), proxyProperties(), bundleProperties(), domainProperties())
			.flatMap(List::stream)
			.map((property) -> metadata(property.name(), property.type(), property.description(),
					property.defaultValue()))
			.forEach(properties::add);
		Map<String, Object> metadata = new LinkedHashMap<>();
		metadata.put("properties", properties);
		metadata.put("hints", hints());
		return metadata;
	}

	private static Map<String, Object> metadata(String name, String type, String description,
			@Nullable Object defaultValue) {
		Map<String, Object> property = new LinkedHashMap<>();
		property.put("name", name);
		property.put("type", type);
		property.put("description", description);
		if (defaultValue != null) {
			property.put("defaultValue", defaultValue);
		}
		return property;
	}

	private static List<Map<String, Object>> hints() {
		List<Map<String, Object>> types = Arrays.stream(ZmqSocketType.values())
			.map((type) -> Map.<String, Object>of("value", lower(type)))
			.toList();
		return List.of(hint("zmq.sockets.keys", List.of(Map.of("value", "tasks"), Map.of("value", "feed"))),
				hint("zmq.proxies.keys", List.of(Map.of("value", "broker"))),
				hint("zmq.security.curve.keys", List.of(Map.of("value", "server"))), hint(SOCKET + "type", types),
				hint(SOCKET + "bind",
						endpoints("tcp://127.0.0.1:5555", "tcp://*:5555", "tcp://127.0.0.1:*", "inproc://name")),
				hint(SOCKET + "connect", endpoints("tcp://localhost:5555", "tcp://[::1]:5555", "inproc://name")));
	}

	private static Map<String, Object> hint(String name, List<? extends Map<String, ?>> values) {
		Map<String, Object> hint = new LinkedHashMap<>();
		hint.put("name", name);
		hint.put("values", values);
		hint.put("providers", List.of(Map.of("name", "any")));
		return hint;
	}

	private static List<Map<String, Object>> endpoints(String... examples) {
		return Arrays.stream(examples).map((example) -> Map.<String, Object>of("value", example)).toList();
	}

	static List<Property> socketProperties() {
		return properties(SocketProperties.class, SOCKET, Set.of("socket"));
	}

	static List<Property> proxyProperties() {
		List<Property> properties = new ArrayList<>();
		for (Property property : properties(ProxyProperties.class, PROXY, Set.of())) {
			properties.add(property);
			if (property.raw() == SocketProperties.class) {
				Property socket = properties(SocketProperties.class, property.name() + ".", Set.of()).get(0);
				properties.add(socket);
			}
		}
		return properties;
	}

	static List<Property> bundleProperties() {
		return properties(CurveBundleProperties.class, BUNDLE, Set.of());
	}

	static List<Property> domainProperties() {
		return properties(SecurityDomainProperties.class, DOMAIN, Set.of()).stream()
			.flatMap((group) -> properties(group.raw().asSubclass(Record.class), group.name() + ".", Set.of()).stream())
			.toList();
	}

	private static List<Property> properties(Class<? extends Record> type, String prefix, Set<String> without) {
		Map<String, String> descriptions = descriptions(type);
		List<Property> properties = new ArrayList<>();
		for (RecordComponent component : type.getRecordComponents()) {
			if (!without.contains(component.getName())) {
				String name = DataObjectPropertyName.toDashedForm(component.getName());
				SocketOption<?> option = (type == SocketProperties.class) ? ZmqOptions.find(name) : null;
				String description = descriptions.get(component.getName());
				if (description == null) {
					throw new IllegalStateException("No @param for " + component.getName());
				}
				properties.add(new Property(prefix + name, component.getType(), typeName(component),
						defaultValue(component, option), description, option));
			}
		}
		return properties;
	}

	private static Map<String, String> descriptions(Class<?> type) {
		String source = read(SOURCES.resolve(type.getName().replace('.', '/') + ".java"));
		String comment = source.substring(source.indexOf("/**"), source.indexOf("*/") + 2);
		Map<String, String> descriptions = new LinkedHashMap<>();
		Matcher parameter = PARAMETER.matcher(comment.replaceAll("\\s*\\n \\*(?!/)\\s*", " ").replaceAll("\\s+", " "));
		while (parameter.find()) {
			descriptions.put(parameter.group(1), parameter.group(2).strip());
		}
		return descriptions;
	}

	private static String typeName(RecordComponent component) {
		if (component.getType() == List.class) {
			return "java.util.List<java.lang.String>";
		}
		if (component.getType() == Map.class) {
			return "java.util.Map<java.lang.String,java.lang.String>";
		}
		return ClassUtils.resolvePrimitiveIfNecessary(component.getType()).getName();
	}

	private static @Nullable Object defaultValue(RecordComponent component, @Nullable SocketOption<?> option) {
		DefaultValue annotation = constructorDefault(component);
		if (annotation != null && annotation.value().length == 1) {
			String text = annotation.value()[0];
			if (component.getType() == boolean.class) {
				return Boolean.valueOf(text);
			}
			return (component.getType() == int.class) ? Integer.valueOf(text) : text;
		}
		if (option != null) {
			Map<Object, List<ZmqSocketType>> defaults = recommended(option);
			boolean sameForAll = defaults.size() == 1
					&& defaults.values().iterator().next().size() == option.socketTypes().size();
			return sameForAll ? printable(defaults.keySet().iterator().next()) : null;
		}
		return null;
	}

	private static @Nullable DefaultValue constructorDefault(RecordComponent component) {
		return Arrays.stream(component.getDeclaringRecord().getDeclaredConstructors()[0].getParameters())
			.filter((parameter) -> parameter.getName().equals(component.getName()))
			.findFirst()
			.map((parameter) -> parameter.getAnnotation(DefaultValue.class))
			.orElse(null);
	}

	private static <T> Map<Object, List<ZmqSocketType>> recommended(SocketOption<T> option) {
		Map<Object, List<ZmqSocketType>> defaults = new LinkedHashMap<>();
		for (ZmqSocketType type : ZmqSocketType.values()) {
			T value = SocketDefaults.RECOMMENDED.get(option, type);
			if (value != null) {
				defaults.computeIfAbsent(value, (key) -> new ArrayList<>()).add(type);
			}
		}
		return defaults;
	}

	static Object printable(Object value) {
		if (value instanceof Duration duration) {
			return duration.isZero() ? "0s"
					: (duration.getNano() == 0) ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
		}
		if (value instanceof DataSize size) {
			long kilobytes = size.toKilobytes();
			return (kilobytes % 1024 == 0 && kilobytes > 0) ? size.toMegabytes() + "MB" : kilobytes + "KB";
		}
		return value;
	}

	static String table() {
		StringBuilder text = new StringBuilder("""
				# Configuration properties

				Generated from the sources: do not edit, see `ConfigurationMetadataTests`.

				Durations are written `500ms`, `10s`, `2m`; a bare number means milliseconds. Sizes are written `64KB`,
				`1MB`; a bare number means bytes. A mistyped property fails the start.

				## General

				""");
		row(text, "Name", "Type", "Default", "What");
		row(text, "---", "---", "---", "---");
		row(text, code("zmq.enabled"), code("Boolean"), code("true"),
				"Whether sockets, listeners, proxies and templates are auto-configured.");
		boundProperties()
			.forEach((name, property) -> row(text, code(name), code(simple(property.path("type").asString())),
					property.has("defaultValue") ? code(property.get("defaultValue").asString()) : "",
					property.path("description").asString()));
		text.append(
				"""

						## Sockets

						Below `zmq.sockets.<name>`. An option that is not set gets the default shown, unless `zmq.defaults` is
						`jeromq`; where no default is shown, JeroMQ's own holds. An option that a type of socket does not have fails
						the start.

						""");
		row(text, "Name", "Type", "Default", "What", "Sockets");
		row(text, "---", "---", "---", "---", "---");
		socketProperties().forEach((property) -> row(text, code(property.name().substring(SOCKET.length())),
				code(simple(property.type())), defaults(property), property.description(), types(property)));
		text.append("""

				## Proxies

				Below `zmq.proxies.<name>`. Frontend, backend and capture have the properties of a socket, too.

				""");
		row(text, "Name", "Type", "Default", "What");
		row(text, "---", "---", "---", "---");
		proxyProperties().forEach((property) -> row(text, code(property.name().substring(PROXY.length())),
				code(simple(property.type())), defaults(property), property.description()));
		appendRecord(text, """

				## Bundles of CURVE keys

				Below `zmq.security.curve.<name>`; see [Security](security.md).

				""", BUNDLE, bundleProperties());
		appendRecord(text,
				"""

						## Security of one domain

						Below `zmq.security.domains.<name>`. A group that is set stands in for the general one below `zmq.security`.

						""",
				DOMAIN, domainProperties());
		return text.toString();
	}

	private static void appendRecord(StringBuilder text, String heading, String prefix, List<Property> properties) {
		text.append(heading);
		row(text, "Name", "Type", "Default", "What");
		row(text, "---", "---", "---", "---");
		properties.forEach((property) -> row(text, code(property.name().substring(prefix.length())),
				code(simple(property.type())), defaults(property), property.description()));
	}

	/**
	 * What Boot's processor has made, without what was added to it.
	 */
	private static Map<String, JsonNode> boundProperties() {
		Map<String, JsonNode> properties = new TreeMap<>();
		for (JsonNode property : JsonMapper.builder().build().readTree(read(METADATA)).path("properties")) {
			String name = property.path("name").asString();
			boolean map = property.path("type").asString().matches("java.util.Map<.*Properties>");
			if (!map && !name.contains("*") && !name.equals("zmq.enabled")) {
				properties.put(name, property);
			}
		}
		return properties;
	}

	private static String defaults(Property property) {
		if (property.defaultValue() != null) {
			return code(String.valueOf(property.defaultValue()));
		}
		if (property.option() == null) {
			return "";
		}
		Map<Object, List<ZmqSocketType>> defaults = recommended(property.option());
		return defaults.entrySet()
			.stream()
			.map((entry) -> code(String.valueOf(printable(entry.getKey()))) + " for " + list(entry.getValue()))
			.collect(Collectors.joining("; "));
	}

	private static String types(Property property) {
		SocketOption<?> option = property.option();
		if (option != null) {
			return list(option.socketTypes());
		}
		return switch (property.name().substring(SOCKET.length())) {
			case "topics" -> list(typesThat(ZmqSocketType::subscribes));
			case "groups" -> list(typesThat(ZmqSocketType::joinsGroups));
			default -> "all";
		};
	}

	private static List<ZmqSocketType> typesThat(Predicate<ZmqSocketType> predicate) {
		return Arrays.stream(ZmqSocketType.values()).filter(predicate).toList();
	}

	private static String list(Collection<ZmqSocketType> types) {
		List<ZmqSocketType> others = typesThat((type) -> !types.contains(type));
		if (others.isEmpty()) {
			return "all";
		}
		return (others.size() < 3) ? "all but " + names(others) : names(types);
	}

	private static String names(Collection<ZmqSocketType> types) {
		return types.stream().map(Enum::name).collect(Collectors.joining(", "));
	}

	private static void row(StringBuilder text, String... cells) {
		text.append("| ").append(String.join(" | ", cells)).append(" |\n");
	}

	private static String code(String text) {
		return text.isEmpty() ? "" : "`" + text + "`";
	}

	private static String simple(String type) {
		return type.replaceAll("[a-z]+\\.", "").replaceAll("[A-Za-z]+\\$", "");
	}

	private static String lower(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
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
