package io.github.zmqspring.boot.autoconfigure;

import io.github.zmqspring.listener.ZmqListenerContainerFactory;
import io.github.zmqspring.socket.SocketDefaults;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.StartupFailurePolicy;
import io.github.zmqspring.socket.ZmqContextOptions;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.template.ZmqRequestOptions;
import org.junit.jupiter.api.Test;

import org.springframework.core.retry.RetryPolicy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZmqProperties}: its defaults are those of the core.
 */
class ZmqPropertiesTests {

	private final ZmqProperties properties = new ZmqProperties();

	@Test
	void contextDefaultsAreThoseOfTheCore() {
		ZmqProperties.Context context = this.properties.getContext();
		assertThat(new ZmqContextOptions(context.getIoThreads(), context.getMaxSockets(), context.getLinger(),
				context.isIpv6(), context.getThreadNamePrefix()))
			.isEqualTo(ZmqContextOptions.DEFAULTS);
	}

	@Test
	void socketDefaultsAreThoseOfTheCore() {
		SocketDefaults defaults = SocketSpec.of("a", ZmqSocketType.PUB).bind("inproc://a").build().defaults();
		assertThat(this.properties.getDefaults()).isEqualTo(defaults);
		assertThat(this.properties.getStartupFailurePolicy()).isEqualTo(StartupFailurePolicy.FAIL);
	}

	@Test
	void templateDefaultsAreThoseOfTheCore() {
		ZmqProperties.Template template = this.properties.getTemplate();
		assertThat(new ZmqRequestOptions(template.getRequestTimeout(), template.getRequestTries()))
			.isEqualTo(ZmqRequestOptions.DEFAULTS);
	}

	@Test
	void listenerDefaultsAreThoseOfTheCore() {
		ZmqProperties.Listener listener = this.properties.getListener();
		assertThat(listener.isAutoStartup()).isTrue();
		assertThat(listener.getConcurrency()).isOne();
		assertThat(listener.getStopTimeout()).isEqualTo(ZmqListenerContainerFactory.DEFAULT_STOP_TIMEOUT);
		assertThat(listener.getBatchTimeout()).isEqualTo(ZmqListenerContainerFactory.DEFAULT_BATCH_TIMEOUT);
	}

	@Test
	void retryDefaultsAreThoseOfSpring() {
		RetryProperties retry = this.properties.getListener().getRetry();
		assertThat(retry.isEnabled()).isFalse();
		assertThat(retry.getMaxRetries()).isEqualTo(RetryPolicy.Builder.DEFAULT_MAX_RETRIES);
		assertThat(retry.getDelay()).hasMillis(RetryPolicy.Builder.DEFAULT_DELAY);
		assertThat(retry.getMultiplier()).isEqualTo(RetryPolicy.Builder.DEFAULT_MULTIPLIER);
	}

}
