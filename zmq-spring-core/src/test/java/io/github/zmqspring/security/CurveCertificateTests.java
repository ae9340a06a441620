package io.github.zmqspring.security;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.ZCert;
import org.zeromq.ZConfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link CurveCertificate}.
 */
class CurveCertificateTests {

	private final CurveKeyPair pair = CurveKeyPair.generate();

	@TempDir
	private Path directory;

	@Test
	void readsWhatJeroMqWrites() throws Exception {
		ZCert written = new ZCert();
		written.setMeta("name", "somebody");
		String secret = Files.readString(saved(written, true).toPath());
		CurveCertificate certificate = CurveCertificate.parse(secret);
		assertThat(certificate.publicKey().z85()).isEqualTo(written.getPublicKeyAsZ85());
		assertThat(certificate.secretKey()).isEqualTo(CurveKey.of(written.getSecretKeyAsZ85()));
		String open = Files.readString(saved(written, false).toPath());
		assertThat(CurveCertificate.parse(open)).isEqualTo(new CurveCertificate(certificate.publicKey(), null));
	}

	private File saved(ZCert certificate, boolean secret) throws Exception {
		String file = this.directory.resolve(secret ? "a.key_secret" : "a.key").toString();
		return secret ? certificate.saveSecret(file) : certificate.savePublic(file);
	}

	@Test
	void jeroMqReadsWhatIsWritten() throws Exception {
		CurveCertificate certificate = new CurveCertificate(this.pair.publicKey(), this.pair.secretKey());
		ZConfig config = ZConfig.load(written(certificate.secretText()).toString());
		assertThat(config.getValue("curve/public-key")).isEqualTo(this.pair.publicKey().z85());
		assertThat(config.getValue("curve/secret-key")).isEqualTo(this.pair.secretKey().z85());
	}

	private Path written(String text) throws Exception {
		return Files.writeString(this.directory.resolve("written"), text);
	}

	@Test
	void readsWhatCzmqAndPyzmqWrite() {
		String text = """
				#   ****  Generated on 2026-01-01 00:00:00 by pyzmq  ****
				#   ZeroMQ CURVE **Secret** Certificate
				#   DO NOT PROVIDE THIS FILE TO OTHER USERS nor change its permissions.

				metadata
				    public-key = "not this one"
				curve
				    public-key = "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID"
				    secret-key = "D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs"
				""";
		CurveCertificate certificate = CurveCertificate.parse(text);
		assertThat(certificate.publicKey().z85()).isEqualTo("Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID");
		assertThat(certificate.secretKey()).isEqualTo(CurveKey.of("D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs"));
	}

	@Test
	void aPublicFileDoesNotHaveTheSecretKey() {
		CurveCertificate certificate = new CurveCertificate(this.pair.publicKey(), this.pair.secretKey());
		assertThat(CurveCertificate.parse(certificate.secretText())).isEqualTo(certificate);
		assertThat(CurveCertificate.parse(certificate.publicText()).secretKey()).isNull();
		assertThat(certificate.publicText()).doesNotContain(this.pair.secretKey().z85());
		assertThatIllegalStateException()
			.isThrownBy(() -> new CurveCertificate(this.pair.publicKey(), null).secretText());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "curve\n", "curve\n    secret-key = \"my-secret\"\n",
			"curve\n    public-key = \"my-secret\"\n", "metadata\n    public-key = \"my-secret\"\n" })
	void whatIsNoCertificateIsRefusedWithoutRepeatingIt(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> CurveCertificate.parse(text))
			.withMessageContaining("CURVE")
			.withMessageNotContaining("my-secret");
	}

	@Test
	void textShowsNoSecret() {
		assertThat(new CurveCertificate(this.pair.publicKey(), this.pair.secretKey())).asString()
			.contains(this.pair.publicKey().z85())
			.doesNotContain(this.pair.secretKey().z85());
	}

	@Test
	void thePublicKeyFollowsFromTheSecretOne() {
		for (int i = 0; i < 20; i++) {
			CurveKeyPair generated = CurveKeyPair.generate();
			assertThat(CurveKeyPair.of(generated.secretKey())).isEqualTo(generated);
		}
	}

}
