package io.github.zmqspring.security;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GenerateCurveKeys}.
 */
class GenerateCurveKeysTests {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@TempDir
	private Path directory;

	@Test
	void withANameItWritesTwoFilesThatBelongTogether() throws IOException {
		assertThat(run(this.directory.resolve("alice").toString())).isZero();
		CurveCertificate open = read("alice.key");
		CurveCertificate secret = read("alice.key_secret");
		assertThat(open).isEqualTo(new CurveCertificate(secret.publicKey(), null));
		assertThat(secret.secretKey()).isNotNull();
		assertThat(CurveKeyPair.of(secret.secretKey()).publicKey()).isEqualTo(open.publicKey());
	}

	@Test
	void onlyTheOwnerCanReadTheSecretFile() throws IOException {
		run(this.directory.resolve("alice").toString());
		assertThat(permissions("alice.key_secret")).isEqualTo("rw-------");
	}

	@Test
	void withANameItDoesNotPrintTheSecretKey() throws IOException {
		run(this.directory.resolve("alice").toString());
		CurveCertificate secret = read("alice.key_secret");
		assertThat(secret.secretKey()).isNotNull();
		assertThat(text(this.out)).contains(secret.publicKey().z85()).doesNotContain(secret.secretKey().z85());
	}

	@ParameterizedTest
	@ValueSource(strings = { "alice.key", "alice.key_secret" })
	void whenAFileIsThereItIsLeftAsItIs(String file) throws IOException {
		Files.writeString(this.directory.resolve(file), "precious");
		assertThat(run(this.directory.resolve("alice").toString())).isOne();
		assertThat(this.directory.resolve(file)).hasContent("precious");
		assertThat(this.directory).isDirectoryNotContaining("regex:.*" + (file.endsWith("secret") ? "key" : "secret"));
		assertThat(text(this.err)).contains(file + " is there already");
	}

	@Test
	void whenTheDirectoryIsMissingItSaysSo() {
		assertThat(run(this.directory.resolve("missing/alice").toString())).isOne();
		assertThat(text(this.err)).contains("Cannot write").contains("missing");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--help", "-h", " " })
	void whenItIsCalledWronglyItSaysHowToCallIt(String argument) {
		assertThat(run(argument)).isEqualTo(2);
		assertThat(text(this.err)).contains("Usage");
	}

	@Test
	void withoutArgumentsAsACommandItPrintsAPairThatBelongsTogether() throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), GenerateCurveKeys.class.getName())
			.start();
		List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
			.toList();
		assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isZero();
		assertThat(lines).hasSize(2);
		assertThat(lines.get(0)).startsWith("public-key: ");
		CurveKey open = CurveKey.of(lines.get(0).split("\"")[1]);
		CurveKey secret = CurveKey.of(lines.get(1).split("\"")[1]);
		assertThat(CurveKeyPair.of(secret)).isEqualTo(new CurveKeyPair(open, secret));
	}

	@ParameterizedTest
	@ValueSource(strings = { "${", "#{" })
	void aKeyThatSpringWouldTakeForAPlaceholderIsNotPlain(String placeholder) {
		String z85 = "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID";
		assertThat(GenerateCurveKeys.isPlain(CurveKey.of(z85))).isTrue();
		assertThat(GenerateCurveKeys.isPlain(CurveKey.of(z85.substring(0, 35) + "0" + placeholder + "00"))).isFalse();
	}

	private int run(String... args) {
		return new GenerateCurveKeys(new PrintStream(this.out, true, StandardCharsets.UTF_8),
				new PrintStream(this.err, true, StandardCharsets.UTF_8))
			.run(args);
	}

	private CurveCertificate read(String file) throws IOException {
		return CurveCertificate.parse(Files.readString(this.directory.resolve(file)));
	}

	private String permissions(String file) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(this.directory.resolve(file)));
	}

	private static String text(ByteArrayOutputStream output) {
		return output.toString(StandardCharsets.UTF_8);
	}

}
