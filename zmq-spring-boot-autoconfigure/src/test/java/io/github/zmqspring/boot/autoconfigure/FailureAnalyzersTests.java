package io.github.zmqspring.boot.autoconfigure;

import java.util.List;

import io.github.zmqspring.error.DuplicateListenerException;
import io.github.zmqspring.error.UnknownSocketException;
import io.github.zmqspring.error.ZmqBindException;
import io.github.zmqspring.error.ZmqConfigurationException;
import org.junit.jupiter.api.Test;
import zmq.ZError;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the failure analyzers by themselves.
 */
class FailureAnalyzersTests {

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void allAreListed() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, ArgumentResolver.of(Environment.class, this.environment),
					// Boot's own want a bean factory
					FailureHandler.handleMessage((message, failure) -> {
					})))
			.hasAtLeastOneElementOfType(ZmqBindFailureAnalyzer.class)
			.hasAtLeastOneElementOfType(ZmqConfigurationFailureAnalyzer.class)
			.hasAtLeastOneElementOfType(UnknownSocketFailureAnalyzer.class)
			.hasAtLeastOneElementOfType(DuplicateListenerFailureAnalyzer.class);
	}

	@Test
	void whenTheSocketWasNotDeclaredInPropertiesNoPropertyIsNamed() {
		FailureAnalysis analysis = analyze(new ZmqBindFailureAnalyzer(this.environment),
				new ZmqBindException("a", "tcp://127.0.0.1:1", ZError.EADDRINUSE));
		assertThat(analysis.getDescription()).doesNotContain("Property");
		assertThat(analysis.getAction()).contains("lsof -i :1").contains("bind another endpoint");
	}

	@Test
	void whenTheAddressIsNotInUseTheErrorIsTold() {
		FailureAnalysis analysis = analyze(new ZmqBindFailureAnalyzer(this.environment),
				new ZmqBindException("a", "tcp://10.0.0.1:1", ZError.EADDRNOTAVAIL));
		assertThat(analysis.getDescription()).contains("error number is " + ZError.EADDRNOTAVAIL);
		assertThat(analysis.getAction()).contains("belongs to this machine").contains("zmq.startup-failure-policy");
	}

	@Test
	void whenThereIsNoEnvironmentTheRestIsTold() {
		FailureAnalysis analysis = analyze(new ZmqConfigurationFailureAnalyzer(null),
				ZmqConfigurationException.forSocket("a", "send-hwm", -1, "it is negative.", "Set 0."));
		assertThat(analysis.getDescription()).contains("Declared: socket 'a'")
			.contains("Attribute: send-hwm")
			.contains("Value: -1")
			.endsWith("Reason: it is negative");
		assertThat(analysis.getAction()).isEqualTo("Set 0.");
	}

	@Test
	void whenTheSourceIsPartOfTheSubjectItIsUsed() {
		FailureAnalysis analysis = analyze(new ZmqConfigurationFailureAnalyzer(this.environment),
				new ZmqConfigurationException("socket 'a' (declared as zmq.sockets.a)", "a", "send-hwm", -1, "no",
						"Yes"));
		assertThat(analysis.getDescription()).contains("Property: zmq.sockets.a.send-hwm");
	}

	@Test
	void whenTheSocketIsDeclaredInTheEnvironmentItsPropertyIsNamed() {
		this.environment.setProperty("zmq.sockets.a.type", "pub");
		FailureAnalysis analysis = analyze(new ZmqConfigurationFailureAnalyzer(this.environment),
				ZmqConfigurationException.forSocket("a", "bind", null, "no", "Yes"));
		assertThat(analysis.getDescription()).contains("Property: zmq.sockets.a.bind").contains("Value: (not set)");
	}

	@Test
	void whenTheNameOfASocketHasDotsItIsInBrackets() {
		this.environment.setProperty("zmq.sockets[a.b].bind", "tcp://127.0.0.1:1");
		FailureAnalysis analysis = analyze(new ZmqBindFailureAnalyzer(this.environment),
				new ZmqBindException("a.b", "tcp://127.0.0.1:1", ZError.EADDRINUSE));
		assertThat(analysis.getDescription()).contains("Property: zmq.sockets[a.b].bind");
	}

	@Test
	void whenNoNameIsNearNoneIsGuessed() {
		FailureAnalysis analysis = analyze(new UnknownSocketFailureAnalyzer(),
				new UnknownSocketException("weather", List.of("tasks"), "the test"));
		assertThat(analysis.getAction()).startsWith("Declare the socket").doesNotContain("Did you mean");
	}

	@Test
	void whenTwoClaimASocketBothAreNamed() {
		FailureAnalysis analysis = analyze(new DuplicateListenerFailureAnalyzer(),
				new DuplicateListenerException("a", "first", "second"));
		assertThat(analysis.getDescription()).contains("- first").contains("- second");
	}

	private static FailureAnalysis analyze(FailureAnalyzer analyzer, Exception failure) {
		FailureAnalysis analysis = analyzer.analyze(new IllegalStateException("start failed", failure));
		assertThat(analysis).isNotNull();
		return analysis;
	}

}
