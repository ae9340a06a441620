package io.github.zmqspring.integration;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import io.github.zmqspring.message.ZmqHeaders;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.MessageHeaders;
import org.springframework.util.Assert;

/**
 * The headers of a received message, made when somebody looks at them. A flow that only
 * hands the payload on pays for none; {@code id} and {@code timestamp}, which cost more
 * than all others together, are made with the rest and then stay what they are. So an
 * aggregator or a message store sees what it sees of any other message, and two messages
 * with the same payload are not equal. Thread-safe.
 */
@SuppressWarnings("serial")
final class InboundHeaders extends MessageHeaders {

	/** The user's headers, looked up without making the others. */
	private final Map<String, Object> user;

	private transient @Nullable Supplier<Map<String, Object>> maker;

	private volatile @Nullable Map<String, Object> all;

	/**
	 * Create headers.
	 * @param user the headers of the user, from the wire; none with the prefix of ours
	 * @param maker makes what else there is to know, a new map that may be changed
	 */
	InboundHeaders(Map<String, Object> user, Supplier<Map<String, Object>> maker) {
		super(null, ID_VALUE_NONE, -1L);
		this.user = user;
		this.maker = maker;
	}

	private Map<String, Object> all() {
		Map<String, Object> made = this.all;
		return (made != null) ? made : make();
	}

	private synchronized Map<String, Object> make() {
		Supplier<Map<String, Object>> current = this.maker;
		Map<String, Object> made = this.all;
		if (made != null || current == null) {
			return (made != null) ? made : this.user;
		}
		Map<String, Object> complete = new HashMap<>(current.get());
		complete.putAll(this.user);
		complete.put(ID, newId());
		complete.put(TIMESTAMP, System.currentTimeMillis());
		Map<String, Object> unmodifiable = Collections.unmodifiableMap(complete);
		this.all = unmodifiable;
		this.maker = null;
		return unmodifiable;
	}

	private static UUID newId() {
		return getIdGenerator().generateId();
	}

	@Override
	public @Nullable Object get(Object key) {
		if (this.all == null && key instanceof String name && !isMade(name)) {
			return this.user.get(name);
		}
		return all().get(key);
	}

	/** A name that another header than the user's may have. */
	private static boolean isMade(String name) {
		return name.startsWith(ZmqHeaders.PREFIX) || name.equals(ID) || name.equals(TIMESTAMP);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T get(Object key, Class<T> type) {
		Object value = get(key);
		if (value != null && !type.isInstance(value)) {
			throw new IllegalArgumentException(
					"Header '" + key + "' should be a " + type.getName() + " and is a " + value.getClass().getName());
		}
		return (T) value;
	}

	@Override
	protected Map<String, Object> getRawHeaders() {
		return all();
	}

	@Override
	public boolean containsKey(Object key) {
		return get(key) != null;
	}

	@Override
	public boolean containsValue(Object value) {
		return all().containsValue(value);
	}

	@Override
	public Set<Map.Entry<String, Object>> entrySet() {
		return all().entrySet();
	}

	@Override
	public boolean isEmpty() {
		return false;
	}

	@Override
	public Set<String> keySet() {
		return all().keySet();
	}

	@Override
	public int size() {
		return all().size();
	}

	@Override
	public Collection<Object> values() {
		return all().values();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof MessageHeaders && all().equals(other));
	}

	@Override
	public int hashCode() {
		return all().hashCode();
	}

	@Override
	public String toString() {
		return all().toString();
	}

	private void writeObject(ObjectOutputStream out) throws IOException {
		Assert.state(!all().isEmpty(), "There is an id at least");
		out.defaultWriteObject();
	}

}
