package io.github.zmqspring.template;

import java.lang.reflect.Method;
import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.ResolvableType;
import org.springframework.util.Assert;
import org.springframework.util.ReflectionUtils;

/**
 * What a payload is to be converted to.
 *
 * @param <T> the type
 */
final class ReplyType<T> {

	private final Class<?> raw;

	private final @Nullable MethodParameter hint;

	private ReplyType(Class<?> raw, @Nullable MethodParameter hint) {
		this.raw = raw;
		this.hint = hint;
	}

	static <T> ReplyType<T> of(Class<T> type) {
		Assert.notNull(type, "The type must not be null");
		return new ReplyType<>(type, null);
	}

	static <T> ReplyType<T> of(ParameterizedTypeReference<T> reference) {
		Assert.notNull(reference, "The type must not be null");
		Type type = reference.getType();
		return new ReplyType<>(ResolvableType.forType(type).toClass(), new TypedParameter(type));
	}

	Class<?> raw() {
		return this.raw;
	}

	@Nullable MethodParameter hint() {
		return this.hint;
	}

	/** What was converted to this type; converters do not know it statically. */
	@SuppressWarnings("unchecked")
	T cast(Object value) {
		return (T) value;
	}

	@Override
	public String toString() {
		return (this.hint != null) ? this.hint.getGenericParameterType().getTypeName() : this.raw.getTypeName();
	}

	/**
	 * Message converters know generic types only from the parameters of handler methods:
	 * here is a parameter of any type.
	 */
	private static final class TypedParameter extends MethodParameter {

		private static final Method METHOD = method();

		private final Type type;

		TypedParameter(Type type) {
			super(METHOD, 0);
			this.type = type;
		}

		private static Method method() {
			Method method = ReflectionUtils.findMethod(TypedParameter.class, "parameter", Object.class);
			Assert.state(method != null, "There is no such method");
			return method;
		}

		@SuppressWarnings("unused")
		private static void parameter(Object value) {
		}

		@Override
		public Class<?> getParameterType() {
			return ResolvableType.forType(this.type).toClass();
		}

		@Override
		public Type getGenericParameterType() {
			return this.type;
		}

		@Override
		public Class<?> getNestedParameterType() {
			return getParameterType();
		}

		@Override
		public Type getNestedGenericParameterType() {
			return this.type;
		}

		@Override
		public MethodParameter nestedIfOptional() {
			return this;
		}

		@Override
		public TypedParameter clone() {
			return new TypedParameter(this.type);
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof TypedParameter that && this.type.equals(that.type);
		}

		@Override
		public int hashCode() {
			return this.type.hashCode();
		}

	}

}
