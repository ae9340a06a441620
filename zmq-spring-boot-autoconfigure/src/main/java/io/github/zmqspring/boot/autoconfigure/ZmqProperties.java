package io.github.zmqspring.boot.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.zmqspring.socket.SocketDefaults;
import io.github.zmqspring.socket.StartupFailurePolicy;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * Configuration properties for ZeroMQ sockets, listeners, proxies and templates.
 */
@ConfigurationProperties(ZmqProperties.PREFIX)
public class ZmqProperties {

	static final String PREFIX = "zmq";

	/**
	 * Return the prefix of the properties of a socket, which is in brackets if its name
	 * has dots.
	 */
	static String prefixOfSocket(String name) {
		return (name.indexOf('.') < 0) ? PREFIX + ".sockets." + name : PREFIX + ".sockets[" + name + "]";
	}

	/**
	 * What stands in for options that a socket does not set.
	 */
	private SocketDefaults defaults = SocketDefaults.RECOMMENDED;

	/**
	 * What to do when an endpoint cannot be bound as the application starts.
	 */
	private StartupFailurePolicy startupFailurePolicy = StartupFailurePolicy.FAIL;

	/**
	 * Sockets by their names.
	 */
	private Map<String, SocketProperties> sockets = new LinkedHashMap<>();

	/**
	 * Proxies by their names.
	 */
	private Map<String, ProxyProperties> proxies = new LinkedHashMap<>();

	@NestedConfigurationProperty
	private SecurityProperties security = SecurityProperties.NONE;

	private final Context context = new Context();

	private final Listener listener = new Listener();

	private final Template template = new Template();

	private final Observation observation = new Observation();

	private final Strings strings = new Strings();

	/**
	 * Return what stands in for options that a socket does not set.
	 * @return the defaults
	 */
	public SocketDefaults getDefaults() {
		return this.defaults;
	}

	public void setDefaults(SocketDefaults defaults) {
		this.defaults = defaults;
	}

	/**
	 * Return what to do when an endpoint cannot be bound as the application starts.
	 * @return the policy
	 */
	public StartupFailurePolicy getStartupFailurePolicy() {
		return this.startupFailurePolicy;
	}

	public void setStartupFailurePolicy(StartupFailurePolicy startupFailurePolicy) {
		this.startupFailurePolicy = startupFailurePolicy;
	}

	/**
	 * Return the sockets.
	 * @return the sockets by their names
	 */
	public Map<String, SocketProperties> getSockets() {
		return this.sockets;
	}

	public void setSockets(Map<String, SocketProperties> sockets) {
		this.sockets = sockets;
	}

	/**
	 * Return the proxies.
	 * @return the proxies by their names
	 */
	public Map<String, ProxyProperties> getProxies() {
		return this.proxies;
	}

	public void setProxies(Map<String, ProxyProperties> proxies) {
		this.proxies = proxies;
	}

	/**
	 * Return keys, and who may enter.
	 * @return the settings of security
	 */
	public SecurityProperties getSecurity() {
		return this.security;
	}

	public void setSecurity(SecurityProperties security) {
		this.security = security;
	}

	/**
	 * Return the settings of the context that holds all sockets.
	 * @return the context's settings
	 */
	public Context getContext() {
		return this.context;
	}

	/**
	 * Return the settings of all listeners.
	 * @return the listeners' settings
	 */
	public Listener getListener() {
		return this.listener;
	}

	/**
	 * Return the settings of the template.
	 * @return the template's settings
	 */
	public Template getTemplate() {
		return this.template;
	}

	/**
	 * Return what is observed.
	 * @return the settings of observations
	 */
	public Observation getObservation() {
		return this.observation;
	}

	/**
	 * Return how strings are read.
	 * @return the settings of strings
	 */
	public Strings getStrings() {
		return this.strings;
	}

	/**
	 * Settings of the context that holds all sockets.
	 */
	public static class Context {

		/**
		 * Number of I/O threads. One serves any number of sockets, up to about a gigabyte
		 * a second.
		 */
		private int ioThreads = 1;

		/**
		 * Number of sockets that can be open at most.
		 */
		private int maxSockets = 4096;

		/**
		 * How long closing waits for queued messages of sockets that set no linger of
		 * their own.
		 */
		private Duration linger = Duration.ofSeconds(1);

		/**
		 * Whether sockets use IPv6 addresses beside IPv4 unless they say otherwise.
		 */
		private boolean ipv6;

		/**
		 * Prefix of the names of all threads.
		 */
		private String threadNamePrefix = "zmq-";

		public int getIoThreads() {
			return this.ioThreads;
		}

		public void setIoThreads(int ioThreads) {
			this.ioThreads = ioThreads;
		}

		public int getMaxSockets() {
			return this.maxSockets;
		}

		public void setMaxSockets(int maxSockets) {
			this.maxSockets = maxSockets;
		}

		public Duration getLinger() {
			return this.linger;
		}

		public void setLinger(Duration linger) {
			this.linger = linger;
		}

		public boolean isIpv6() {
			return this.ipv6;
		}

		public void setIpv6(boolean ipv6) {
			this.ipv6 = ipv6;
		}

		public String getThreadNamePrefix() {
			return this.threadNamePrefix;
		}

		public void setThreadNamePrefix(String threadNamePrefix) {
			this.threadNamePrefix = threadNamePrefix;
		}

	}

	/**
	 * Settings of all listeners that do not set their own.
	 */
	public static class Listener {

		/**
		 * Whether listeners start with the application.
		 */
		private boolean autoStartup = true;

		/**
		 * Number of messages that a listener handles at the same time.
		 */
		private int concurrency = 1;

		/**
		 * How long stopping waits for messages that are being handled.
		 */
		private Duration stopTimeout = Duration.ofSeconds(10);

		/**
		 * How long a batch waits for more messages after its first.
		 */
		private Duration batchTimeout = Duration.ofMillis(100);

		/**
		 * Time without a message after which an event tells that a listener is idle.
		 * Never unless set.
		 */
		private @Nullable Duration idleEventInterval;

		@NestedConfigurationProperty
		private final RetryProperties retry = new RetryProperties();

		public boolean isAutoStartup() {
			return this.autoStartup;
		}

		public void setAutoStartup(boolean autoStartup) {
			this.autoStartup = autoStartup;
		}

		public int getConcurrency() {
			return this.concurrency;
		}

		public void setConcurrency(int concurrency) {
			this.concurrency = concurrency;
		}

		public Duration getStopTimeout() {
			return this.stopTimeout;
		}

		public void setStopTimeout(Duration stopTimeout) {
			this.stopTimeout = stopTimeout;
		}

		public Duration getBatchTimeout() {
			return this.batchTimeout;
		}

		public void setBatchTimeout(Duration batchTimeout) {
			this.batchTimeout = batchTimeout;
		}

		public @Nullable Duration getIdleEventInterval() {
			return this.idleEventInterval;
		}

		public void setIdleEventInterval(@Nullable Duration idleEventInterval) {
			this.idleEventInterval = idleEventInterval;
		}

		public RetryProperties getRetry() {
			return this.retry;
		}

	}

	/**
	 * Settings of the template.
	 */
	public static class Template {

		/**
		 * How long each try of a request waits for the reply.
		 */
		private Duration requestTimeout = Duration.ofMillis(2500);

		/**
		 * Number of times a request is sent at most.
		 */
		private int requestTries = 3;

		public Duration getRequestTimeout() {
			return this.requestTimeout;
		}

		public void setRequestTimeout(Duration requestTimeout) {
			this.requestTimeout = requestTimeout;
		}

		public int getRequestTries() {
			return this.requestTries;
		}

		public void setRequestTries(int requestTries) {
			this.requestTries = requestTries;
		}

	}

	/**
	 * What is observed.
	 */
	public static class Observation {

		/**
		 * Whether sockets with headers are observed.
		 */
		private boolean enabled = true;

		/**
		 * Whether sockets without headers are observed, too. Each message then costs many
		 * times as much.
		 */
		private boolean plainSockets;

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public boolean isPlainSockets() {
			return this.plainSockets;
		}

		public void setPlainSockets(boolean plainSockets) {
			this.plainSockets = plainSockets;
		}

	}

	/**
	 * How strings are read.
	 */
	public static class Strings {

		/**
		 * Whether one NUL at the end of a received string is dropped, which old C
		 * programs send.
		 */
		private boolean trimNul;

		public boolean isTrimNul() {
			return this.trimNul;
		}

		public void setTrimNul(boolean trimNul) {
			this.trimNul = trimNul;
		}

	}

}
