package io.github.zmqspring.socket;

import java.time.Duration;

import io.github.zmqspring.socket.status.PeerShortage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Since when a socket has too few peers.
 */
class PeerRequirementTests {

	private final PeerRequirement requirement = new PeerRequirement(2, Duration.ofNanos(10));

	@Test
	void fromTheOpeningOnThereAreTooFew() {
		this.requirement.opened(100);
		assertThat(this.requirement.looked(1, 110))
			.isEqualTo(new PeerShortage(2, 1, Duration.ofNanos(10), Duration.ofNanos(10)));
		assertThat(this.requirement.looked(1, 110).isOverdue()).isFalse();
		assertThat(this.requirement.looked(1, 111).isOverdue()).isTrue();
	}

	@Test
	void whenThereAreEnoughThereIsNoShortage() {
		this.requirement.opened(100);
		assertThat(this.requirement.looked(2, 200).duration()).isNull();
		assertThat(this.requirement.looked(1, 300).duration()).isZero();
	}

	@Test
	void theLossOfAPeerBeginsAShortageAtOnce() {
		this.requirement.opened(100);
		this.requirement.looked(2, 200);
		this.requirement.lost(true, true, false, 300);
		assertThat(this.requirement.looked(1, 350).duration()).isEqualTo(Duration.ofNanos(50));
	}

	@Test
	void whenNobodyLookedWhileThereWereEnoughTheShortageBeginsWithTheLoss() {
		this.requirement.opened(100);
		this.requirement.lost(true, true, false, 300);
		assertThat(this.requirement.looked(1, 350).duration()).isEqualTo(Duration.ofNanos(50));
	}

	@Test
	void aPeerThatNeverGetsThroughItsHandshakeChangesNothing() {
		this.requirement.opened(100);
		this.requirement.lost(false, true, false, 300);
		assertThat(this.requirement.looked(1, 350).duration()).isEqualTo(Duration.ofNanos(250));
	}

	@Test
	void whenThereAreStillEnoughALossIsNone() {
		this.requirement.opened(100);
		this.requirement.looked(3, 200);
		this.requirement.lost(true, true, true, 300);
		assertThat(this.requirement.looked(2, 350).duration()).isNull();
	}

}
