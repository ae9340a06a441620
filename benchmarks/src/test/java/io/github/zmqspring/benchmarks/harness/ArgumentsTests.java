package io.github.zmqspring.benchmarks.harness;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Arguments}.
 */
class ArgumentsTests {

	@Test
	void withoutArgumentsEverythingIsMeasuredInFullAndWritten() {
		Arguments arguments = Arguments.parse();
		assertThat(arguments.plan()).isEqualTo(Plan.FULL);
		assertThat(arguments.write()).isTrue();
		assertThat(arguments.fork()).isNull();
		assertThat(arguments.java()).isEqualTo(Path.of(System.getProperty("java.home")));
		assertThat(arguments.chooses(new Contest("any", "any"))).isTrue();
	}

	@Test
	void scenariosAreChosenByTheBeginningsOfTheirNames() {
		Arguments arguments = Arguments.parse("--only=inbound,outbound-16B");
		assertThat(arguments.chooses(new Contest("inbound-1KB", ""))).isTrue();
		assertThat(arguments.chooses(new Contest("outbound-16B", ""))).isTrue();
		assertThat(arguments.chooses(new Contest("outbound-1KB", ""))).isFalse();
	}

	@Test
	void aQuickRunIsNotWrittenUnlessOneSaysSo() {
		assertThat(Arguments.parse("--quick").write()).isFalse();
		assertThat(Arguments.parse("--quick", "--write=true").write()).isTrue();
		assertThat(Arguments.parse("--write=false").write()).isFalse();
	}

	@Test
	void roundsAndMessagesChangeThePlanWhereverTheyStand() {
		Plan plan = Arguments.parse("--rounds=3", "--long", "--quick").plan();
		assertThat(plan).isEqualTo(Plan.QUICK.withRounds(3).withMessages(100_000_000));
	}

	@Test
	void whatIsNotKnownIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Arguments.parse("--fast"))
			.withMessageContaining("--fast");
	}

}
