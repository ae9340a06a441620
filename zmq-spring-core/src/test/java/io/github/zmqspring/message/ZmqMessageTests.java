package io.github.zmqspring.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ZmqMessageTests {

	private static final byte[] EMPTY = new byte[0];

	@Test
	void aMessageHasAtLeastOneFrame() {
		assertThatIllegalArgumentException().isThrownBy(() -> ZmqMessage.of(new byte[0][]));
		assertThatIllegalArgumentException().isThrownBy(() -> ZmqMessage.of(List.of()));
		assertThatIllegalArgumentException().isThrownBy(ZmqMessage::ofStrings);
		assertThatIllegalArgumentException().isThrownBy(() -> ZmqMessage.received(new byte[0][], null));
	}

	@Test
	void aFrameIsNeverNull() {
		assertThatIllegalArgumentException().isThrownBy(() -> ZmqMessage.of(EMPTY, null));
		assertThatIllegalArgumentException().isThrownBy(() -> ZmqMessage.of((byte[]) null));
		assertThatIllegalArgumentException().isThrownBy(() -> ZmqMessage.of(Collections.singletonList(null)));
		assertThatIllegalArgumentException().isThrownBy(() -> ZmqMessage.ofStrings("a", null));
		ZmqMessage message = ZmqMessage.ofStrings("a");
		assertThatIllegalArgumentException().isThrownBy(() -> message.push(null));
		assertThatIllegalArgumentException().isThrownBy(() -> message.append(null));
		assertThatIllegalArgumentException().isThrownBy(() -> message.wrap(null));
	}

	@Test
	void framesAreTakenWithoutACopyOfTheirContent() {
		byte[] frame = { 1 };
		assertThat(ZmqMessage.of(frame).first()).isSameAs(frame);
		assertThat(ZmqMessage.of(frame, EMPTY).frame(0)).isSameAs(frame);
		assertThat(ZmqMessage.of(List.of(frame)).last()).isSameAs(frame);
	}

	@Test
	void whenTheCallersArrayOfFramesChangesTheMessageDoesNot() {
		byte[][] frames = { { 1 }, { 2 } };
		ZmqMessage message = ZmqMessage.of(frames);
		frames[0] = new byte[] { 9 };
		assertThat(message.first()).containsExactly(1);
	}

	@Test
	void stringsAreUtf8WithoutATrailingNul() {
		ZmqMessage message = ZmqMessage.ofStrings("Hello", "Zürich", "");
		assertThat(message.frame(0)).containsExactly('H', 'e', 'l', 'l', 'o');
		assertThat(message.frame(1)).hasSize(7);
		assertThat(message.frameAsString(1)).isEqualTo("Zürich");
		assertThat(message.frame(2)).isEmpty();
	}

	@Test
	void sizesAndFrames() {
		ZmqMessage message = ZmqMessage.ofStrings("A", "", "work");
		assertThat(message.size()).isEqualTo(3);
		assertThat(message.byteCount()).isEqualTo(5);
		assertThat(message.first()).isEqualTo("A".getBytes());
		assertThat(message.last()).isEqualTo("work".getBytes());
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> message.frame(3));
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> message.frame(-1));
	}

	@Test
	void framesCanBeLookedAtButNotReplaced() {
		ZmqMessage message = ZmqMessage.ofStrings("a", "b");
		assertThat(message.frames()).hasSize(2);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> message.frames().set(0, EMPTY));
		Iterator<byte[]> iterator = message.iterator();
		iterator.next();
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(iterator::remove);
		message.frames().toArray(new byte[0][])[0] = EMPTY;
		assertThat(message.frameAsString(0)).isEqualTo("a");
	}

	@Test
	void framesAreIteratedInOrder() {
		List<String> seen = new ArrayList<>();
		for (byte[] frame : ZmqMessage.ofStrings("a", "", "c")) {
			seen.add(new String(frame));
		}
		assertThat(seen).containsExactly("a", "", "c");
	}

	@Test
	void pushAndPopWorkOnTheFrontAndAppendOnTheEnd() {
		ZmqMessage message = ZmqMessage.ofStrings("b");
		assertThat(message.push("a".getBytes())).isEqualTo(ZmqMessage.ofStrings("a", "b"));
		assertThat(message.append("c".getBytes())).isEqualTo(ZmqMessage.ofStrings("b", "c"));
		assertThat(message.push("a".getBytes()).pop()).isEqualTo(message);
		assertThat(message).isEqualTo(ZmqMessage.ofStrings("b"));
	}

	@Test
	void theOnlyFrameCannotBeTakenOff() {
		assertThatIllegalStateException().isThrownBy(() -> ZmqMessage.ofStrings("a").pop());
		assertThatIllegalStateException().isThrownBy(() -> ZmqMessage.ofStrings("a").unwrap());
	}

	@Test
	void unwrapDropsTheDelimiterOnlyIfThereIsOne() {
		assertThat(ZmqMessage.ofStrings("A", "", "work").unwrap()).isEqualTo(ZmqMessage.ofStrings("work"));
		assertThat(ZmqMessage.ofStrings("A", "work").unwrap()).isEqualTo(ZmqMessage.ofStrings("work"));
		assertThat(ZmqMessage.ofStrings("A", "B", "", "work").unwrap())
			.isEqualTo(ZmqMessage.ofStrings("B", "", "work"));
	}

	@Test
	void anEmptyLastFrameIsContentAndNotADelimiter() {
		assertThat(ZmqMessage.ofStrings("A", "").unwrap()).isEqualTo(ZmqMessage.ofStrings(""));
		assertThat(ZmqMessage.ofStrings("A", "").delimiterIndex()).isEqualTo(-1);
		assertThat(ZmqMessage.ofStrings("A", "", "").delimiterIndex()).isEqualTo(1);
		assertThat(ZmqMessage.ofStrings("").delimiterIndex()).isEqualTo(-1);
	}

	@Test
	void envelopeAndBodyAreWhatARepSocketKeepsAndHandsOut() {
		// The stack of Guide chapter 3 (rtpapa): newest address first.
		ZmqMessage message = ZmqMessage.ofStrings("A", "address 3", "address 2", "address 1", "", "work");
		assertThat(message.envelope()).isEqualTo(ZmqMessage.ofStrings("A", "address 3", "address 2", "address 1", ""));
		assertThat(message.body()).isEqualTo(ZmqMessage.ofStrings("work"));
	}

	@Test
	void anEnvelopeEndsAtTheFirstEmptyFrame() {
		ZmqMessage message = ZmqMessage.ofStrings("", "body", "", "more");
		assertThat(message.envelope()).isEqualTo(ZmqMessage.ofStrings(""));
		assertThat(message.body()).isEqualTo(ZmqMessage.ofStrings("body", "", "more"));
	}

	@Test
	void whenThereIsNoDelimiterTheWholeMessageIsBody() {
		ZmqMessage message = ZmqMessage.ofStrings("a", "b");
		assertThat(message.envelope()).isNull();
		assertThat(message.body()).isSameAs(message);
	}

	@Test
	void fromTakesFramesOffTheFront() {
		ZmqMessage message = ZmqMessage.ofStrings("a", "b", "c");
		assertThat(message.from(0)).isSameAs(message);
		assertThat(message.from(2)).isEqualTo(ZmqMessage.ofStrings("c"));
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> message.from(3));
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> message.from(-1));
	}

	@Test
	void messagesAreEqualByContentWhereverTheyCameFrom() {
		ZmqMessage message = ZmqMessage.ofStrings("a", "b");
		ZmqMessage received = ZmqMessage.received(new byte[][] { { 'a' }, { 'b' } }, new MessageDestination(7, null));
		assertThat(received).isEqualTo(message).hasSameHashCodeAs(message);
		assertThat(message).isNotEqualTo(ZmqMessage.ofStrings("ab")).isNotEqualTo(ZmqMessage.ofStrings("a", "b", ""));
	}

	@Test
	void derivedMessagesKeepTheOrigin() {
		MessageOrigin origin = new MessageDestination(7, null);
		ZmqMessage message = ZmqMessage.received(new byte[][] { { 1 }, {}, { 2 } }, origin);
		assertThat(List.of(message.pop(), message.unwrap(), message.push(EMPTY), message.append(EMPTY),
				message.wrap(EMPTY), message.body(), message.from(1)))
			.extracting(ZmqMessage::origin)
			.containsOnly(origin);
		assertThat(message.withOrigin(origin)).isSameAs(message);
		assertThat(message.withOrigin(null).origin()).isNull();
		assertThat(ZmqMessage.ofStrings("a").origin()).isNull();
	}

	@Test
	void dumpPrintsLengthAndTextOrHexUnderALineOf40Dashes() {
		ZmqMessage message = ZmqMessage.of("Hello".getBytes(), EMPTY, new byte[] { 0, 0x6B, (byte) 0x8B, 0x45, 0x67 },
				"x".repeat(1000).getBytes());
		assertThat(message.dump())
			.isEqualTo("-".repeat(40) + "\n[005] Hello\n[000] \n[005] 006B8B4567\n[1000] " + "x".repeat(1000));
	}

	@Test
	void dumpCountsBytesFrom32To127AsText() {
		assertThat(ZmqMessage.of(new byte[] { 32, 126, 127 }).dump()).endsWith("[003]  ~\u007F");
		assertThat(ZmqMessage.of(new byte[] { 31 }).dump()).endsWith("[001] 1F");
		assertThat(ZmqMessage.of(new byte[] { (byte) 128 }).dump()).endsWith("[001] 80");
	}

	@Test
	void dumpPrintsAGeneratedRoutingIdOf17BytesAsAnAtSignAndItsUuid() {
		byte[] id = new byte[17];
		for (int i = 1; i < id.length; i++) {
			id[i] = (byte) (i * 15);
		}
		assertThat(ZmqMessage.of(id).dump()).endsWith("\n[017] @0F1E2D3C4B5A69788796A5B4C3D2E1F0");
		assertThat(ZmqMessage.ofStrings("17 bytes of text.").dump()).endsWith("[017] 17 bytes of text.");
	}

	/**
	 * The Guide's {@code zmsg_test}, without its sockets: what DEALER to ROUTER adds is
	 * one frame in front.
	 */
	@Test
	void theSelftestOfTheGuidesMessageClassHolds() {
		ZmqMessage message = ZmqMessage.ofStrings("Hello");
		assertThat(message.size()).isEqualTo(1);
		byte[] identity = new byte[17];
		ZmqMessage atRouter = message.push(identity);
		assertThat(atRouter.size()).isEqualTo(2);
		assertThat(atRouter.last()).isEqualTo("Hello".getBytes());
		assertThat(atRouter.dump()).contains("[017] @" + "0".repeat(32));

		ZmqMessage wrapped = message.wrap("address1".getBytes()).push("address2".getBytes());
		assertThat(wrapped.size()).isEqualTo(4);
		ZmqMessage nested = wrapped.push(identity);
		assertThat(nested.size()).isEqualTo(5);

		ZmqMessage unwrapped = nested.unwrap();
		assertThat(unwrapped.size()).isEqualTo(4);
		assertThat(unwrapped.first()).isEqualTo("address2".getBytes());
		assertThat(unwrapped.pop().frameAsString(0)).isEqualTo("address1");
		assertThat(unwrapped.pop().unwrap()).isEqualTo(message);

		ZmqMessage edited = ZmqMessage.ofStrings("Hello").push("address".getBytes());
		assertThat(edited.pop().last()).isEqualTo("Hello".getBytes());
	}

	@Test
	void toStringShowsSizesAndFirstBytesButNeverAWholePayload() {
		assertThat(ZmqMessage.of("Hello".getBytes(), EMPTY, new byte[] { 0, 1 }))
			.hasToString("ZmqMessage[5:Hello, 0:, 2:0001]");
		assertThat(ZmqMessage.of(new byte[10_000_000]).toString()).hasSizeLessThan(100).contains("10000000:0000");
		assertThat(ZmqMessage.of(Collections.nCopies(1000, EMPTY)).toString()).hasSizeLessThan(100)
			.endsWith("and 992 more frames]");
	}

}
