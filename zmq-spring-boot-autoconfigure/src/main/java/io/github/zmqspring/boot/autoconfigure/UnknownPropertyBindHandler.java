package io.github.zmqspring.boot.autoconfigure;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import io.github.zmqspring.error.ZmqConfigurationException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;

/**
 * Refuses properties below {@code zmq} that nothing reads: a mistyped {@code recieve-hwm}
 * would otherwise leave a socket with another limit than its author believes.
 * <p>
 * The environment variables and system properties of the machine are not judged, because
 * they may be about something else. Nor is a group directly below {@code zmq}, unless its
 * name looks like one of ours: an application may keep values of its own there.
 */
class UnknownPropertyBindHandler extends AbstractBindHandler {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of(ZmqProperties.PREFIX);

	/** Read by conditions, not bound. */
	private static final ConfigurationPropertyName ENABLED = PREFIX.append("enabled");

	private final UnboundElementsSourceFilter judged = new UnboundElementsSourceFilter();

	/** What binding has asked for, which is everything that could be set. */
	private final Set<ConfigurationPropertyName> known = new LinkedHashSet<>();

	UnknownPropertyBindHandler(BindHandler parent) {
		super(parent);
	}

	@Override
	public <T> @Nullable Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target, BindContext context) {
		if (PREFIX.isAncestorOf(name)) {
			this.known.add(name);
		}
		return super.onStart(name, target, context);
	}

	@Override
	public void onFinish(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			@Nullable Object result) throws Exception {
		super.onFinish(name, target, context, result);
		if (context.getDepth() == 0 && name.equals(PREFIX)) {
			this.known.add(ENABLED);
			for (ConfigurationPropertySource source : context.getSources()) {
				if (source instanceof IterableConfigurationPropertySource iterable && this.judged.apply(source)) {
					iterable.stream().filter(PREFIX::isAncestorOf).forEach(this::check);
				}
			}
		}
	}

	private void check(ConfigurationPropertyName candidate) {
		ConfigurationPropertyName unknown = firstUnknown(candidate);
		if (unknown == null) {
			return;
		}
		ConfigurationPropertyName parent = unknown.getParent();
		String written = unknown.getLastElement(Form.DASHED);
		Collection<String> siblings = this.known.stream()
			.filter(parent::isParentOf)
			.map((name) -> name.getLastElement(Form.DASHED))
			.toList();
		String nearest = SimilarNames.nearest(written, siblings);
		if (nearest == null && parent.equals(PREFIX)) {
			return;
		}
		// its value might be a secret
		throw new ZmqConfigurationException("property '" + unknown + "'", null, unknown.toString(), "(not shown)",
				"there is no such property", (nearest != null) ? "Did you mean " + parent.append(nearest) + "?"
						: "Remove it, or use one of " + String.join(", ", siblings.stream().sorted().toList()) + ".");
	}

	/**
	 * Return the beginning of a name up to its first element that is not known, if any.
	 */
	private @Nullable ConfigurationPropertyName firstUnknown(ConfigurationPropertyName candidate) {
		for (int size = PREFIX.getNumberOfElements() + 1; size <= candidate.getNumberOfElements(); size++) {
			ConfigurationPropertyName beginning = candidate.chop(size);
			boolean element = beginning.isNumericIndex(size - 1);
			if (!element && !this.known.contains(beginning)) {
				return beginning;
			}
		}
		return null;
	}

}
