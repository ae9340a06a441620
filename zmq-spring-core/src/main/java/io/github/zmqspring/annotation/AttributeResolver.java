package io.github.zmqspring.annotation;

import java.lang.reflect.Array;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import io.github.zmqspring.error.ZmqConfigurationException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.config.BeanExpressionContext;
import org.springframework.beans.factory.config.BeanExpressionResolver;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.Scope;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.util.StringUtils;

/**
 * Resolves the attributes of one annotation: placeholders, then an expression, then the
 * type that is asked for. The expression sees the listener's bean as {@code __listener}.
 */
final class AttributeResolver {

	private static final String LISTENER = "__listener";

	private final BeanFactory beanFactory;

	private final Object listener;

	private final String subject;

	/**
	 * Create a resolver.
	 * @param beanFactory resolves placeholders, expressions and names of beans
	 * @param listener the bean of the annotated method
	 * @param subject what is annotated, for errors
	 */
	AttributeResolver(BeanFactory beanFactory, Object listener, String subject) {
		this.beanFactory = beanFactory;
		this.listener = listener;
		this.subject = subject;
	}

	/** A text, {@code null} if the attribute is empty. */
	@Nullable String text(String attribute, String declared) {
		Object value = resolve(attribute, declared);
		if (value == null || value instanceof String text && text.isBlank()) {
			return null;
		}
		return value.toString().trim();
	}

	/** A whole number, {@code null} if the attribute is empty. */
	@Nullable Integer number(String attribute, String declared) {
		String text = text(attribute, declared);
		try {
			return (text != null) ? Integer.valueOf(text) : null;
		}
		catch (NumberFormatException ex) {
			throw refused(attribute, text, "it is no whole number", "Write for instance 4.");
		}
	}

	/** A truth value, {@code null} if the attribute is empty. */
	@Nullable Boolean bool(String attribute, String declared) {
		String text = text(attribute, declared);
		if (text == null || text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
			return (text != null) ? Boolean.valueOf(text) : null;
		}
		throw refused(attribute, text, "it is neither true nor false", "Write true or false.");
	}

	/** A time, {@code null} if the attribute is empty. */
	@Nullable Duration duration(String attribute, String declared) {
		Object value = resolve(attribute, declared);
		if (value instanceof Duration duration) {
			return duration;
		}
		String text = text(attribute, declared);
		try {
			return (text != null) ? DurationFormatterUtils.detectAndParse(text, DurationFormat.Unit.MILLIS) : null;
		}
		catch (IllegalArgumentException ex) {
			throw refused(attribute, text, "it is no duration", "Write for instance 500ms or PT0.5S.");
		}
	}

	/** A constant of an enum by its name, {@code null} if the attribute is empty. */
	<E extends Enum<E>> @Nullable E constant(String attribute, String declared, Class<E> type) {
		String text = text(attribute, declared);
		for (E constant : type.getEnumConstants()) {
			if (constant.name().equalsIgnoreCase(text)) {
				return constant;
			}
		}
		if (text == null) {
			return null;
		}
		String names = Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT);
		throw refused(attribute, text, "it is none of " + names, "Write one of them.");
	}

	/** The elements of an attribute; an expression may yield several. */
	List<String> list(String attribute, String[] declared) {
		List<String> elements = new ArrayList<>();
		for (String element : declared) {
			add(attribute, resolve(attribute, element), elements);
		}
		return elements;
	}

	/** The elements of an attribute, those with commas split. */
	String[] split(String attribute, String[] declared) {
		return list(attribute, declared).stream()
			.flatMap((element) -> List.of(StringUtils.commaDelimitedListToStringArray(element)).stream())
			.map(String::trim)
			.toArray(String[]::new);
	}

	private void add(String attribute, @Nullable Object value, List<String> elements) {
		if (value instanceof Collection<?> several) {
			several.forEach((element) -> add(attribute, element, elements));
		}
		else if (value != null && value.getClass().isArray()) {
			for (int i = 0; i < Array.getLength(value); i++) {
				add(attribute, Array.get(value, i), elements);
			}
		}
		else if (value != null) {
			elements.add(value.toString());
		}
		else {
			throw refused(attribute, null, "an expression in it yields null", "Write an expression that yields text.");
		}
	}

	/** A bean by its name, or what an expression yields; {@code null} if empty. */
	<T> @Nullable T bean(String attribute, String declared, Class<T> type) {
		Object value = resolve(attribute, declared);
		if (value == null || value instanceof String name && name.isBlank()) {
			return null;
		}
		if (value instanceof String name) {
			try {
				return this.beanFactory.getBean(name.trim(), type);
			}
			catch (BeansException ex) {
				throw new ZmqConfigurationException(this.subject, null, attribute, name,
						"there is no such bean of type " + type.getSimpleName(), "Name another bean, or declare it.",
						ex);
			}
		}
		if (!type.isInstance(value)) {
			throw refused(attribute, declared,
					"it yields a " + value.getClass().getTypeName() + ", not a " + type.getSimpleName(),
					"Write the name of a bean, or an expression that yields one.");
		}
		return type.cast(value);
	}

	ZmqConfigurationException refused(String attribute, @Nullable Object value, String reason, String action) {
		return new ZmqConfigurationException(this.subject, null, attribute, value, reason, action);
	}

	private @Nullable Object resolve(String attribute, String declared) {
		if (declared.isEmpty() || !(this.beanFactory instanceof ConfigurableBeanFactory configurable)) {
			return declared;
		}
		try {
			String embedded = configurable.resolveEmbeddedValue(declared);
			if (embedded != null && embedded.contains("${")) {
				// an environment that is not strict leaves it as it is
				throw refused(attribute, declared, "a placeholder in it has no value",
						"Set the property, or give it a default behind a colon.");
			}
			BeanExpressionResolver expressions = configurable.getBeanExpressionResolver();
			return (expressions != null) ? expressions.evaluate(embedded,
					new BeanExpressionContext(configurable, new ListenerScope(this.listener))) : embedded;
		}
		catch (IllegalArgumentException | BeansException ex) {
			throw new ZmqConfigurationException(this.subject, null, attribute, declared,
					"it cannot be resolved: " + ex.getMessage(), "Correct the placeholder or the expression.", ex);
		}
	}

	/** Makes the listener's bean known to expressions. */
	private record ListenerScope(Object listener) implements Scope {

		@Override
		public @Nullable Object resolveContextualObject(String key) {
			return LISTENER.equals(key) ? this.listener : null;
		}

		@Override
		public Object get(String name, ObjectFactory<?> objectFactory) {
			throw new UnsupportedOperationException();
		}

		@Override
		public @Nullable Object remove(String name) {
			return null;
		}

		@Override
		public void registerDestructionCallback(String name, Runnable callback) {
			// nothing lives in here
		}

		@Override
		public @Nullable String getConversationId() {
			return null;
		}

	}

}
