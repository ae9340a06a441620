package io.github.zmqspring.socket;

import java.nio.channels.SocketChannel;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.zmqspring.socket.EngineView.ConnectionView;
import io.github.zmqspring.socket.EngineView.Far;
import io.github.zmqspring.socket.EngineView.PipeView;
import io.github.zmqspring.socket.PeerBook.Connection;
import io.github.zmqspring.socket.status.QueueDepth;
import io.github.zmqspring.socket.status.ZmqPeer;
import io.github.zmqspring.socket.status.ZmqPeer.Side;
import io.github.zmqspring.socket.status.ZmqPeer.State;
import io.github.zmqspring.socket.status.ZmqQueue;
import io.github.zmqspring.socket.status.ZmqQueues;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What connections and queues tell together.
 */
class PeerRollTests {

	private final SocketSpec spec = SocketSpec.of("dealer", ZmqSocketType.DEALER).bind("inproc://x").build();

	private final Connection connection = new Connection(Side.ACCEPTED, "10.0.0.1:1", "tcp://*:5555", Instant.EPOCH,
			null);

	private SocketChannel channel;

	@BeforeEach
	void open() throws Exception {
		this.channel = SocketChannel.open();
	}

	@AfterEach
	void close() throws Exception {
		this.channel.close();
	}

	private PipeView pipe(Far far, boolean connected, QueueDepth inbound, QueueDepth outbound) {
		return new PipeView(far, connected ? this.channel : null,
				connected ? new ConnectionView(true, "user", "ROUTER") : null, inbound, outbound);
	}

	@Test
	void aConnectionKnowsItsQueue() {
		PeerRoll roll = new PeerRoll(this.spec, true,
				List.of(pipe(Far.ACCEPTED, true, new QueueDepth(1, 10), new QueueDepth(2, 20))));
		assertThat(roll.peers(Map.of(this.channel, this.connection)))
			.containsExactly(new ZmqPeer(Side.ACCEPTED, "10.0.0.1:1", "tcp://*:5555", Instant.EPOCH, State.READY,
					"NULL", "user", "ROUTER", new QueueDepth(1, 10), new QueueDepth(2, 20)));
		ZmqQueues queues = roll.queues(5);
		assertThat(queues.inbound()).isEqualTo(new QueueDepth(6, 10));
		assertThat(queues.outbound()).isEqualTo(new QueueDepth(2, 20));
		assertThat(queues.queues()).containsExactly(
				new ZmqQueue(ZmqQueue.End.CONNECTION, "10.0.0.1:1", new QueueDepth(1, 10), new QueueDepth(2, 20)));
	}

	@Test
	void aConnectionWithoutQueueIsInItsHandshake() {
		PeerRoll roll = new PeerRoll(this.spec, true, List.of());
		assertThat(roll.peers(Map.of(this.channel, this.connection))).singleElement()
			.satisfies((peer) -> assertThat(peer.state()).isEqualTo(State.HANDSHAKING));
		assertThat(roll.queues(0).inbound()).isEqualTo(QueueDepth.EMPTY);
		assertThat(roll.queues(0).isKnown()).isTrue();
	}

	@Test
	void whereTheEngineIsClosedConnectionsAreKnownAndTheRestIsNot() {
		PeerRoll roll = new PeerRoll(this.spec, false, EngineView.Closed.INSTANCE.pipes(null));
		assertThat(roll.peers(Map.of(this.channel, this.connection))).singleElement().satisfies((peer) -> {
			assertThat(peer.state()).isEqualTo(State.UNKNOWN);
			assertThat(peer.address()).isEqualTo("10.0.0.1:1");
			assertThat(peer.inbound()).isNull();
		});
		assertThat(roll.queues(0)).isEqualTo(ZmqQueues.UNKNOWN);
		assertThat(roll.queues(0).isKnown()).isFalse();
	}

	@Test
	void aQueueThatKeepsTheLastMessageOnlyMakesTheSumUnknown() {
		PeerRoll roll = new PeerRoll(this.spec, true, List.of(pipe(Far.INPROC, false, null, null),
				pipe(Far.INPROC, false, QueueDepth.EMPTY, QueueDepth.EMPTY)));
		assertThat(roll.queues(0).inbound()).isNull();
		assertThat(roll.queues(0).queues()).hasSize(2);
	}

	@Test
	void aQueueWithoutLimitMakesTheSumUnlimited() {
		PeerRoll roll = new PeerRoll(this.spec, true,
				List.of(pipe(Far.CONNECTING, false, QueueDepth.EMPTY, new QueueDepth(3, 10)),
						pipe(Far.ACCEPTED, false, QueueDepth.EMPTY, new QueueDepth(4, 0))));
		assertThat(roll.queues(0).outbound()).isEqualTo(new QueueDepth(7, 0));
		assertThat(roll.queues(0).queues()).extracting(ZmqQueue::end)
			.containsExactly(ZmqQueue.End.AWAITED, ZmqQueue.End.GONE);
	}

}
