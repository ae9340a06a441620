package io.github.zmqspring.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation: its blocks of code, its links, its headings.
 *
 * @param path the file
 * @param blocks the fenced blocks in their order
 * @param links the targets of its links
 * @param anchors what a link to a part of this page may name
 */
record Markdown(Path path, List<Block> blocks, List<Link> links, Set<String> anchors) {

	private static final Pattern FENCE = Pattern.compile("^\\s*```(\\S*).*$");

	private static final Pattern HEADING = Pattern.compile("^#{1,6}\\s+(.*?)\\s*$");

	/** Code in backticks may look like a link. */
	private static final Pattern INLINE_CODE = Pattern.compile("`[^`]*`");

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

	/**
	 * A fenced block.
	 *
	 * @param location file and line, for people
	 * @param language what stands behind the fence
	 * @param text its lines
	 */
	record Block(String location, String language, String text) {

	}

	/**
	 * A link.
	 *
	 * @param location file and line, for people
	 * @param target where it leads
	 */
	record Link(String location, String target) {

	}

	/**
	 * Find the folder that all modules are in.
	 */
	static Path root() {
		Path folder = Path.of("").toAbsolutePath();
		while (!Files.isDirectory(folder.resolve("docs")) || !Files.isDirectory(folder.resolve("zmq-spring-core"))) {
			folder = folder.getParent();
			if (folder == null) {
				throw new IllegalStateException("The tests do not run inside the project");
			}
		}
		return folder;
	}

	/**
	 * Read all pages: those of the guide and those in front of it.
	 */
	static List<Markdown> pages() {
		Path root = root();
		try (Stream<Path> files = Files.walk(root.resolve("docs"))) {
			List<Path> pages = new ArrayList<>(
					files.filter((file) -> file.toString().endsWith(".md")).sorted().toList());
			Stream.of("README.md", "SECURITY.md").map(root::resolve).filter(Files::exists).forEach(pages::add);
			return pages.stream().map(Markdown::read).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Read a page.
	 */
	static Markdown read(Path path) {
		String name = root().relativize(path).toString();
		List<Block> blocks = new ArrayList<>();
		List<Link> links = new ArrayList<>();
		Set<String> anchors = new HashSet<>();
		Map<String, Integer> repeated = new HashMap<>();
		StringBuilder block = null;
		String language = "";
		int begin = 0;
		int number = 0;
		for (String line : lines(path)) {
			number++;
			Matcher fence = FENCE.matcher(line);
			if (fence.matches() && block == null) {
				block = new StringBuilder();
				language = fence.group(1);
				begin = number;
			}
			else if (fence.matches() && block != null) {
				blocks.add(new Block(name + ":" + begin, language, block.toString()));
				block = null;
			}
			else if (block != null) {
				block.append(line).append('\n');
			}
			else {
				readProse(name + ":" + number, line, links, anchors, repeated);
			}
		}
		if (block != null) {
			throw new IllegalStateException(name + ":" + begin + " begins a block that does not end");
		}
		return new Markdown(path, blocks, links, anchors);
	}

	private static List<String> lines(Path path) {
		try {
			return Files.readAllLines(path);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void readProse(String location, String line, List<Link> links, Set<String> anchors,
			Map<String, Integer> repeated) {
		Matcher heading = HEADING.matcher(line);
		if (heading.matches()) {
			String anchor = anchor(heading.group(1));
			int before = repeated.merge(anchor, 1, Integer::sum) - 1;
			anchors.add((before > 0) ? anchor + "-" + before : anchor);
		}
		Matcher link = LINK.matcher(INLINE_CODE.matcher(line).replaceAll("`"));
		while (link.find()) {
			links.add(new Link(location, link.group(1)));
		}
	}

	/** As GitHub makes them: lower case, hyphens for spaces, nothing else but letters. */
	private static String anchor(String heading) {
		return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}\\- _]", "").replace(' ', '-');
	}

}
