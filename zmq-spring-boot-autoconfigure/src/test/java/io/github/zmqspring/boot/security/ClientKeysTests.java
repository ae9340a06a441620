package io.github.zmqspring.boot.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;

import io.github.zmqspring.security.CurveCertificate;
import io.github.zmqspring.security.CurveKey;
import io.github.zmqspring.security.CurveKeyPair;
import io.github.zmqspring.security.ZmqAuthenticationRequest;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ClientKeys} and {@link DirectoryWatcher}.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class ClientKeysTests {

	private static final Duration SOON = Duration.ofSeconds(30);

	private final CurveKey alice = CurveKeyPair.generate().publicKey();

	private final CurveKey bob = CurveKeyPair.generate().publicKey();

	private final CurveKeyReader reader = new CurveKeyReader(new DefaultResourceLoader());

	@TempDir
	private Path temporary;

	private Path directory;

	private @Nullable ClientKeys started;

	@BeforeEach
	void createDirectory() throws Exception {
		this.directory = Files.createDirectory(this.temporary.resolve("clients"));
	}

	@AfterEach
	void stop() {
		if (this.started != null) {
			this.started.stop();
		}
		// or the next test would find it
		awaitEndOfThread();
	}

	@Test
	void fixedKeysAndThoseOfFilesMayEnterByTheirNames() throws Exception {
		write("bob.key", certificate(this.bob));
		ClientKeys keys = new ClientKeys(Map.of("alice", this.alice), this.directory, true, this.reader);
		assertThat(keys.size()).isZero();
		keys.load();
		assertThat(userId(keys, this.alice)).isEqualTo("alice");
		assertThat(userId(keys, this.bob)).isEqualTo("bob");
		assertThat(userId(keys, CurveKeyPair.generate().publicKey())).isNull();
	}

	@Test
	void theNameInTheCertificateIsNotTrusted() throws Exception {
		write("bob.key", certificate(this.bob).replace("metadata", "metadata\n    name = \"alice\""));
		assertThat(userId(loaded(), this.bob)).isEqualTo("bob");
	}

	@Test
	void otherFilesAreLeftAlone() throws Exception {
		write("bob.key_secret", "secret");
		write(".hidden.key", "nonsense");
		write("README", "nonsense");
		write(".key", "nonsense");
		Files.createDirectory(this.directory.resolve("folder.key"));
		assertThat(loaded().size()).isZero();
	}

	@Test
	void whenAFileIsNoKeyItIsNamed() throws Exception {
		write("bob.key", "nonsense");
		assertThatExceptionOfType(KeyMaterialException.class).isThrownBy(this::loaded)
			.withMessageContaining("bob.key")
			.withMessageNotContaining("nonsense");
	}

	@Test
	void whenTheDirectoryIsMissingItIsNamed() throws Exception {
		Files.delete(this.directory);
		assertThatExceptionOfType(KeyMaterialException.class).isThrownBy(this::loaded)
			.withMessageContaining(this.directory.toString());
	}

	@Test
	void twoClientsCannotHaveOneKey() throws Exception {
		write("alice.key", certificate(this.alice));
		write("bob.key", certificate(this.alice));
		assertThatExceptionOfType(KeyMaterialException.class).isThrownBy(this::loaded)
			.withMessageContaining("bob.key")
			.withMessageContaining("client 'alice' has the same key");
	}

	@Test
	void aClientCannotHaveAnotherKeyInAFile() throws Exception {
		write("alice.key", certificate(this.bob));
		ClientKeys keys = new ClientKeys(Map.of("alice", this.alice), this.directory, true, this.reader);
		assertThatExceptionOfType(KeyMaterialException.class).isThrownBy(keys::load)
			.withMessageContaining("has another key in the properties");
	}

	@Test
	void whenAFileIsAddedItsClientMayEnter() throws Exception {
		ClientKeys keys = started(true);
		write("bob.key", certificate(this.bob));
		awaitUserId(keys, this.bob, "bob");
	}

	@Test
	void whenAFileIsRemovedItsClientMayNoLongerEnter() throws Exception {
		write("bob.key", certificate(this.bob));
		write("alice.key", certificate(this.alice));
		ClientKeys keys = started(true);
		Files.delete(this.directory.resolve("bob.key"));
		awaitUserId(keys, this.bob, null);
		assertThat(userId(keys, this.alice)).isEqualTo("alice");
	}

	@Test
	void whenAFileIsChangedTheNewKeyReplacesTheOldOne() throws Exception {
		write("bob.key", certificate(this.alice));
		ClientKeys keys = started(true);
		write("bob.key", certificate(this.bob));
		awaitUserId(keys, this.bob, "bob");
		assertThat(userId(keys, this.alice)).isNull();
	}

	@Test
	void whenAFileBecomesNonsenseItsClientIsKeptOutAndNobodyElse(CapturedOutput output) throws Exception {
		write("bob.key", certificate(this.bob));
		write("alice.key", certificate(this.alice));
		ClientKeys keys = started(true);
		write("alice.key", "nonsense");
		awaitUserId(keys, this.alice, null);
		assertThat(userId(keys, this.bob)).isEqualTo("bob");
		assertThat(output).contains("No client is let in by").contains("alice.key").doesNotContain("nonsense");
	}

	@Test
	void whenTheDirectoryIsReplacedAsAWholeTheNewOneIsFollowed() throws Exception {
		ClientKeys keys = started(true);
		Files.delete(this.directory);
		Path other = Files.createDirectory(this.temporary.resolve("other"));
		Files.writeString(other.resolve("bob.key"), certificate(this.bob));
		Files.move(other, this.directory, StandardCopyOption.ATOMIC_MOVE);
		awaitUserId(keys, this.bob, "bob");
		write("alice.key", certificate(this.alice));
		awaitUserId(keys, this.alice, "alice");
	}

	@Test
	void whenALinkPointsElsewhereTheNewDirectoryIsFollowed() throws Exception {
		Path first = Files.createDirectory(this.temporary.resolve("1"));
		Path second = Files.createDirectory(this.temporary.resolve("2"));
		Files.delete(this.directory);
		Files.createSymbolicLink(this.directory, first);
		ClientKeys keys = started(true);
		Files.writeString(second.resolve("bob.key"), certificate(this.bob));
		Path next = Files.createSymbolicLink(this.temporary.resolve("next"), second);
		Files.move(next, this.directory, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		awaitUserId(keys, this.bob, "bob");
		Files.delete(second.resolve("bob.key"));
		awaitUserId(keys, this.bob, null);
	}

	@Test
	void whenTheDirectoryIsGoneTheKeysAreLeftAsTheyWere(CapturedOutput output) throws Exception {
		write("bob.key", certificate(this.bob));
		ClientKeys keys = started(true);
		Files.move(this.directory, this.temporary.resolve("elsewhere"));
		Awaitility.await().atMost(SOON).until(output::getOut, (text) -> text.contains("are left as they were"));
		assertThat(userId(keys, this.bob)).isEqualTo("bob");
	}

	@Test
	void afterAStopItCanBeStartedAgain() throws Exception {
		ClientKeys keys = started(true);
		keys.stop();
		write("bob.key", certificate(this.bob));
		keys.start();
		awaitUserId(keys, this.bob, "bob");
	}

	@Test
	void whenStoppedItsThreadEnds() {
		started(true).stop();
		awaitEndOfThread();
	}

	private static void awaitEndOfThread() {
		Awaitility.await()
			.atMost(SOON)
			.pollDelay(Duration.ZERO)
			.until(() -> Thread.getAllStackTraces()
				.keySet()
				.stream()
				.noneMatch((thread) -> thread.getName().equals("zmq-keys-clients")));
	}

	@Test
	void whenItDoesNotFollowChangesNobodyIsAdded() throws Exception {
		write("bob.key", certificate(this.bob));
		ClientKeys keys = started(false);
		assertThat(keys.mayGrow()).isTrue();
		write("alice.key", certificate(this.alice));
		assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName).doesNotContain("zmq-keys-clients");
		assertThat(userId(keys, this.alice)).isNull();
	}

	@Test
	void whenNobodyMayEverEnterItSaysSo() throws Exception {
		assertThat(loaded().mayGrow()).isTrue();
		ClientKeys keys = new ClientKeys(Map.of(), this.directory, false, this.reader);
		keys.load();
		assertThat(keys.mayGrow()).isFalse();
	}

	private ClientKeys loaded() {
		ClientKeys keys = new ClientKeys(Map.of(), this.directory, true, this.reader);
		keys.load();
		return keys;
	}

	private ClientKeys started(boolean watched) {
		ClientKeys keys = new ClientKeys(Map.of(), this.directory, watched, this.reader);
		this.started = keys;
		keys.load();
		keys.start();
		return keys;
	}

	private void write(String file, String text) throws IOException {
		Files.writeString(this.directory.resolve(file), text);
	}

	private static String certificate(CurveKey key) {
		return new CurveCertificate(key, null).publicText();
	}

	private static void awaitUserId(ClientKeys keys, CurveKey key, @Nullable String userId) {
		Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(userId(keys, key)).isEqualTo(userId));
	}

	private static @Nullable String userId(ClientKeys keys, CurveKey key) throws Exception {
		return keys.authenticator().authenticate(ZmqAuthenticationRequest.ofCurve("127.0.0.1", key).build()).userId();
	}

}
