package io.github.zmqspring.error;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.ObjectUtils;
import org.springframework.util.StringUtils;

/**
 * A declaration that cannot be honoured: a property, an annotation attribute or a
 * customizer asks for something the socket, JeroMQ or the platform cannot do. It fails
 * the start, it is never silently ignored.
 * <p>
 * The exception carries its parts, so that a failure analyzer can name the property and
 * tell the user what to do. The value is printed: never pass a secret as the value.
 */
@SuppressWarnings("serial")
public class ZmqConfigurationException extends ZmqException {

	private static final int MAX_VALUE_LENGTH = 200;

	private final String subject;

	private final @Nullable String socketName;

	private final String property;

	// Transient because nothing obliges a property's value to be serializable.
	private final transient @Nullable Object value;

	private final String reason;

	private final String action;

	/**
	 * Create an exception about any subject.
	 * @param subject what was declared, for instance {@code socket 'tasks'} or
	 * {@code @ZmqListener method Weather.update}
	 * @param socketName the name of the socket concerned, or {@code null} if there is
	 * none
	 * @param property the property, relative to its subject and in kebab-case, for
	 * instance {@code receive-hwm}
	 * @param value the value that was declared (never a secret), or {@code null} if the
	 * property is not set
	 * @param reason why it cannot be honoured
	 * @param action what the user can do about it
	 */
	public ZmqConfigurationException(String subject, @Nullable String socketName, String property,
			@Nullable Object value, String reason, String action) {
		this(subject, socketName, property, value, reason, action, null);
	}

	/**
	 * Create an exception about any subject, with a cause.
	 * @param subject what was declared, for instance {@code socket 'tasks'}
	 * @param socketName the name of the socket concerned, or {@code null} if there is
	 * none
	 * @param property the property, relative to its subject and in kebab-case
	 * @param value the value that was declared (never a secret), or {@code null} if the
	 * property is not set
	 * @param reason why it cannot be honoured
	 * @param action what the user can do about it
	 * @param cause the failure underneath, or {@code null}
	 */
	public ZmqConfigurationException(String subject, @Nullable String socketName, String property,
			@Nullable Object value, String reason, String action, @Nullable Throwable cause) {
		super(describe(subject, property, value, reason, action), cause);
		this.subject = subject;
		this.socketName = socketName;
		this.property = property;
		this.value = value;
		this.reason = reason;
		this.action = action;
	}

	/**
	 * Create an exception about a named socket.
	 * @param name the name of the socket
	 * @param property the property, relative to the socket and in kebab-case, for
	 * instance {@code topics}
	 * @param value the value that was declared (never a secret), or {@code null} if the
	 * property is not set
	 * @param reason why it cannot be honoured
	 * @param action what the user can do about it
	 * @return the exception, to be thrown by the caller
	 */
	public static ZmqConfigurationException forSocket(String name, String property, @Nullable Object value,
			String reason, String action) {
		return new ZmqConfigurationException(socketSubject(name), name, property, value, reason, action);
	}

	/**
	 * Return what was declared, for instance {@code socket 'tasks'}.
	 * @return the subject, in lower case as in the middle of a sentence
	 */
	public String getSubject() {
		return this.subject;
	}

	/**
	 * Return the name of the socket concerned.
	 * @return the name, or {@code null} if no single socket is concerned
	 */
	public @Nullable String getSocketName() {
		return this.socketName;
	}

	/**
	 * Return the property that cannot be honoured.
	 * @return its name relative to the subject, in kebab-case
	 */
	public String getProperty() {
		return this.property;
	}

	/**
	 * Return the value that was declared.
	 * @return the value; {@code null} if the property is not set, or if this exception
	 * was deserialized
	 */
	public @Nullable Object getValue() {
		return this.value;
	}

	/**
	 * Return why the declaration cannot be honoured.
	 * @return the reason
	 */
	public String getReason() {
		return this.reason;
	}

	/**
	 * Return what the user can do about it.
	 * @return the advice
	 */
	public String getAction() {
		return this.action;
	}

	static String socketSubject(String socketName) {
		Assert.hasText(socketName, "'socketName' must not be empty");
		return "socket '" + socketName + "'";
	}

	private static String describe(String subject, String property, @Nullable Object value, String reason,
			String action) {
		Assert.hasText(subject, "'subject' must not be empty");
		Assert.hasText(property, "'property' must not be empty");
		String printed = (value != null) ? " = " + print(value) : ", which is not set,";
		return StringUtils.capitalize(subject) + ": " + property + printed + " cannot be honoured: "
				+ StringUtils.trimTrailingCharacter(reason, '.') + ". " + action;
	}

	private static String print(Object value) {
		String text = (value instanceof Object[] array) ? Arrays.deepToString(array)
				: ObjectUtils.nullSafeToString(value);
		return (text.length() <= MAX_VALUE_LENGTH) ? text : text.substring(0, MAX_VALUE_LENGTH) + "...";
	}

}
