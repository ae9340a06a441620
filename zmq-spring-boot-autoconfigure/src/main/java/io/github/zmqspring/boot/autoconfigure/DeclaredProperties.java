package io.github.zmqspring.boot.autoconfigure;

import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.zmqspring.error.ZmqConfigurationException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;

/**
 * Finds the properties that an exception of the core, which knows no properties, is
 * about.
 */
class DeclaredProperties {

	private static final String PROXIES = ZmqProperties.PREFIX + ".proxies.";

	private static final Pattern PROXY = Pattern.compile("proxy '(.+?)'");

	private static final Pattern DECLARED_AS = Pattern.compile("\\(declared as (zmq\\.[^)]+)\\)");

	private static final Pattern ROLE = Pattern.compile("(.+)\\.(frontend|backend|capture)");

	/** As many as anybody would write. */
	private static final int MAX_INDEX = 100;

	private final @Nullable Environment environment;

	DeclaredProperties(@Nullable Environment environment) {
		this.environment = environment;
	}

	/**
	 * Return the full name of the property of an exception, or {@code null} if what it is
	 * about was not declared in properties.
	 */
	@Nullable String nameOf(ZmqConfigurationException ex) {
		if (ex.getProperty().startsWith(ZmqProperties.PREFIX + ".")) {
			return ex.getProperty();
		}
		Matcher declaredAs = DECLARED_AS.matcher(ex.getSubject());
		if (declaredAs.find()) {
			return declaredAs.group(1) + "." + ex.getProperty();
		}
		String socket = ex.getSocketName();
		String base = (socket != null) ? baseOfSocket(socket) : baseOfProxy(ex.getSubject());
		return (base != null) ? base + "." + ex.getProperty() : null;
	}

	/**
	 * Return where a socket was declared in properties, or {@code null} if it was not.
	 */
	@Nullable String baseOfSocket(String name) {
		String socket = ZmqProperties.prefixOfSocket(name);
		if (isDeclared(socket)) {
			return socket;
		}
		Matcher role = ROLE.matcher(name);
		if (role.matches()) {
			String base = PROXIES + role.group(1) + "." + role.group(2);
			return isDeclared(base) ? base : null;
		}
		return null;
	}

	private @Nullable String baseOfProxy(String subject) {
		Matcher proxy = PROXY.matcher(subject);
		return (proxy.matches() && isDeclared(PROXIES + proxy.group(1))) ? PROXIES + proxy.group(1) : null;
	}

	/**
	 * Return the file and the line where a property was set, as far as known. Of a list,
	 * that of the element with the given value.
	 */
	@Nullable Origin originOf(String property, @Nullable Object value) {
		ConfigurationPropertyName name = ConfigurationPropertyName.adapt(property, '.');
		ConfigurationProperty found = find(name);
		for (int i = 0; found == null && i < MAX_INDEX; i++) {
			ConfigurationProperty element = find(name.append("[" + i + "]"));
			if (element == null) {
				break;
			}
			found = Objects.equals(String.valueOf(element.getValue()), String.valueOf(value)) ? element : null;
		}
		return (found != null) ? found.getOrigin() : null;
	}

	private @Nullable ConfigurationProperty find(ConfigurationPropertyName name) {
		for (ConfigurationPropertySource source : sources()) {
			ConfigurationProperty property = source.getConfigurationProperty(name);
			if (property != null) {
				return property;
			}
		}
		return null;
	}

	private boolean isDeclared(String prefix) {
		ConfigurationPropertyName name = ConfigurationPropertyName.adapt(prefix, '.');
		if (this.environment == null || name.isEmpty()) {
			return false;
		}
		BindResult<?> bound = new Binder(sources()).bind(name, Bindable.mapOf(String.class, Object.class));
		return bound.isBound();
	}

	private Iterable<ConfigurationPropertySource> sources() {
		return (this.environment != null) ? ConfigurationPropertySources.get(this.environment) : List.of();
	}

}
