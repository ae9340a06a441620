package io.github.zmqspring.boot.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import io.github.zmqspring.boot.autoconfigure.SocketProperties.Topic;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.ConditionalGenericConverter;

/**
 * Converts texts to topics without losing their spaces, which Boot cuts off around the
 * elements of a comma-separated list. The Guide's weather example subscribes to
 * {@code "10001 "}, with the space: without it, the zip codes 100010 to 100019 would
 * match too.
 * <p>
 * A text with commas is a list if there are no spaces around its elements; otherwise
 * nobody knows whether they are meant, and {@link SocketSpecMapper} refuses it. An
 * exception from here would only have Boot's own converter tried, which cuts them off.
 */
@ConfigurationPropertiesBinding
class TopicsConverter implements ConditionalGenericConverter {

	@Override
	public Set<ConvertiblePair> getConvertibleTypes() {
		return Set.of(new ConvertiblePair(String.class, Topic.class), new ConvertiblePair(String.class, List.class));
	}

	@Override
	public boolean matches(TypeDescriptor sourceType, TypeDescriptor targetType) {
		TypeDescriptor element = targetType.getElementTypeDescriptor();
		return targetType.getType() == Topic.class || (element != null && element.getType() == Topic.class);
	}

	@Override
	public @Nullable Object convert(@Nullable Object source, TypeDescriptor sourceType, TypeDescriptor targetType) {
		if (source == null) {
			return null;
		}
		String text = (String) source;
		return (targetType.getType() == Topic.class) ? new Topic(text, false) : split(text);
	}

	private static List<Topic> split(String text) {
		String[] elements = text.split(",", -1);
		boolean ambiguous = elements.length > 1
				&& Arrays.stream(elements).anyMatch((element) -> !element.equals(element.strip()));
		return Arrays.stream(elements).map((element) -> new Topic(element, ambiguous)).toList();
	}

}
