package io.github.zmqspring.reliability;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.StartupFailurePolicy;
import io.github.zmqspring.socket.ZmqContext;
import io.github.zmqspring.socket.ZmqContextOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A host name that gets another address: JeroMQ asks for it before each attempt to
 * connect, and the JVM answers as {@code networkaddress.cache.ttl} lets it.
 */
@Timeout(180)
@EnabledOnOs(value = OS.LINUX, disabledReason = "127.0.0.2 is an address of its own on Linux only")
class MovedHostTests {

	@RegisterExtension
	final BadPeers peers = new BadPeers();

	@Test
	void aPeerIsFollowedToTheNewAddressOfItsName(@TempDir Path directory) throws Exception {
		int port = URI.create(this.peers.absent()).getPort();
		Path hosts = directory.resolve("hosts");
		Files.writeString(hosts, "127.0.0.1 broker.test\n");
		ZMQ.Socket first = pull("tcp://127.0.0.1:" + port);
		Process sender = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Djdk.net.hosts.file=" + hosts, "-Dsun.net.inetaddr.ttl=0", "-cp",
				System.getProperty("java.class.path"), Sender.class.getName(), "tcp://broker.test:" + port)
			.redirectErrorStream(true)
			.redirectOutput(directory.resolve("log").toFile())
			.start();
		try {
			assertThat(first.recvStr()).isEqualTo("here I am");
			Files.writeString(hosts, "127.0.0.2 broker.test\n");
			first.close();
			ZMQ.Socket second = pull("tcp://127.0.0.2:" + port);
			assertThat(second.recvStr()).as(() -> log(directory)).isEqualTo("here I am");
		}
		finally {
			sender.destroyForcibly().waitFor();
		}
	}

	private static String log(Path directory) {
		try {
			return Files.readString(directory.resolve("log"));
		}
		catch (java.io.IOException ex) {
			return ex.toString();
		}
	}

	private ZMQ.Socket pull(String endpoint) {
		ZMQ.Socket pull = this.peers.socket(SocketType.PULL);
		pull.setReceiveTimeOut(60_000);
		assertThat(pull.bind(endpoint)).isTrue();
		return pull;
	}

	/** A program that sends until it is killed. */
	static final class Sender {

		public static void main(String[] arguments) {
			ZmqSocketRegistry registry = new ZmqSocketRegistry(new ZmqContext(ZmqContextOptions.DEFAULTS),
					StartupFailurePolicy.FAIL, List.of(), (event) -> {
					});
			registry.start();
			ZmqSocket push = registry.register(SocketSpec.of("push", ZmqSocketType.PUSH).connect(arguments[0]).build());
			while (true) {
				push.send(ZmqMessage.ofStrings("here I am"), Duration.ofSeconds(1));
				LockSupport.parkNanos(20_000_000);
			}
		}

	}

}
