package io.github.zmqspring.integration;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.zmqspring.message.HeaderPolicy;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.integration.mapping.BytesMessageMapper;
import org.springframework.integration.support.MessageBuilder;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.util.Assert;

/**
 * Puts headers into the payload as Spring Integration's
 * {@code EmbeddedHeadersJsonMessageMapper} does, whose messages it reads and which reads
 * its own: what channels of {@code spring-integration-zeromq} send. Needs Jackson 3.
 * <p>
 * Unlike that class it trusts nothing: only the headers that the {@link HeaderPolicy}
 * lists are written or read, all of them strings, within its limits; names of classes in
 * the JSON are not looked at, so none is ever instantiated. Bytes that have another
 * format become the payload as they are, without headers.
 * <p>
 * A {@code byte[]} payload is written as {@code [length][headers][length][payload]}, all
 * others as JSON. Of these, strings, numbers and booleans are read as what they are, and
 * anything else as a {@code byte[]} with its JSON. Thread-safe.
 */
public class ZmqEmbeddedHeadersMessageMapper implements BytesMessageMapper {

	private static final String CLASS = "@class";

	private static final String MESSAGE_CLASS = "org.springframework.messaging.support.GenericMessage";

	private static final String MAP_CLASS = "java.util.HashMap";

	private static final Pattern JAVA_TYPE = Pattern.compile("java\\.(lang|math|time|util)\\.[\\w.$]+");

	private final JsonMapper json;

	private final HeaderPolicy policy;

	/**
	 * Create a mapper.
	 * @param policy which headers travel, in each direction
	 */
	public ZmqEmbeddedHeadersMessageMapper(HeaderPolicy policy) {
		this(policy, JsonMapper.builder().build());
	}

	/**
	 * Create a mapper.
	 * @param policy which headers travel, in each direction
	 * @param json writes payloads that are objects, and reads trees
	 */
	public ZmqEmbeddedHeadersMessageMapper(HeaderPolicy policy, JsonMapper json) {
		Assert.notNull(policy, "'policy' must not be null");
		Assert.notNull(json, "'json' must not be null");
		this.policy = policy;
		this.json = json;
	}

	@Override
	public byte[] fromMessage(Message<?> message) {
		Map<String, String> headers = this.policy.outbound(message.getHeaders());
		try {
			return (message.getPayload() instanceof byte[] bytes) ? write(headers, bytes)
					: write(headers, message.getPayload());
		}
		catch (JacksonException ex) {
			throw new MessageConversionException(message, "The payload cannot be written as JSON", ex);
		}
	}

	private byte[] write(Map<String, String> headers, byte[] payload) {
		byte[] written = this.json.writeValueAsBytes(headerTree(headers));
		return ByteBuffer.allocate(2 * Integer.BYTES + written.length + payload.length)
			.putInt(written.length)
			.put(written)
			.putInt(payload.length)
			.put(payload)
			.array();
	}

	/**
	 * With the names of the classes that the other side insists on. It wants an id and a
	 * timestamp, too, in messages that are all JSON.
	 */
	private byte[] write(Map<String, String> headers, Object payload) {
		ObjectNode tree = this.json.createObjectNode();
		tree.put(CLASS, MESSAGE_CLASS);
		tree.set("payload", this.json.valueToTree(payload));
		ObjectNode headerTree = headerTree(headers);
		headerTree.putArray(MessageHeaders.ID).add("java.util.UUID").add(MessageHeaders.ID_VALUE_NONE.toString());
		headerTree.putArray(MessageHeaders.TIMESTAMP).add("java.lang.Long").add(-1L);
		tree.set("headers", headerTree);
		return this.json.writeValueAsBytes(tree);
	}

	private ObjectNode headerTree(Map<String, String> headers) {
		ObjectNode tree = this.json.createObjectNode();
		tree.put(CLASS, MAP_CLASS);
		headers.forEach(tree::put);
		return tree;
	}

	@Override
	public Message<?> toMessage(byte[] bytes, @Nullable Map<String, Object> headers) {
		Embedded read = readBytes(bytes);
		if (read == null) {
			read = readJson(bytes);
		}
		Map<String, Object> all = new HashMap<>();
		Object payload = bytes;
		if (read != null) {
			payload = read.payload();
			all.putAll(IntegrationHeaders.typed(this.policy.inbound(read.headers())));
		}
		if (headers != null) {
			all.putAll(headers);
		}
		return MessageBuilder.withPayload(payload).copyHeaders(all).build();
	}

	private @Nullable Embedded readBytes(byte[] bytes) {
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		if (bytes.length < 2 * Integer.BYTES) {
			return null;
		}
		int headerLength = buffer.getInt();
		if (headerLength < 0 || headerLength > buffer.remaining() - Integer.BYTES) {
			return null;
		}
		int payloadLength = buffer.getInt(Integer.BYTES + headerLength);
		if (payloadLength != bytes.length - 2 * Integer.BYTES - headerLength) {
			return null;
		}
		JsonNode tree = tree(bytes, Integer.BYTES, headerLength);
		if (tree == null || !tree.isObject()) {
			return null;
		}
		byte[] payload = new byte[payloadLength];
		buffer.get(2 * Integer.BYTES + headerLength, payload);
		return new Embedded(payload, headers(tree, headerLength));
	}

	private @Nullable Embedded readJson(byte[] bytes) {
		if (bytes.length == 0 || bytes[0] != '{') {
			return null;
		}
		JsonNode tree = tree(bytes, 0, bytes.length);
		if (tree == null || !tree.isObject() || !tree.path("headers").isObject() || !tree.has("payload")) {
			return null;
		}
		JsonNode headers = tree.get("headers");
		return new Embedded(payload(tree.get("payload")), headers(headers, headers.toString().length()));
	}

	private @Nullable JsonNode tree(byte[] bytes, int offset, int length) {
		try {
			return this.json.readTree(bytes, offset, length);
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private Object payload(JsonNode written) {
		JsonNode value = withoutClass(written);
		if (value.isString()) {
			return value.stringValue();
		}
		if (value.isNumber()) {
			return value.numberValue();
		}
		return value.isBoolean() ? value.booleanValue() : value.toString().getBytes(StandardCharsets.UTF_8);
	}

	private Map<String, String> headers(JsonNode tree, int size) {
		if (size > this.policy.maxFrameSize() || tree.size() > this.policy.maxHeaders()) {
			throw new MessageConversionException("There are more headers than the policy allows");
		}
		Map<String, String> headers = new LinkedHashMap<>();
		for (Map.Entry<String, JsonNode> property : tree.properties()) {
			JsonNode value = withoutClass(property.getValue());
			if (value.isValueNode() && !value.isNull() && !property.getKey().equals(CLASS)) {
				headers.put(property.getKey(), value.asString());
			}
		}
		return headers;
	}

	/** A value may come as {@code ["the name of its class", value]}. */
	private static JsonNode withoutClass(JsonNode value) {
		boolean typed = value.isArray() && value.size() == 2 && value.get(0).isString() && value.get(1).isValueNode()
				&& JAVA_TYPE.matcher(value.get(0).stringValue()).matches();
		return typed ? value.get(1) : value;
	}

	/** What was in the bytes of a message. */
	private record Embedded(Object payload, Map<String, String> headers) {

	}

}
