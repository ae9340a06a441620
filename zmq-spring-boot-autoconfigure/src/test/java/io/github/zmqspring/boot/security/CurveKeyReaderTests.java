package io.github.zmqspring.boot.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import io.github.zmqspring.security.CurveCertificate;
import io.github.zmqspring.security.CurveKeyPair;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CurveKeyReader}.
 */
class CurveKeyReaderTests {

	private final CurveKeyReader reader = new CurveKeyReader(new DefaultResourceLoader());

	private final CurveKeyPair pair = CurveKeyPair.generate();

	private final CurveCertificate certificate = new CurveCertificate(this.pair.publicKey(), this.pair.secretKey());

	@TempDir
	private Path directory;

	private Path file;

	@BeforeEach
	void createFile() throws IOException {
		this.file = Files.createFile(this.directory.resolve("a key.file"));
		permit("rw-------");
	}

	private void permit(String permissions) throws IOException {
		Files.setPosixFilePermissions(this.file, PosixFilePermissions.fromString(permissions));
	}

	private String written(String text) throws IOException {
		Files.writeString(this.file, text);
		return "file:" + this.file;
	}

	@Test
	void aKeyMayBeWrittenOut() {
		assertThat(this.reader.publicKey(this.pair.publicKey().z85())).isEqualTo(this.pair.publicKey());
		assertThat(this.reader.secretKey(this.pair.secretKey().z85())).isEqualTo(this.pair.secretKey());
	}

	@Test
	void aKeyMayStandInAFile() throws IOException {
		assertThat(this.reader.publicKey(written(this.pair.publicKey().z85() + "\n"))).isEqualTo(this.pair.publicKey());
		assertThat(this.reader.secretKey(written(" " + this.pair.secretKey().z85() + "\r\n")))
			.isEqualTo(this.pair.secretKey());
	}

	@Test
	void aKeyMayStandInACertificate() throws IOException {
		String location = written(this.certificate.secretText());
		assertThat(this.reader.publicKey(location)).isEqualTo(this.pair.publicKey());
		assertThat(this.reader.secretKey(location)).isEqualTo(this.pair.secretKey());
		assertThat(this.reader.certificate(location)).isEqualTo(this.certificate);
	}

	@Test
	void aPublicCertificateHasNoSecretKey() throws IOException {
		String location = written(this.certificate.publicText());
		assertThat(this.reader.certificate(location).secretKey()).isNull();
		assertRefused(() -> this.reader.secretKey(location), location, "has no secret key");
	}

	@Test
	void aKeyMayStandOnTheClassPath() {
		String text = this.pair.secretKey().z85();
		CurveKeyReader fromClassPath = new CurveKeyReader(new DefaultResourceLoader() {

			@Override
			public Resource getResource(String location) {
				assertThat(location).isEqualTo("classpath:test.key");
				return new ByteArrayResource(text.getBytes(StandardCharsets.US_ASCII));
			}

		});
		assertThat(fromClassPath.secretKey("classpath:test.key")).isEqualTo(this.pair.secretKey());
	}

	@ParameterizedTest
	@ValueSource(strings = { "rw-r--r--", "rw-----w-", "rw-rw-rw-" })
	void whenOthersMayReadOrChangeASecretKeyItIsRefused(String permissions) throws IOException {
		String location = written(this.pair.secretKey().z85());
		permit(permissions);
		assertRefused(() -> this.reader.secretKey(location), location, "everybody on this machine");
		String certificate = written(this.certificate.secretText());
		assertRefused(() -> this.reader.secretKey(certificate), location, "everybody on this machine");
		assertRefused(() -> this.reader.certificate(certificate), location, "everybody on this machine");
	}

	@Test
	void theGroupMayReadASecretKey() throws IOException {
		String location = written(this.pair.secretKey().z85());
		permit("r--r-----");
		assertThat(this.reader.secretKey(location)).isEqualTo(this.pair.secretKey());
	}

	@Test
	void everybodyMayReadAPublicKey() throws IOException {
		String location = written(this.certificate.publicText());
		permit("rw-r--r--");
		assertThat(this.reader.publicKey(location)).isEqualTo(this.pair.publicKey());
		assertThat(this.reader.certificate(location).publicKey()).isEqualTo(this.pair.publicKey());
	}

	@Test
	void whenTheFileIsMissingItSaysSo() {
		String location = "file:" + this.directory.resolve("missing");
		assertRefused(() -> this.reader.secretKey(location), location, "there is no such file");
		assertRefused(() -> this.reader.publicKey(location), location, "there is no such file");
		assertRefused(() -> this.reader.certificate(location), location, "there is no such file");
	}

	@Test
	void whenTheFileIsLargeItIsNotReadToItsEnd() throws IOException {
		String location = written("a".repeat(100_000));
		assertRefused(() -> this.reader.publicKey(location), location, "too large");
	}

	@ParameterizedTest
	@ValueSource(strings = { "my-secret", "", "my-secretmy-secretmy-secretmy-secretmy-sec", "curve\n my-secret" })
	void whatIsNoKeyIsRefusedWithoutRepeatingIt(String text) throws IOException {
		String location = written(text);
		assertThatExceptionOfType(KeyMaterialException.class).isThrownBy(() -> this.reader.secretKey(text))
			.withMessageContaining("CURVE key")
			.withMessageNotContaining("my-secret");
		assertThatExceptionOfType(KeyMaterialException.class).isThrownBy(() -> this.reader.secretKey(location))
			.withMessageContaining("CURVE")
			.withMessageNotContaining("my-secret");
	}

	private static void assertRefused(ThrowingCallable read, String location, String reason) {
		assertThatExceptionOfType(KeyMaterialException.class).isThrownBy(read).satisfies((ex) -> {
			assertThat(ex.getLocation()).isEqualTo(location);
			assertThat(ex.getReason()).contains(reason);
			assertThat(ex.getAction()).isNotEmpty();
		});
	}

}
