package io.github.zmqspring.boot.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.zmqspring.security.CurveAllowList;
import io.github.zmqspring.security.CurveKey;
import io.github.zmqspring.security.ZmqAuthenticator;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The CURVE keys of clients that may enter: some that are fixed, and those of the files
 * {@code *.key} in a directory, which is read again whenever it changes. The user id of a
 * client is its name in the properties or the name of its file without {@code .key}; what
 * the file itself says about names is not trusted, since it may come from the client.
 * <p>
 * Thread-safe.
 */
public final class ClientKeys {

	private static final Log logger = LogFactory.getLog(ClientKeys.class);

	private static final String SUFFIX = ".key";

	private final Map<String, CurveKey> fixed;

	private final @Nullable Path directory;

	private final CurveKeyReader reader;

	private final CurveAllowList list;

	private final @Nullable DirectoryWatcher watcher;

	private final List<Consumer<Set<String>>> revocationListeners = new CopyOnWriteArrayList<>();

	/** What is on the list, by name. Guarded by this. */
	private Map<String, CurveKey> current = Map.of();

	/**
	 * Create a list, which is empty until {@link #load()}.
	 * @param fixed the keys that do not change, by the user ids of their owners
	 * @param directory holds the others, or {@code null} if there are none
	 * @param watched whether changes of the directory are followed
	 * @param reader reads keys
	 */
	public ClientKeys(Map<String, CurveKey> fixed, @Nullable Path directory, boolean watched, CurveKeyReader reader) {
		this.fixed = Map.copyOf(fixed);
		this.directory = directory;
		this.reader = reader;
		this.list = CurveAllowList.of(Map.of());
		this.watcher = (directory != null && watched) ? new DirectoryWatcher(directory, this::reload) : null;
	}

	/**
	 * Return who decides.
	 * @return an authenticator that follows all changes
	 */
	public ZmqAuthenticator authenticator() {
		return this.list;
	}

	/**
	 * Have somebody told of clients that may no longer enter with the key they had.
	 * @param listener gets their user ids, after the list has changed, on the thread that
	 * has read the directory
	 */
	public void addRevocationListener(Consumer<Set<String>> listener) {
		this.revocationListeners.add(listener);
	}

	/**
	 * Return how many clients may enter now.
	 * @return the number of keys
	 */
	public int size() {
		return this.list.size();
	}

	/**
	 * Return whether somebody may enter, now or when the directory has changed.
	 * @return whether there is a key or a directory that is watched
	 */
	public boolean mayGrow() {
		return size() > 0 || this.watcher != null;
	}

	/**
	 * Read the directory for the first time.
	 * @throws KeyMaterialException if it or a file in it cannot be read, or if two
	 * clients have one key
	 */
	public void load() {
		Map<String, CurveKey> keys = new LinkedHashMap<>(this.fixed);
		Map<CurveKey, String> owners = owners(keys);
		for (Path file : files()) {
			add(keys, owners, file);
		}
		replace(keys);
	}

	private static Map<CurveKey, String> owners(Map<String, CurveKey> keys) {
		Map<CurveKey, String> owners = new HashMap<>();
		keys.forEach((name, key) -> {
			String other = owners.put(key, name);
			if (other != null) {
				throw new KeyMaterialException(null, "clients '" + other + "' and '" + name + "' have the same key",
						"Give every client a key of its own.", null);
			}
		});
		return owners;
	}

	/**
	 * Follow the changes of the directory, if that was asked for.
	 */
	public void start() {
		if (this.watcher != null) {
			this.watcher.start();
		}
	}

	/**
	 * End following changes.
	 */
	public void stop() {
		if (this.watcher != null) {
			this.watcher.stop();
		}
	}

	/**
	 * Read the directory again: a file that cannot be used lets nobody in, and keeps
	 * nobody else out.
	 */
	private void reload() {
		Map<String, CurveKey> keys = new LinkedHashMap<>(this.fixed);
		Map<CurveKey, String> owners = owners(keys);
		List<Path> files;
		try {
			files = files();
		}
		catch (KeyMaterialException ex) {
			logger.error("The keys of clients are left as they were: " + ex.getMessage());
			return;
		}
		for (Path file : files) {
			try {
				add(keys, owners, file);
			}
			catch (KeyMaterialException ex) {
				if (Files.notExists(file)) {
					// it has gone, maybe with the whole directory: that is told, too
					return;
				}
				logger.warn("No client is let in by " + ex.getMessage());
			}
		}
		replace(keys);
	}

	private List<Path> files() {
		if (this.directory == null) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.filter(ClientKeys::isKey).sorted().toList();
		}
		catch (IOException ex) {
			throw new KeyMaterialException(this.directory.toString(), "the directory cannot be read: " + ex,
					"Create it, or let the user that runs the application read it.", ex);
		}
	}

	private static boolean isKey(Path file) {
		String name = file.getFileName().toString();
		return name.endsWith(SUFFIX) && name.length() > SUFFIX.length() && !name.startsWith(".")
				&& !Files.isDirectory(file);
	}

	private void add(Map<String, CurveKey> keys, Map<CurveKey, String> owners, Path file) {
		String fileName = file.getFileName().toString();
		String name = fileName.substring(0, fileName.length() - SUFFIX.length());
		CurveKey key = this.reader.publicKey(file.toUri().toString());
		CurveKey present = keys.get(name);
		if (present != null && !present.equals(key)) {
			throw new KeyMaterialException(file.toString(), "client '" + name + "' has another key in the properties",
					"Remove one of them.", null);
		}
		String owner = owners.putIfAbsent(key, name);
		if (owner != null && !owner.equals(name)) {
			throw new KeyMaterialException(file.toString(), "client '" + owner + "' has the same key",
					"Give every client a key of its own.", null);
		}
		keys.put(name, key);
	}

	private synchronized void replace(Map<String, CurveKey> keys) {
		if (keys.equals(this.current)) {
			return;
		}
		Map<CurveKey, String> userIds = owners(keys);
		this.list.replace(userIds);
		if (this.directory != null) {
			logger.info("CURVE clients that may enter, with those of " + this.directory + ": " + userIds.size()
					+ changes(keys));
		}
		Set<String> revoked = new TreeSet<>(this.current.keySet());
		revoked.removeIf((name) -> Objects.equals(this.current.get(name), keys.get(name)));
		this.current = keys;
		if (!revoked.isEmpty()) {
			this.revocationListeners.forEach((listener) -> listener.accept(revoked));
		}
	}

	private String changes(Map<String, CurveKey> keys) {
		List<String> added = keys.entrySet()
			.stream()
			.filter((entry) -> !entry.getValue().equals(this.current.get(entry.getKey())))
			.map(Map.Entry::getKey)
			.toList();
		List<String> removed = this.current.keySet().stream().filter((name) -> !keys.containsKey(name)).toList();
		return (added.isEmpty() ? "" : ", new " + added) + (removed.isEmpty() ? "" : ", gone " + removed);
	}

	@Override
	public String toString() {
		return "ClientKeys[" + size() + " keys" + ((this.directory != null) ? ", " + this.directory : "") + "]";
	}

}
