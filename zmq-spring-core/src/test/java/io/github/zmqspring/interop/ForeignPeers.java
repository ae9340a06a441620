package io.github.zmqspring.interop;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Starts the foreign processes of a test and kills them after it: registered in an
 * instance field after each test, in a static field after all tests of the class. When a
 * test fails, what they said is added to its failure.
 */
public final class ForeignPeers implements BeforeAllCallback, AfterEachCallback, AfterAllCallback,
		TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {

	private static final String PYZMQ_PEER = "/interop/pyzmq_peer.py";

	private final List<ForeignPeer> started = new CopyOnWriteArrayList<>();

	private boolean shared;

	/**
	 * Start a Python program, with the interpreter that has pyzmq.
	 * @param script the text of the program
	 * @param arguments its arguments
	 * @return the process
	 */
	public ForeignPeer python(String script, String... arguments) {
		ForeignPeer peer = ForeignPeer.start(RequiresPyzmq.Condition.requireInterpreter(), script, List.of(arguments));
		this.started.add(peer);
		return peer;
	}

	/**
	 * Start a pyzmq behind a command that runs it.
	 * @param command what runs it, such as {@code ip netns exec NAME}
	 * @return the peer, ready
	 */
	public PyzmqPeer pyzmqBehind(List<String> command) {
		ForeignPeer peer = ForeignPeer.start(command, RequiresPyzmq.Condition.requireInterpreter(),
				resource(PYZMQ_PEER), List.of());
		this.started.add(peer);
		return new PyzmqPeer(peer);
	}

	/**
	 * Start a pyzmq that does what it is told.
	 * @return the peer, ready
	 */
	public PyzmqPeer pyzmq() {
		return new PyzmqPeer(python(resource(PYZMQ_PEER)));
	}

	/**
	 * Read a resource of the class path.
	 * @param name its absolute name
	 * @return its text
	 */
	public static String resource(String name) {
		try (InputStream in = ForeignPeers.class.getResourceAsStream(name)) {
			if (in == null) {
				throw new IllegalArgumentException("No resource " + name);
			}
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		this.shared = true;
	}

	@Override
	public void afterEach(ExtensionContext context) {
		if (!this.shared) {
			killAll();
		}
	}

	@Override
	public void afterAll(ExtensionContext context) {
		killAll();
	}

	private void killAll() {
		this.started.forEach(ForeignPeer::kill);
		this.started.clear();
	}

	@Override
	public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
		throw explained(failure);
	}

	@Override
	public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
		throw explained(failure);
	}

	@Override
	public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
		throw explained(failure);
	}

	Throwable explained(Throwable failure) {
		for (ForeignPeer peer : this.started) {
			failure.addSuppressed(new Said(peer));
		}
		return failure;
	}

	/** Carries a transcript into a failure's stack trace. */
	private static final class Said extends Exception {

		private static final long serialVersionUID = 1L;

		Said(ForeignPeer peer) {
			super(peer + " said:\n" + peer.transcript(), null, false, false);
		}

	}

}
