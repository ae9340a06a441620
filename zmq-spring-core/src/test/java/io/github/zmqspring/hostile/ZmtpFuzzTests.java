package io.github.zmqspring.hostile;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

import io.github.zmqspring.security.CurveAllowList;
import io.github.zmqspring.security.CurveKey;
import io.github.zmqspring.security.PlainUsers;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.TestSockets;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.socket.status.ConnectionTotals;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.zeromq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Bound sockets of several types and all mechanisms, in one context with one I/O thread,
 * under generated input: greetings, handshakes, commands and frames. An input is one of
 * these. Each connection is driven until the socket has read all of it or has ended it.
 * Beside them an honest peer is served all the time, and memory stays where it was.
 * <p>
 * How many inputs, and which, can be chosen: {@code -Dzmq.fuzz.inputs=1000000
 * -Dzmq.fuzz.seed=1}.
 */
@Timeout(7200)
class ZmtpFuzzTests {

	private static final Log logger = LogFactory.getLog(ZmtpFuzzTests.class);

	private static final long INPUTS = Long.getLong("zmq.fuzz.inputs", 20_000);

	private static final long SEED = Long.getLong("zmq.fuzz.seed", 20261125);

	private static final int DRIVERS = 2;

	private static final int FRAMES_PER_CONNECTION = 100;

	/** How much more may be in use after a collection than before the first input. */
	private static final long HEAP_GROWTH = 48L << 20;

	private static final long DIRECT = 512L << 20;

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final ZMQ.Curve.KeyPair KEYS = ZMQ.Curve.generateKeyPair();

	private static final PlainUsers PLAIN_USERS = PlainUsers.of(Map.of("user", "password"));

	private static final byte[] SERVER_KEY = CurveKey.of(KEYS.publicKey).bytes();

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	private final List<ZmqSocket> targets = new ArrayList<>();

	private final AtomicLong inputs = new AtomicLong();

	private final AtomicLong connections = new AtomicLong();

	private final AtomicLong delivered = new AtomicLong();

	private int curvePort;

	private int plainPort;

	private volatile long mostDirect;

	private void openTargets() {
		for (ZmqSocketType type : List.of(ZmqSocketType.PULL, ZmqSocketType.ROUTER, ZmqSocketType.XPUB,
				ZmqSocketType.REP, ZmqSocketType.SUB, ZmqSocketType.DEALER, ZmqSocketType.SERVER)) {
			SocketSpec.Builder spec = bound(type.name().toLowerCase(Locale.ROOT), type);
			if (type == ZmqSocketType.SUB) {
				spec.topics("");
			}
			this.targets.add(target(spec));
		}
		this.plainPort = port(target(
				bound("plain", ZmqSocketType.ROUTER).option(ZmqOptions.PLAIN_SERVER, true).authenticator(PLAIN_USERS)));
		this.curvePort = port(target(bound("curve", ZmqSocketType.ROUTER).option(ZmqOptions.CURVE_SERVER, true)
			.authenticator(CurveAllowList.anyKey())
			.option(ZmqOptions.CURVE_PUBLIC_KEY, CurveKey.of(KEYS.publicKey))
			.option(ZmqOptions.CURVE_SECRET_KEY, CurveKey.of(KEYS.secretKey))));
	}

	private static SocketSpec.Builder bound(String name, ZmqSocketType type) {
		return TestSockets.bound(name, type);
	}

	private ZmqSocket target(SocketSpec.Builder spec) {
		ZmqSocket socket = this.sockets.open(spec);
		socket.attach((message) -> this.delivered.incrementAndGet(), "fuzz", true);
		return socket;
	}

	private static int port(ZmqSocket socket) {
		return socket.boundEndpoints().get(0).port();
	}

	@Test
	void noInputKeepsAnHonestPeerFromBeingServed() throws Exception {
		ZmqSocket pull = this.sockets.open(bound("served", ZmqSocketType.PULL));
		HonestPeer honest = HonestPeer.of(this.sockets, pull);
		openTargets();
		this.targets.add(pull);
		honest.assertServed();
		long heapBefore = usedHeap();
		long began = System.nanoTime();
		ExecutorService drivers = Executors.newFixedThreadPool(DRIVERS);
		try {
			List<Future<?>> running = new ArrayList<>();
			for (int i = 0; i < DRIVERS; i++) {
				long seed = SEED + i;
				running.add(drivers.submit(() -> drive(new ZmtpFuzz(seed))));
			}
			while (running.stream().anyMatch((driver) -> !driver.isDone())) {
				honest.assertServed();
				this.mostDirect = Math.max(this.mostDirect, directMemory());
			}
			for (Future<?> driver : running) {
				driver.get();
			}
		}
		finally {
			drivers.shutdown();
		}
		honest.assertServed();
		long seconds = (System.nanoTime() - began) / 1_000_000_000;
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(usedHeap() - heapBefore).as("growth of the heap").isLessThan(HEAP_GROWTH));
		assertThat(this.mostDirect).as("direct memory").isLessThan(DIRECT);
		report(seconds, usedHeap() - heapBefore);
		assertThat(this.delivered.get()).as("messages that got through").isGreaterThan(INPUTS / 20);
	}

	private void report(long seconds, long growth) {
		long failed = 0;
		long cutOff = 0;
		for (ZmqSocket socket : this.sockets.registry().sockets()) {
			ConnectionTotals totals = socket.inspection().peers().totals();
			failed += totals.failedHandshakeCount();
			cutOff += totals.cutOff();
		}
		logger.warn(this.inputs + " inputs over " + this.connections + " connections in " + seconds + " s, seed " + SEED
				+ ": " + failed + " failed handshakes, " + cutOff + " peers cut off, " + this.delivered
				+ " messages delivered, heap " + (growth >> 10) + " KiB more than before, direct memory at most "
				+ (this.mostDirect >> 20) + " MiB");
	}

	private static long usedHeap() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	private static long directMemory() {
		return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)
			.stream()
			.filter((pool) -> pool.getName().equals("direct"))
			.mapToLong(BufferPoolMXBean::getMemoryUsed)
			.sum();
	}

	private Void drive(ZmtpFuzz fuzz) throws IOException {
		while (this.inputs.get() < INPUTS) {
			int kind = fuzz.next(100);
			int count;
			if (kind < 30) {
				count = greeting(fuzz);
			}
			else if (kind < 55) {
				count = handshake(fuzz);
			}
			else if (kind < 65) {
				count = plain(fuzz);
			}
			else if (kind < 68) {
				count = curve(fuzz);
			}
			else {
				count = frames(fuzz);
			}
			this.inputs.addAndGet(count);
			this.connections.incrementAndGet();
		}
		return null;
	}

	private int anyTarget(ZmtpFuzz fuzz) {
		return port(this.targets.get(fuzz.next(this.targets.size())));
	}

	/**
	 * Send all of it and wait until the socket has read it: it ends the connection when
	 * it comes to the end, if not before.
	 */
	private void send(ZmtpFuzz fuzz, int port, byte[] bytes) throws IOException {
		try (RawZmtp peer = new RawZmtp(port, "127.0.0." + (1 + fuzz.next(250)))) {
			end(peer, bytes);
		}
	}

	private static void end(RawZmtp peer, byte[] bytes) {
		peer.sendAllAndEnd(bytes);
		assertThat(peer.awaitCutOff()).as("whether the socket reads on").isTrue();
	}

	private int greeting(ZmtpFuzz fuzz) throws IOException {
		int port = (fuzz.next(4) == 0) ? this.curvePort : anyTarget(fuzz);
		send(fuzz, port, fuzz.greeting("NULL"));
		return 1;
	}

	private int handshake(ZmtpFuzz fuzz) throws IOException {
		byte[] ready = (fuzz.next(2) == 0) ? RawZmtp.ready(fuzz.type()) : RawZmtp.command("READY", fuzz.metadata());
		send(fuzz, anyTarget(fuzz), ZmtpFuzz.join(RawZmtp.greeting("NULL"), fuzz.handshake(ready)));
		return 1;
	}

	private int plain(ZmtpFuzz fuzz) throws IOException {
		byte[] hello = (fuzz.next(2) == 0) ? fuzz.plainHello() : fuzz.handshake(fuzz.plainHello());
		byte[] initiate = fuzz.handshake(RawZmtp.command("INITIATE", fuzz.metadata()));
		send(fuzz, this.plainPort, ZmtpFuzz.join(RawZmtp.greeting("PLAIN"), hello, initiate));
		return 2;
	}

	private int curve(ZmtpFuzz fuzz) throws IOException {
		try (RawZmtp peer = new RawZmtp(this.curvePort, "127.0.0." + (1 + fuzz.next(250)))) {
			RawCurve curve = new RawCurve(peer, SERVER_KEY);
			switch (fuzz.next(3)) {
				case 0 -> end(peer, ZmtpFuzz.join(RawZmtp.greeting("CURVE"), fuzz.handshake(curve.helloCommand())));
				case 1 -> {
					peer.greet("CURVE");
					curve.hello();
					byte[] initiate = RawZmtp.command("INITIATE", curve.initiateData(fuzz.metadata()));
					end(peer, (fuzz.next(2) == 0) ? initiate : fuzz.handshake(initiate));
				}
				default -> {
					curve.becomePeer("DEALER");
					return encryptedFrames(fuzz, peer, curve);
				}
			}
			return 1;
		}
	}

	private static int encryptedFrames(ZmtpFuzz fuzz, RawZmtp peer, RawCurve curve) {
		int count = 1 + fuzz.next(20);
		byte[][] frames = new byte[count + 1][];
		for (int i = 0; i < count; i++) {
			// inside the box: 1 is more, 2 is a command
			frames[i] = (fuzz.next(8) == 0) ? curve.message(2, RawZmtp.named("PING", new byte[] { 0, 1, 2, 3 }))
					: curve.message(fuzz.next(256) & ~2, fuzz.bytes(200));
		}
		frames[count] = switch (fuzz.next(3)) {
			case 0 -> fuzz.mutate(curve.message(0, fuzz.bytes(100)));
			case 1 -> curve.message(2, RawZmtp.named("PING", fuzz.bytes(1)));
			default -> fuzz.last();
		};
		end(peer, ZmtpFuzz.join(frames));
		return count + 1;
	}

	private int frames(ZmtpFuzz fuzz) throws IOException {
		int count = 1 + fuzz.next(FRAMES_PER_CONNECTION);
		byte[][] parts = new byte[count + 1][];
		ZmqSocket target = this.targets.get(fuzz.next(this.targets.size()));
		int longest = (target.type() == ZmqSocketType.XPUB) ? 100 : 20_000;
		for (int i = 0; i < count; i++) {
			parts[i] = switch (fuzz.next(10)) {
				case 0 -> fuzz.unknownCommand();
				case 1 -> fuzz.ping();
				default -> fuzz.frame(longest);
			};
		}
		parts[count] = fuzz.last();
		try (RawZmtp peer = new RawZmtp(port(target), "127.0.0." + (1 + fuzz.next(250)))) {
			// before both have said READY, what is sent would be part of the handshake
			end(peer.becomePeer(peerOf(target.type())), ZmtpFuzz.join(parts));
		}
		return count + 1;
	}

	private static String peerOf(ZmqSocketType type) {
		return switch (type) {
			case PULL -> "PUSH";
			case ROUTER -> "DEALER";
			case XPUB -> "SUB";
			case REP -> "REQ";
			case SUB -> "PUB";
			case DEALER -> "ROUTER";
			case SERVER -> "CLIENT";
			default -> type.name();
		};
	}

}
