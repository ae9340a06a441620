package io.github.zmqspring.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * An immutable multipart message: one or more frames, each a blob of zero or more bytes.
 * ZeroMQ delivers a message with all of its frames or not at all (RFC 23, Guide chapter
 * 2, "Multipart Messages").
 * <p>
 * Frames are not copied, neither on the way in nor on the way out: whoever passes an
 * array to this class, or gets one from it, must not modify it afterwards. With that
 * promise kept, a message may be shared between threads.
 * <p>
 * The envelope operations follow the request-reply envelope of RFC 28 and Guide chapter
 * 3: a stack of addresses, newest first, closed by an empty <em>delimiter</em> frame.
 * Each of them returns a new message, which keeps the {@linkplain #origin() origin}.
 */
public final class ZmqMessage implements Iterable<byte[]> {

	private static final byte[] EMPTY = new byte[0];

	private final byte[] first;

	/** All frames, or {@code null} if there is one: most messages then need no array. */
	private final byte @Nullable [][] several;

	private final @Nullable MessageOrigin origin;

	private ZmqMessage(byte[] first, @Nullable MessageOrigin origin) {
		this.first = first;
		this.several = null;
		this.origin = origin;
	}

	private ZmqMessage(byte[][] frames, @Nullable MessageOrigin origin) {
		this.first = frames[0];
		this.several = (frames.length > 1) ? frames : null;
		this.origin = origin;
	}

	/**
	 * Create a message of a single frame.
	 * @param frame the frame, not copied: do not modify it afterwards
	 * @return the message
	 */
	public static ZmqMessage of(byte[] frame) {
		Assert.notNull(frame, "'frame' must not be null");
		return new ZmqMessage(frame, null);
	}

	/**
	 * Create a message of some frames.
	 * @param frames the frames, at least one; their content is not copied: do not modify
	 * it afterwards
	 * @return the message
	 * @throws IllegalArgumentException if there is no frame, or one is {@code null}
	 */
	public static ZmqMessage of(byte[]... frames) {
		Assert.notNull(frames, "'frames' must not be null");
		return checked(frames.clone());
	}

	/**
	 * Create a message of some frames.
	 * @param frames the frames, at least one; their content is not copied: do not modify
	 * it afterwards
	 * @return the message
	 * @throws IllegalArgumentException if there is no frame, or one is {@code null}
	 */
	public static ZmqMessage of(List<byte[]> frames) {
		Assert.notNull(frames, "'frames' must not be null");
		return checked(frames.toArray(new byte[0][]));
	}

	/**
	 * Create a message of some strings.
	 * @param frames the frames as strings, at least one, sent in UTF-8 without a trailing
	 * NUL (Guide chapter 1, "A Minor Note on Strings")
	 * @return the message
	 * @throws IllegalArgumentException if there is no frame, or one is {@code null}
	 */
	public static ZmqMessage ofStrings(String... frames) {
		Assert.notNull(frames, "'frames' must not be null");
		Assert.noNullElements(frames, "'frames' must not contain null");
		byte[][] bytes = new byte[frames.length][];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = frames[i].getBytes(StandardCharsets.UTF_8);
		}
		return checked(bytes);
	}

	/**
	 * Create a message from what a socket received. Meant for the code that reads
	 * sockets: it checks next to nothing and takes the array itself.
	 * @param frames the frames, at least one and none of them {@code null}; neither the
	 * array nor its content is copied
	 * @param origin where the message came from, or {@code null} if that is not known
	 * @return the message
	 */
	public static ZmqMessage received(byte[][] frames, @Nullable MessageOrigin origin) {
		Assert.isTrue(frames.length > 0, "A message has at least one frame");
		return new ZmqMessage(frames, origin);
	}

	/**
	 * Create a message of one frame that a socket received.
	 * @param frame the frame, not copied
	 * @param origin where the message came from, or {@code null} if that is not known
	 * @return the message
	 */
	public static ZmqMessage received(byte[] frame, @Nullable MessageOrigin origin) {
		return new ZmqMessage(frame, origin);
	}

	private static ZmqMessage checked(byte[][] frames) {
		Assert.isTrue(frames.length > 0, "A message has at least one frame");
		Assert.noNullElements(frames, "'frames' must not contain null");
		return new ZmqMessage(frames, null);
	}

	/**
	 * Return the number of frames.
	 * @return the number, at least 1
	 */
	public int size() {
		return (this.several != null) ? this.several.length : 1;
	}

	/**
	 * Return a frame.
	 * @param i the index of the frame, from 0
	 * @return the frame itself, not a copy
	 * @throws IndexOutOfBoundsException if there is no such frame
	 */
	public byte[] frame(int i) {
		return (this.several != null) ? this.several[i] : only(i);
	}

	private byte[] only(int i) {
		Objects.checkIndex(i, 1);
		return this.first;
	}

	/**
	 * Return a frame as a string.
	 * @param i the index of the frame, from 0
	 * @return the frame decoded as UTF-8; malformed input becomes U+FFFD
	 * @throws IndexOutOfBoundsException if there is no such frame
	 */
	public String frameAsString(int i) {
		return new String(frame(i), StandardCharsets.UTF_8);
	}

	/**
	 * Return all frames.
	 * @return an unmodifiable view of the frames, which are not copied
	 */
	public List<byte[]> frames() {
		return (this.several != null) ? Collections.unmodifiableList(Arrays.asList(this.several))
				: Collections.singletonList(this.first);
	}

	/**
	 * Return the first frame.
	 * @return the frame itself, not a copy
	 */
	public byte[] first() {
		return this.first;
	}

	/**
	 * Return the last frame.
	 * @return the frame itself, not a copy
	 */
	public byte[] last() {
		return frame(size() - 1);
	}

	/**
	 * Return the size of the content.
	 * @return the sum of the lengths of all frames, in bytes
	 */
	public long byteCount() {
		if (this.several == null) {
			return this.first.length;
		}
		long count = 0;
		for (byte[] frame : this.several) {
			count += frame.length;
		}
		return count;
	}

	/**
	 * Return where this message came from.
	 * @return the origin, or {@code null} if it was not received, or if the engine knows
	 * nothing about the sender
	 */
	public @Nullable MessageOrigin origin() {
		return this.origin;
	}

	/**
	 * Return a message of the same frames with another origin.
	 * @param o the origin, or {@code null} for none
	 * @return the message, which shares the frames with this one
	 */
	public ZmqMessage withOrigin(@Nullable MessageOrigin o) {
		if (o == this.origin) {
			return this;
		}
		return (this.several != null) ? new ZmqMessage(this.several, o) : new ZmqMessage(this.first, o);
	}

	@Override
	public Iterator<byte[]> iterator() {
		return frames().iterator();
	}

	/**
	 * Put a frame in front of this message.
	 * @param frame the frame, not copied
	 * @return the new message
	 */
	public ZmqMessage push(byte[] frame) {
		Assert.notNull(frame, "'frame' must not be null");
		return derived(prefixed(1, frame));
	}

	/**
	 * Put a frame behind this message.
	 * @param frame the frame, not copied
	 * @return the new message
	 */
	public ZmqMessage append(byte[] frame) {
		Assert.notNull(frame, "'frame' must not be null");
		byte[][] result = Arrays.copyOf(array(), size() + 1);
		result[size()] = frame;
		return derived(result);
	}

	/**
	 * Take the first frame off.
	 * @return the new message
	 * @throws IllegalStateException if this message has a single frame
	 */
	public ZmqMessage pop() {
		requireSecondFrame();
		return from(1);
	}

	/**
	 * Put an address and an empty delimiter in front of this message.
	 * @param address the address, the routing id of a peer; not copied
	 * @return the new message
	 */
	public ZmqMessage wrap(byte[] address) {
		Assert.notNull(address, "'address' must not be null");
		byte[][] result = prefixed(2, address);
		result[1] = EMPTY;
		return derived(result);
	}

	/**
	 * Take the first frame off, and the empty delimiter behind it if there is one. An
	 * empty frame that is the last one is content, not a delimiter, and stays.
	 * @return the new message
	 * @throws IllegalStateException if this message has a single frame
	 */
	public ZmqMessage unwrap() {
		requireSecondFrame();
		return from((size() > 2 && frame(1).length == 0) ? 2 : 1);
	}

	/**
	 * Take frames off the front.
	 * @param index the index of the first frame to keep
	 * @return a message of the frames from the index to the end
	 * @throws IndexOutOfBoundsException if there is no such frame
	 */
	public ZmqMessage from(int index) {
		int size = size();
		if (index < 0 || index >= size) {
			throw new IndexOutOfBoundsException("No frame " + index + " in a message of " + size);
		}
		if (index == 0) {
			return this;
		}
		return (index == size - 1) ? new ZmqMessage(frame(index), this.origin)
				: derived(Arrays.copyOfRange(array(), index, size));
	}

	/**
	 * Find the delimiter between envelope and body.
	 * @return the index of the first empty frame that is not the last frame, -1 if there
	 * is none
	 */
	public int delimiterIndex() {
		for (int i = 0; i < size() - 1; i++) {
			if (frame(i).length == 0) {
				return i;
			}
		}
		return -1;
	}

	/**
	 * Return the envelope, which a REP socket would keep and put back on its reply.
	 * @return the frames up to and including the delimiter, or {@code null} if there is
	 * no delimiter
	 */
	public @Nullable ZmqMessage envelope() {
		int delimiter = delimiterIndex();
		return (delimiter < 0) ? null : derived(Arrays.copyOf(array(), delimiter + 1));
	}

	/**
	 * Return the body, which a REP socket would hand to its application.
	 * @return the frames behind the delimiter; the whole message if there is no delimiter
	 */
	public ZmqMessage body() {
		return from(delimiterIndex() + 1);
	}

	/**
	 * Print the whole message as the Guide's {@code s_dump} and {@code zmsg_dump} do: a
	 * line of 40 dashes, then a line for each frame with its length in three digits and
	 * its content, as text or in hexadecimal if any byte is below 32 or above 127. A
	 * generated routing id of 17 bytes (a zero and a UUID) prints as {@code @} and 32
	 * hexadecimal digits.
	 * @return the lines, separated by a line feed, with none at the end; its length is up
	 * to twice the size of the message
	 */
	public String dump() {
		return FramePrinter.dump(array());
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof ZmqMessage that && Arrays.deepEquals(array(), that.array()));
	}

	@Override
	public int hashCode() {
		return Arrays.deepHashCode(array());
	}

	/**
	 * Return a short description: the sizes and the first bytes of the first frames,
	 * never the whole content.
	 */
	@Override
	public String toString() {
		return FramePrinter.summary(array());
	}

	private ZmqMessage derived(byte[][] newFrames) {
		return new ZmqMessage(newFrames, this.origin);
	}

	private byte[][] prefixed(int count, byte[] address) {
		byte[][] present = array();
		byte[][] result = new byte[present.length + count][];
		result[0] = address;
		System.arraycopy(present, 0, result, count, present.length);
		return result;
	}

	private byte[][] array() {
		return (this.several != null) ? this.several : new byte[][] { this.first };
	}

	private void requireSecondFrame() {
		Assert.state(size() > 1, "A message has at least one frame, the only one cannot be taken off");
	}

}
