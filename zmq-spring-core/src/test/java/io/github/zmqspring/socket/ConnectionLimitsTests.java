package io.github.zmqspring.socket;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionLimitsTests {

	private final ConnectionLimits limits = new ConnectionLimits("s", 3, 2);

	private static InetAddress address(int last) throws UnknownHostException {
		return InetAddress.getByAddress(new byte[] { 10, 0, 0, (byte) last });
	}

	@Test
	void anAddressHasItsShareAndAllTogetherTheirs() throws UnknownHostException {
		assertThat(this.limits.enter(address(1))).isTrue();
		assertThat(this.limits.enter(address(1))).isTrue();
		assertThat(this.limits.enter(address(1))).isFalse();
		assertThat(this.limits.enter(address(2))).isTrue();
		assertThat(this.limits.enter(address(3))).isFalse();
	}

	@Test
	void whoLeavesMakesRoom() throws UnknownHostException {
		this.limits.enter(address(1));
		this.limits.enter(address(1));
		this.limits.enter(address(2));
		this.limits.leave(address(1));
		assertThat(this.limits.enter(address(1))).isTrue();
		this.limits.leave(address(2));
		assertThat(this.limits.enter(address(1))).isFalse();
		assertThat(this.limits.enter(address(3))).isTrue();
	}

	@Test
	void aConnectionThatIsGoneBeforeItsAddressIsKnownGoesToo() throws UnknownHostException {
		assertThat(this.limits.enter(null)).isTrue();
		this.limits.leave(null);
		this.limits.enter(address(1));
		this.limits.enter(address(1));
		assertThat(this.limits.enter(address(2))).isTrue();
	}

}
