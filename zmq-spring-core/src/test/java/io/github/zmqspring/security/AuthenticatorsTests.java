package io.github.zmqspring.security;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The authenticators that are there, alone and combined.
 */
class AuthenticatorsTests {

	private static final CurveKeyPair ALICE = CurveKeyPair.generate();

	private static final CurveKeyPair BOB = CurveKeyPair.generate();

	private static ZmqAuthenticationRequest fromAddress(String address) {
		return ZmqAuthenticationRequest.ofNull(address).build();
	}

	private static ZmqAuthenticationRequest plain(String name, String password) {
		return ZmqAuthenticationRequest.ofPlain("10.0.0.7", name, password).build();
	}

	private static ZmqAuthenticationRequest curve(CurveKeyPair keys) {
		return ZmqAuthenticationRequest.ofCurve("10.0.0.7", keys.publicKey()).build();
	}

	private static void assertAccepted(ZmqAuthentication decision, String userId) {
		assertThat(decision.isAccepted()).as(decision::toString).isTrue();
		assertThat(decision.userId()).isEqualTo(userId);
		assertThat(decision.reason()).isNull();
	}

	private static void assertDenied(ZmqAuthentication decision, String reason) {
		assertThat(decision.isAccepted()).isFalse();
		assertThat(decision.userId()).isNull();
		assertThat(decision.reason()).contains(reason);
	}

	@Test
	void aCurveKeyOnTheListEntersByItsUserId() {
		CurveAllowList list = CurveAllowList.of(Map.of(ALICE.publicKey(), "alice"));
		assertAccepted(list.authenticate(curve(ALICE)), "alice");
		assertDenied(list.authenticate(curve(BOB)), "not on the list");
		assertDenied(list.authenticate(plain("alice", "")), "no CURVE key");
		assertDenied(list.authenticate(fromAddress("10.0.0.7")), "no CURVE key");
		list.replace(Map.of(BOB.publicKey(), "bob"));
		assertDenied(list.authenticate(curve(ALICE)), "not on the list");
		assertAccepted(list.authenticate(curve(BOB)), "bob");
	}

	@Test
	void anEmptyListLetsNobodyIn() {
		assertDenied(CurveAllowList.of(Map.of()).authenticate(curve(ALICE)), "not on the list");
		assertDenied(PlainUsers.of(Map.of()).authenticate(plain("", "")), "unknown user");
	}

	@Test
	void anyCurveKeyIsItsOwnersName() throws Exception {
		assertAccepted(CurveAllowList.anyKey().authenticate(curve(ALICE)), ALICE.publicKey().z85());
		assertDenied(CurveAllowList.anyKey().authenticate(plain("alice", "secret")), "no CURVE key");
	}

	@Test
	void aPlainUserEntersByItsPassword() {
		PlainUsers users = PlainUsers.of(Map.of("alice", "s\u00e9cret"));
		assertAccepted(users.authenticate(plain("alice", "s\u00e9cret")), "alice");
		assertDenied(users.authenticate(plain("alice", "secret")), "wrong password");
		assertDenied(users.authenticate(plain("alice", "")), "wrong password");
		assertDenied(users.authenticate(plain("ALICE", "s\u00e9cret")), "unknown user");
		assertDenied(users.authenticate(curve(ALICE)), "no name and password");
		users.replace(Map.of("bob", "other"));
		assertDenied(users.authenticate(plain("alice", "s\u00e9cret")), "unknown user");
	}

	@Test
	void aUserThatCouldNeverEnterIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> PlainUsers.of(Map.of("u".repeat(128), "secret")))
			.withMessageContaining("128 bytes");
		assertThatIllegalArgumentException().isThrownBy(() -> PlainUsers.of(Map.of("alice", "s3cret".repeat(22))))
			.withMessageContaining("alice")
			.withMessageContaining("132 bytes")
			.withMessageNotContaining("s3cret");
		assertThatIllegalArgumentException().isThrownBy(() -> PlainUsers.of(Map.of("alice", "")));
		assertThatIllegalArgumentException().isThrownBy(() -> PlainUsers.of(Map.of("", "secret")));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> CurveAllowList.of(Map.of(ALICE.publicKey(), "a".repeat(256))));
	}

	@Test
	void addressesAreAllowedAndDenied() {
		IpRules rules = IpRules.of(List.of(CidrRange.parse("10.0.0.0/8"), CidrRange.parse("2001:db8::/32")),
				List.of(CidrRange.parse("10.6.0.0/16")));
		assertAccepted(rules.authenticate(fromAddress("10.0.0.7")), null);
		assertAccepted(rules.authenticate(fromAddress("2001:db8:0:0:0:0:0:1")), null);
		assertDenied(rules.authenticate(fromAddress("10.6.1.1")), "denied");
		assertDenied(rules.authenticate(fromAddress("192.168.0.1")), "allowed");
		assertDenied(rules.authenticate(fromAddress("2001:db9:0:0:0:0:0:1")), "allowed");
		assertDenied(rules.authenticate(fromAddress("")), "not known");
		assertDenied(rules.authenticate(fromAddress("localhost")), "not known");
		rules.replace(List.of(), List.of());
		assertAccepted(rules.authenticate(fromAddress("192.168.0.1")), null);
	}

	@ParameterizedTest
	@CsvSource({ "127.0.0.1, 127.0.0.1, true", "127.0.0.1, 127.0.0.2, false", "10.0.0.0/8, 10.255.255.255, true",
			"10.0.0.0/8, 11.0.0.0, false", "10.0.0.0/9, 10.127.0.1, true", "10.0.0.0/9, 10.128.0.1, false",
			"0.0.0.0/0, 203.0.113.9, true", "0.0.0.0/0, 2001:db8::1, false", "::/0, 2001:db8::1, true",
			"::/0, 203.0.113.9, false", "::1, 0:0:0:0:0:0:0:1, true", "fe80::/10, fe80:0:0:0:1:2:3:4%eth0, true",
			"::ffff:10.0.0.0/8, 10.1.2.3, true", "2001:db8::/33, 2001:db8:8000::1, false" })
	void aRangeContainsWhatBeginsWithItsBits(String range, String address, boolean contained) {
		assertThat(CidrRange.parse(range).contains(address)).isEqualTo(contained);
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.1/8", "10.0.0", "10",
			"256.0.0.1", "2001:db8::/129", "2001:db8::1/32", "fe80::1%eth0", "10.0.0.0/8/8", ":::", "*" })
	void whatIsNoRangeIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> CidrRange.parse(text)).withMessageContaining(text);
	}

	@Test
	void aRangePrintsAsItCanBeRead() {
		assertThat(CidrRange.parse("10.0.0.0/8")).hasToString("10.0.0.0/8").isEqualTo(CidrRange.parse("10.0.0.0/8"));
		assertThat(CidrRange.parse(CidrRange.parse("2001:db8::/32").toString()))
			.isEqualTo(CidrRange.parse("2001:db8::/32"))
			.isNotEqualTo(CidrRange.parse("2001:db8::/33"));
	}

	@Test
	void bothMustLetAPeerInThatOneAndTheOtherDecideAbout() throws Exception {
		ZmqAuthenticator inside = IpRules.of(List.of(CidrRange.parse("10.0.0.0/8")), List.of());
		ZmqAuthenticator users = PlainUsers.of(Map.of("alice", "secret"));
		ZmqAuthenticator both = inside.and(users);
		assertAccepted(both.authenticate(plain("alice", "secret")), "alice");
		assertAccepted(users.and(inside).authenticate(plain("alice", "secret")), "alice");
		assertDenied(both.authenticate(plain("alice", "guess")), "wrong password");
		assertDenied(both.authenticate(ZmqAuthenticationRequest.ofPlain("192.168.0.1", "alice", "secret").build()),
				"not on the list of those allowed");
		assertThat(both.isQuick()).isTrue();
		assertThat(both.and((request) -> ZmqAuthentication.accepted()).isQuick()).isFalse();
	}

	@Test
	void eitherMayLetAPeerInThatOneOrTheOtherDecidesAbout() throws Exception {
		ZmqAuthenticator either = CurveAllowList.of(Map.of(ALICE.publicKey(), "alice"))
			.or(PlainUsers.of(Map.of("bob", "secret")));
		assertAccepted(either.authenticate(curve(ALICE)), "alice");
		assertAccepted(either.authenticate(plain("bob", "secret")), "bob");
		assertDenied(either.authenticate(plain("bob", "guess")), "no CURVE key; wrong password");
	}

	@Test
	@SuppressWarnings("NullAway")
	void noDecisionIsNoPermission() {
		ZmqAuthenticator undecided = (request) -> null;
		assertThatIllegalStateException()
			.isThrownBy(() -> undecided.or((request) -> ZmqAuthentication.accepted()).authenticate(curve(ALICE)));
		assertThatIllegalStateException()
			.isThrownBy(() -> IpRules.of(List.of(), List.of()).and(undecided).authenticate(curve(ALICE)));
	}

	@Test
	void secretsAreNotPrinted() {
		assertThat(plain("alice", "s3cret-pass").toString()).contains("alice").doesNotContain("s3cret-pass");
		assertThat(PlainUsers.of(Map.of("alice", "s3cret-pass")).toString()).doesNotContain("s3cret-pass");
		assertThat(ALICE.toString()).contains(ALICE.publicKey().z85()).doesNotContain(ALICE.secretKey().z85());
		assertThat(ALICE.secretKey().toString()).doesNotContain(ALICE.secretKey().z85());
		ZapDecision decision = ZapDecision.of(plain("alice", "s3cret-pass"), ZmqAuthentication.accepted("alice"));
		assertThat(decision.toString()).doesNotContain("s3cret-pass");
	}

	@Test
	void twoKeyPairsAreNeverTheSame() {
		assertThat(ALICE.publicKey()).isNotEqualTo(BOB.publicKey());
		assertThat(ALICE.secretKey()).isNotEqualTo(BOB.secretKey()).isNotEqualTo(ALICE.publicKey());
	}

}
