package io.github.zmqspring.boot.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Tells when something in a directory has changed. Also looks at the directory above,
 * because it may be replaced as a whole, by another link for instance. Waits without
 * polling where the operating system tells of changes.
 */
class DirectoryWatcher {

	private static final Log logger = LogFactory.getLog(DirectoryWatcher.class);

	/** Several files are often written one after the other. */
	private static final Duration QUIET = Duration.ofMillis(50);

	/** How long changes are collected at most. */
	private static final Duration LONGEST = Duration.ofSeconds(1);

	private final Path directory;

	private final Runnable onChange;

	private @Nullable WatchService service;

	/**
	 * Create a watcher.
	 * @param directory what to watch
	 * @param onChange called by a thread of the watcher, once as it starts and after each
	 * change; a change in the meantime is not missed
	 */
	DirectoryWatcher(Path directory, Runnable onChange) {
		this.directory = directory.toAbsolutePath();
		this.onChange = onChange;
	}

	synchronized void start() {
		if (this.service != null) {
			return;
		}
		try {
			WatchService opened = this.directory.getFileSystem().newWatchService();
			this.service = opened;
			// before the first call, or else a change in between would be missed
			register(opened);
			Thread thread = new Thread(() -> watch(opened), "zmq-keys-" + this.directory.getFileName());
			thread.setDaemon(true);
			thread.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot watch " + this.directory, ex);
		}
	}

	synchronized void stop() {
		WatchService closing = this.service;
		this.service = null;
		if (closing != null) {
			try {
				// ends the thread
				closing.close();
			}
			catch (IOException ex) {
				logger.debug("Closed badly", ex);
			}
		}
	}

	private void watch(WatchService opened) {
		try {
			while (true) {
				tell();
				while (!changed(opened)) {
					logger.trace("Something else has changed");
				}
				register(opened);
			}
		}
		catch (ClosedWatchServiceException ex) {
			logger.debug("No longer watching " + this.directory);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void tell() {
		try {
			this.onChange.run();
		}
		catch (RuntimeException ex) {
			logger.error("What has changed in " + this.directory + " could not be read", ex);
		}
	}

	/**
	 * Wait for changes, and until there are no more for a moment.
	 */
	private boolean changed(WatchService opened) throws InterruptedException {
		boolean changed = false;
		WatchKey key = opened.take();
		long deadline = System.nanoTime() + LONGEST.toNanos();
		while (key != null) {
			changed |= concernsDirectory(key);
			key.reset();
			boolean late = System.nanoTime() - deadline > 0;
			key = late ? null : opened.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS);
		}
		return changed;
	}

	/**
	 * In the directory above, only this directory matters.
	 */
	private boolean concernsDirectory(WatchKey key) {
		boolean inside = this.directory.equals(key.watchable());
		return key.pollEvents()
			.stream()
			.map(WatchEvent::context)
			.anyMatch((name) -> inside || name == null || name.equals(this.directory.getFileName()));
	}

	/**
	 * Watch the directory that is there now: it may be another one than before.
	 */
	private void register(WatchService opened) {
		register(opened, this.directory.getParent());
		register(opened, this.directory);
	}

	private void register(WatchService opened, @Nullable Path path) {
		if (path == null) {
			return;
		}
		try {
			path.register(opened, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE,
					StandardWatchEventKinds.ENTRY_MODIFY);
		}
		catch (IOException ex) {
			// without the directory above, only its being replaced as a whole is missed
			String problem = "Cannot watch " + path + " for changes: " + ex;
			if (path.equals(this.directory)) {
				logger.warn(problem);
			}
			else {
				logger.debug(problem);
			}
		}
	}

}
