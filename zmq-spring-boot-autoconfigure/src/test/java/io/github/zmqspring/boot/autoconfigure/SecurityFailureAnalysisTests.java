package io.github.zmqspring.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

import io.github.zmqspring.security.CurveCertificate;
import io.github.zmqspring.security.CurveKeyPair;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for what is printed when security cannot be as it was declared, and when there is
 * none.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class SecurityFailureAnalysisTests {

	private static final String SERVER = "zmq.sockets.tasks.curve-server=true";

	private final CapturedOutput output;

	private final CurveKeyPair pair = CurveKeyPair.generate();

	private final String bundle = "zmq.security.curve.server.secret-key=" + this.pair.secretKey().z85();

	@TempDir
	private Path directory;

	SecurityFailureAnalysisTests(CapturedOutput output) {
		this.output = output;
	}

	@ParameterizedTest
	@ValueSource(strings = { "location", "secret-key" })
	void whenEverybodyCanReadTheSecretKeyItSaysHowToChangeThat(String property) throws IOException {
		Path file = Files.writeString(this.directory.resolve("server.key_secret"),
				new CurveCertificate(this.pair.publicKey(), this.pair.secretKey()).secretText());
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
		fails("zmq.security.curve.server." + property + "=file:" + file);
		assertProperty("zmq.security.curve.server." + property, "file:" + file,
				"everybody on this machine may read or change the secret key");
		assertThat(this.output).contains("chmod o= " + file).contains("Origin: \"zmq.security.curve.server.");
	}

	@Test
	void whenTheSecretKeyOfASocketCanBeReadByEverybodyItIsRefusedToo() throws IOException {
		Path file = Files.writeString(this.directory.resolve("key"), this.pair.secretKey().z85());
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
		failsWithSocket(SERVER, "zmq.sockets.tasks.curve-secret-key=file:" + file);
		assertProperty("zmq.sockets.tasks.curve-secret-key", "file:" + file,
				"everybody on this machine may read or change the secret key");
	}

	@Test
	void whenTheFileOfABundleIsMissingItIsNamed() {
		fails("zmq.security.curve.server.location=file:" + this.directory.resolve("missing"));
		assertProperty("zmq.security.curve.server.location", "file:" + this.directory.resolve("missing"),
				"there is no such file");
	}

	@Test
	void whenASecretKeyIsMistypedItIsNotPrinted() {
		fails("zmq.security.curve.server.secret-key=my-secret");
		assertProperty("zmq.security.curve.server.secret-key", "(hidden)", "A CURVE key has 40 characters in Z85");
	}

	@Test
	void whenTheKeysDoNotBelongTogetherItSaysSo() {
		fails(this.bundle, "zmq.security.curve.server.public-key=" + CurveKeyPair.generate().publicKey().z85());
		assertProperty("zmq.security.curve.server.public-key", "(hidden)",
				"the public key does not belong to the secret key");
	}

	@Test
	void whenTheKeysOfASocketDoNotBelongTogetherItSaysSo() {
		failsWithSocket(SERVER, "zmq.sockets.tasks.curve-secret-key=" + this.pair.secretKey().z85(),
				"zmq.sockets.tasks.curve-public-key=" + CurveKeyPair.generate().publicKey().z85());
		assertProperty("zmq.sockets.tasks.curve-public-key", "(hidden)", "it does not belong to curve-secret-key");
	}

	@Test
	void whenABundleHasNoKeyItSaysWhatToSet() {
		fails("zmq.security.curve.server.public-key=");
		assertThat(this.output).contains("zmq.security.curve.server.public-key");
	}

	@Test
	void whenThereIsNoSuchBundleItNamesTheNearest() {
		failsWithSocket(this.bundle, SERVER, "zmq.sockets.tasks.curve-bundle=sever");
		assertProperty("zmq.sockets.tasks.curve-bundle", "sever", "there is no bundle of that name");
		assertThat(this.output).contains("Did you mean 'server'?");
	}

	@Test
	void whenTheBundleIsThatOfAPeerItSaysSo() {
		failsWithSocket("zmq.security.curve.peer.public-key=" + this.pair.publicKey().z85(), SERVER,
				"zmq.sockets.tasks.curve-bundle=peer");
		assertProperty("zmq.sockets.tasks.curve-bundle", "peer", "the bundle has a public key only");
	}

	@Test
	void whenThereIsABundleAndAKeyTheKeyIsRefused() {
		failsWithSocket(this.bundle, SERVER, "zmq.sockets.tasks.curve-bundle=server",
				"zmq.sockets.tasks.curve-secret-key=my-secret");
		assertProperty("zmq.sockets.tasks.curve-secret-key", "(hidden)", "curve-bundle has the keys of this socket");
	}

	@Test
	void whenAClientDoesNotKnowItsServerItSaysHowToNameIt() {
		failsWithSocket(this.bundle, "zmq.sockets.tasks.curve-bundle=server");
		assertProperty("zmq.sockets.tasks.curve-server-key", "(not set)",
				"a CURVE client needs the public key of its server");
		assertThat(this.output).contains("set curve-server to true instead");
	}

	@Test
	void whenTheServerOfAClientIsMistypedItNamesTheNearestBundle() {
		failsWithSocket(this.bundle, "zmq.sockets.tasks.curve-server-key=serve");
		assertProperty("zmq.sockets.tasks.curve-server-key", "(hidden)", "it is neither the name of a bundle");
		assertThat(this.output).contains("Did you mean 'server'?");
	}

	@Test
	void whenNobodyMayEnterACurveServerItSaysSo() {
		failsWithSocket(this.bundle, SERVER, "zmq.sockets.tasks.curve-bundle=server");
		assertProperty("zmq.sockets.tasks.curve-server", "true", "nobody is allowed to enter domain 'global'");
		assertThat(this.output).contains("Set zmq.security.clients.keys or zmq.security.clients.directory");
	}

	@Test
	void whenNobodyMayEnterADirectoryThatIsNotFollowedItSaysSo() {
		failsWithSocket(this.bundle, SERVER, "zmq.sockets.tasks.curve-bundle=server",
				"zmq.security.clients.directory=" + this.directory, "zmq.security.clients.reload-on-update=false");
		assertProperty("zmq.sockets.tasks.curve-server", "true", "nobody is allowed to enter domain 'global'");
	}

	@Test
	void whenNobodyMayEnterAPlainServerItSaysSo() {
		failsWithSocket("zmq.sockets.tasks.plain-server=true");
		assertProperty("zmq.sockets.tasks.plain-server", "true", "nobody is allowed to enter domain 'global'");
		assertThat(this.output).contains("Set zmq.security.plain.users");
	}

	@Test
	void whenTheKeyOfAClientIsMistypedItIsNamed() {
		fails("zmq.security.clients.keys.alice=nonsense");
		assertProperty("zmq.security.clients.keys.alice", "(hidden)", "A CURVE key has 40 characters in Z85");
	}

	@Test
	void whenAFileOfTheDirectoryIsNoKeyItIsNamed() throws IOException {
		Path file = Files.writeString(this.directory.resolve("alice.key"), "nonsense");
		fails("zmq.security.clients.directory=file:" + this.directory);
		assertProperty("zmq.security.clients.directory", file.toUri().toString(),
				"A CURVE key has 40 characters in Z85");
	}

	@Test
	void whenTheDirectoryIsMissingItIsNamed() {
		fails("zmq.security.domains.inner.clients.directory=" + this.directory.resolve("missing"));
		assertThat(this.output).contains("Property: zmq.security.domains.inner.clients.directory")
			.contains("the directory cannot be read");
	}

	@Test
	void whenAnAddressIsMistypedItIsNamed() {
		fails("zmq.security.addresses.allow=127.0.0.1,10.0.0.1/8");
		assertProperty("zmq.security.addresses.allow", "10.0.0.1/8", "'10.0.0.1/8' has bits set beyond its length");
	}

	@Test
	void whenAPasswordIsTooLongItIsNotPrinted() {
		fails("zmq.security.plain.users.alice=" + "my-secret".repeat(20));
		assertProperty("zmq.security.plain.users", "(hidden)", "The password of PLAIN user 'alice' has 180 bytes");
	}

	@Test
	void whenAPropertyIsMistypedItNamesTheNearest() {
		fails("zmq.security.clients.key.alice=x");
		assertThat(this.output).contains("Did you mean zmq.security.clients.keys?");
	}

	@Test
	void whenAStreamSocketShallCheckAddressesItIsRefused() {
		fails("zmq.security.addresses.deny=10.0.0.1", "zmq.sockets.raw.type=stream",
				"zmq.sockets.raw.bind=tcp://127.0.0.1:*");
		assertThat(this.output).contains("Property: zmq.sockets.raw.bind").contains("a STREAM socket has no handshake");
	}

	@ParameterizedTest
	@ValueSource(strings = { "tcp://*:*", "tcp://0.0.0.0:*" })
	void whenASocketIsOpenToEverybodyThereIsOneWarning(String endpoint) {
		starts("zmq.sockets.tasks.type=pull", "zmq.sockets.tasks.bind=inproc://tasks," + endpoint);
		assertThat(this.output.getAll().split("binds \\[\\Q" + endpoint + "\\E\\] without security", -1)).hasSize(2);
	}

	@Test
	void whenSecurityIsRequiredASocketThatIsOpenToEverybodyIsRefused() {
		fails("zmq.security.require=true", "zmq.sockets.tasks.type=pull", "zmq.sockets.tasks.bind=tcp://*:*");
		assertProperty("zmq.sockets.tasks.bind", "[tcp://*:*]", "other machines can reach it, it has no security");
	}

	@Test
	void whenSecurityIsRequiredASocketOfAProxyIsRefusedToo() {
		fails("zmq.security.require=true", "zmq.proxies.broker.kind=queue",
				"zmq.proxies.broker.frontend.bind=tcp://*:*", "zmq.proxies.broker.backend.bind=tcp://127.0.0.1:*");
		assertThat(this.output).contains("Property: zmq.proxies.broker.frontend.bind");
	}

	@ParameterizedTest
	@ValueSource(strings = { "tcp://127.0.0.1:*", "tcp://localhost:*", "inproc://tasks" })
	void whenASocketIsLocalItNeedsNoSecurity(String endpoint) {
		starts("zmq.security.require=true", "zmq.sockets.tasks.type=pull", "zmq.sockets.tasks.bind=" + endpoint);
		assertThat(this.output).doesNotContain("without security");
	}

	@Test
	void whenASocketIsProtectedThereIsNoWarning() {
		starts("zmq.security.require=true", this.bundle, SERVER, "zmq.sockets.tasks.type=pull",
				"zmq.sockets.tasks.bind=tcp://*:*", "zmq.sockets.tasks.curve-bundle=server",
				"zmq.security.clients.any=true");
		assertThat(this.output).doesNotContain("without security").doesNotContain(this.pair.secretKey().z85());
	}

	@Test
	void whenPeersAreLimitedByTheirAddressesThereIsNoWarning() {
		starts("zmq.security.require=true", "zmq.security.addresses.allow=10.0.0.0/8", "zmq.sockets.tasks.type=pull",
				"zmq.sockets.tasks.bind=tcp://*:*");
		assertThat(this.output).doesNotContain("without security");
	}

	@Test
	void whenSomeAddressesAreDeniedEverybodyElseStillGetsIn() {
		fails("zmq.security.require=true", "zmq.security.addresses.deny=10.0.0.0/8", "zmq.sockets.tasks.type=pull",
				"zmq.sockets.tasks.bind=tcp://*:*");
		assertThat(this.output).contains("it has no security");
	}

	@Test
	void whenABoundSocketIsAClientOfAKnownServerThereIsNoWarning() {
		starts("zmq.security.require=true", "zmq.sockets.tasks.type=pull", "zmq.sockets.tasks.bind=tcp://*:*",
				"zmq.sockets.tasks.curve-server-key=" + this.pair.publicKey().z85());
		assertThat(this.output).doesNotContain("without security");
	}

	@Test
	void whenNoSocketBelongsToADomainThereIsAWarning() {
		starts("zmq.sockets.tasks.type=pull", "zmq.sockets.tasks.bind=tcp://127.0.0.1:*",
				"zmq.sockets.tasks.zap-domain=iner", "zmq.security.domains.inner.addresses.allow=127.0.0.1");
		assertThat(this.output).contains("No socket has the zap-domain [inner]").contains("the sockets have [iner]");
	}

	private void assertProperty(String property, String value, String reason) {
		assertThat(this.output).contains("APPLICATION FAILED TO START")
			.contains("Property: " + property + System.lineSeparator())
			.contains("Value: " + value + System.lineSeparator())
			.contains("Reason: " + reason)
			.doesNotContain("my-secret")
			.doesNotContain(this.pair.secretKey().z85());
	}

	private static void failsWithSocket(String... properties) {
		fails(Stream
			.concat(Stream.of("zmq.sockets.tasks.type=pull", "zmq.sockets.tasks.bind=tcp://127.0.0.1:*"),
					Stream.of(properties))
			.toArray(String[]::new));
	}

	private static void fails(String... properties) {
		assertThatException().isThrownBy(() -> start(properties).close());
	}

	private static void starts(String... properties) {
		try (ConfigurableApplicationContext context = start(properties)) {
			assertThat(context.getBean(ZmqSocketRegistry.class).isRunning()).isTrue();
		}
	}

	private static ConfigurableApplicationContext start(String... properties) {
		String[] arguments = Stream.of(properties).map((property) -> "--" + property).toArray(String[]::new);
		return new SpringApplicationBuilder(Sockets.class).web(WebApplicationType.NONE).run(arguments);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ZmqAutoConfiguration.class, ZmqProxyAutoConfiguration.class })
	static class Sockets {

	}

}
