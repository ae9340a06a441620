package io.github.zmqspring.reliability;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

/**
 * Two network namespaces behind this one: a router, and a host behind it. When the router
 * stops forwarding, packets vanish on their way and nobody is told. Needs root and
 * {@code ip}; where they are missing the test is skipped.
 */
final class SeveredNetwork implements AutoCloseable {

	private static final String ROUTER = "zmqrouter";

	private static final String HOST = "zmqhost";

	/** Addresses for documentation, which no network has (RFC 5737). */
	private static final String NEAR = "198.51.100.";

	private static final String FAR = "203.0.113.";

	private SeveredNetwork() {
	}

	static SeveredNetwork open() {
		String failure = run("ip netns add " + ROUTER);
		Assumptions.assumeTrue(failure == null, () -> "Network namespaces cannot be made here: " + failure);
		SeveredNetwork network = new SeveredNetwork();
		for (String command : List.of("ip netns add " + HOST,
				"ip link add zmqnear type veth peer name near netns " + ROUTER,
				"ip addr add " + NEAR + "1/24 dev zmqnear", "ip link set zmqnear up",
				"ip -n " + ROUTER + " addr add " + NEAR + "2/24 dev near", "ip -n " + ROUTER + " link set near up",
				"ip -n " + ROUTER + " link add far type veth peer name eth netns " + HOST,
				"ip -n " + ROUTER + " addr add " + FAR + "2/24 dev far", "ip -n " + ROUTER + " link set far up",
				"ip -n " + HOST + " addr add " + FAR + "1/24 dev eth", "ip -n " + HOST + " link set eth up",
				"ip -n " + HOST + " route add default via " + FAR + "2",
				"ip route add " + FAR + "0/24 via " + NEAR + "2")) {
			String failed = run(command);
			if (failed != null) {
				network.close();
				Assumptions.abort("Network namespaces cannot be set up here: " + failed);
			}
		}
		network.mend();
		return network;
	}

	/** What runs a command on the host behind the router. */
	List<String> onHost() {
		return List.of("ip", "netns", "exec", HOST);
	}

	/** The address of that host. */
	String hostAddress() {
		return FAR + "1";
	}

	/** The address at which that host finds this one. */
	String nearAddress() {
		return NEAR + "1";
	}

	void sever() {
		forward(0);
	}

	void mend() {
		forward(1);
	}

	private static void forward(int on) {
		String failure = run("ip netns exec " + ROUTER + " sh -c 'echo " + on + " > /proc/sys/net/ipv4/ip_forward'");
		Assumptions.assumeTrue(failure == null, () -> "The router does not obey: " + failure);
	}

	/** Run a command and return why it failed, if it did. */
	private static String run(String command) {
		try {
			Process process = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
			String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			boolean ended = process.waitFor(30, TimeUnit.SECONDS);
			return (ended && process.exitValue() == 0) ? null : command + ": " + said;
		}
		catch (IOException ex) {
			return command + ": " + ex;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return command + ": interrupted";
		}
	}

	@Override
	public void close() {
		run("ip netns del " + HOST);
		run("ip netns del " + ROUTER);
		run("ip link del zmqnear");
	}

}
