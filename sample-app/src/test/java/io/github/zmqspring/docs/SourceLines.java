package io.github.zmqspring.docs;

import java.util.List;

/**
 * Lines of Java, compared without what documentation leaves out: imports, the package,
 * empty lines, and how deep the whole is indented.
 */
final class SourceLines {

	private SourceLines() {
	}

	/**
	 * Take a text apart.
	 */
	static List<String> of(String text) {
		return text.lines()
			.map((line) -> line.replace("\t", "    ").stripTrailing())
			.filter((line) -> !line.isEmpty() && !line.matches("(import|package) .*;"))
			.toList();
	}

	/**
	 * Return whether some lines follow each other in a source, all of them indented by
	 * the same.
	 */
	static boolean contain(List<String> source, List<String> wanted) {
		for (int i = 0; i <= source.size() - wanted.size(); i++) {
			int indent = indent(source.get(i)) - indent(wanted.get(0));
			if (indent >= 0 && startsHere(source.subList(i, i + wanted.size()), wanted, " ".repeat(indent))) {
				return true;
			}
		}
		return false;
	}

	private static boolean startsHere(List<String> source, List<String> wanted, String indent) {
		for (int i = 0; i < wanted.size(); i++) {
			if (!source.get(i).equals(indent + wanted.get(i))) {
				return false;
			}
		}
		return true;
	}

	private static int indent(String line) {
		return line.length() - line.stripLeading().length();
	}

}
