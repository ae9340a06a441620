package io.github.zmqspring.socket;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;
import org.springframework.util.unit.DataSize;

/**
 * What stands in for options that were not set.
 * <p>
 * Both have a {@code send-timeout} and a {@code receive-timeout} of 5 seconds, which are
 * this library's own options: a caller that waits for ever cannot be told from one that
 * hangs.
 */
public enum SocketDefaults {

	/**
	 * What a server needs, each value with its reason:
	 * <ul>
	 * <li>{@code linger} 1 s where the application sends: JeroMQ's {@code ZContext} has
	 * 0, which drops what was just sent when the application stops. 0 for the others,
	 * whose queues hold nothing but subscriptions.</li>
	 * <li>{@code handshake-interval} 2 s: it covers the greeting only. A JeroMQ peer
	 * forgets about 4 in 100 of the connections it makes (ours do not, see
	 * {@code HandleTable}) and tries again when the other side gives up, after JeroMQ's
	 * 30 s; two seconds are enough for an honest greeting over a slow link.</li>
	 * <li>{@code handshake-timeout} 10 s: JeroMQ lets who greets and then says nothing
	 * stay for ever; CURVE over a link of 300 ms each way takes 2.5 s.</li>
	 * <li>{@code heartbeat-timeout} 30 s, where heartbeats are on: a consumer that stalls
	 * does not answer pings.</li>
	 * <li>{@code tcp-keep-alive}, after 60 s, every 10 s, three times: finds peers whose
	 * machine is gone, and does not take a slow one for them.</li>
	 * <li>{@code max-connections} 2048, of which 1024 from one address, and
	 * {@code max-message-frames} 10,000: there is no limit otherwise.</li>
	 * <li>{@code max-subscriptions} 10,000: a publisher keeps an object of some 50 bytes
	 * for each byte of a topic until the peer goes, and without a limit any number of
	 * them. With 64 bytes on average that is some 50 MB for one peer.</li>
	 * <li>{@code max-message-size} 64 MiB: without a limit nine bytes from anybody make
	 * JeroMQ allocate 2 GiB. 1 KiB for PUB and XPUB: JeroMQ takes a subscription in by
	 * recursion, and one of 20 KB overflows the stack and ends the socket. A topic above
	 * 1 KiB is refused in any case.</li>
	 * <li>{@code send-buffer} and {@code receive-buffer} 64 KiB: 1.5 to 2.5 times the
	 * throughput of JeroMQ's 8 KiB batches. Each connection takes both as direct
	 * memory.</li>
	 * <li>{@code router-mandatory} for ROUTER and REP: an unknown or full peer becomes an
	 * error, not a message that is lost in silence.</li>
	 * <li>{@code send-hwm} 0 for SUB, XSUB and DISH: in JeroMQ it bounds the number of
	 * topics and groups, those above it are lost in silence on a reconnect.</li>
	 * <li>{@code zap-domain} {@code global}: makes JeroMQ refuse ZMTP 1 and 2 and with
	 * them HTTP requests, whose bytes it otherwise delivers as messages.</li>
	 * </ul>
	 */
	RECOMMENDED {

		@Override
		void fill(Table table) {
			table.put(ZmqOptions.LINGER, Duration.ZERO);
			table.put(ZmqOptions.LINGER, Duration.ofSeconds(1), (type) -> type.canSend() && !type.subscribes());
			table.put(ZmqOptions.HANDSHAKE_INTERVAL, Duration.ofSeconds(2));
			table.put(ZmqOptions.HANDSHAKE_TIMEOUT, Duration.ofSeconds(10));
			table.put(ZmqOptions.HEARTBEAT_TIMEOUT, Duration.ofSeconds(30));
			table.put(ZmqOptions.TCP_KEEP_ALIVE, true);
			table.put(ZmqOptions.TCP_KEEP_ALIVE_IDLE, Duration.ofSeconds(60));
			table.put(ZmqOptions.TCP_KEEP_ALIVE_INTERVAL, Duration.ofSeconds(10));
			table.put(ZmqOptions.TCP_KEEP_ALIVE_COUNT, 3);
			table.put(ZmqOptions.MAX_CONNECTIONS, 2048);
			table.put(ZmqOptions.MAX_CONNECTIONS_PER_ADDRESS, 1024);
			table.put(ZmqOptions.MAX_MESSAGE_FRAMES, 10_000);
			table.put(ZmqOptions.MAX_MESSAGE_SIZE, DataSize.ofMegabytes(64));
			table.put(ZmqOptions.MAX_MESSAGE_SIZE, DataSize.ofKilobytes(1), ZmqSocketType::publishes);
			table.put(ZmqOptions.MAX_SUBSCRIPTIONS, 10_000);
			table.put(ZmqOptions.SEND_BUFFER, DataSize.ofKilobytes(64));
			table.put(ZmqOptions.RECEIVE_BUFFER, DataSize.ofKilobytes(64));
			table.put(ZmqOptions.ROUTER_MANDATORY, true);
			table.put(ZmqOptions.SEND_HWM, 0, (type) -> type.subscribes() || type.joinsGroups());
			table.put(ZmqOptions.ZAP_DOMAIN, "global");
		}

	},

	/**
	 * What JeroMQ does by itself: {@code linger} 0, and nothing else is set.
	 */
	JEROMQ {

		@Override
		void fill(Table table) {
			table.put(ZmqOptions.LINGER, Duration.ZERO);
		}

	};

	private static final Duration CALLER_TIMEOUT = Duration.ofSeconds(5);

	/** Filled when a socket asks: an application without sockets needs no options. */
	private final Supplier<Map<ZmqSocketType, SocketOptions>> values = SingletonSupplier.of(this::filled);

	private Map<ZmqSocketType, SocketOptions> filled() {
		Table table = new Table();
		table.put(ZmqOptions.SEND_TIMEOUT, CALLER_TIMEOUT);
		table.put(ZmqOptions.RECEIVE_TIMEOUT, CALLER_TIMEOUT);
		fill(table);
		return table.byType;
	}

	/**
	 * Return the value that stands in for an option.
	 * @param <T> the type of the value
	 * @param option the option
	 * @param type the type of the socket
	 * @return the value, or {@code null} if the choice is left to JeroMQ or if this type
	 * of socket does not have the option
	 */
	public <T> @Nullable T get(SocketOption<T> option, ZmqSocketType type) {
		return this.values.get().getOrDefault(type, SocketOptions.none()).get(option);
	}

	abstract void fill(Table table);

	/** The values of one constant. */
	static final class Table {

		private final Map<ZmqSocketType, SocketOptions> byType = new EnumMap<>(ZmqSocketType.class);

		<T> void put(SocketOption<T> option, T value) {
			put(option, value, (type) -> true);
		}

		<T> void put(SocketOption<T> option, T value, Predicate<ZmqSocketType> types) {
			for (ZmqSocketType type : ZmqSocketType.values()) {
				if (option.legalFor(type) && types.test(type)) {
					this.byType.merge(type, SocketOptions.none().with(option, value),
							(present, added) -> present.with(option, value));
				}
			}
		}

	}

}
