package io.github.zmqspring.socket;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InboundMemoryTests {

	private final InboundMemory memory = new InboundMemory(100);

	@Test
	void thereIsAsMuchAsTheLimit() {
		assertThat(this.memory.take(60, true)).isTrue();
		assertThat(this.memory.take(41, true)).isFalse();
		assertThat(this.memory.take(40, false)).isTrue();
		assertThat(this.memory.taken()).isEqualTo(100);
		this.memory.giveBack(60);
		assertThat(this.memory.take(60, false)).isTrue();
	}

	@Test
	void whoIsAloneMayHaveMoreIfSomethingElseLimitsIt() {
		assertThat(this.memory.take(101, false)).isFalse();
		assertThat(this.memory.taken()).isZero();
		assertThat(this.memory.take(101, true)).isTrue();
		assertThat(this.memory.take(1, true)).isFalse();
	}

}
