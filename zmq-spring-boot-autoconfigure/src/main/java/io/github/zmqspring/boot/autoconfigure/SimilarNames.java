package io.github.zmqspring.boot.autoconfigure;

import java.util.Collection;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Finds what somebody who mistyped a name has meant.
 */
final class SimilarNames {

	private SimilarNames() {
	}

	/**
	 * Return the name that is nearest to what was written.
	 * @return the name, or {@code null} if none is near: more than a third of the letters
	 * differ
	 */
	static @Nullable String nearest(String written, Collection<String> names) {
		String nearest = null;
		int best = Math.max(1, written.length() / 3) + 1;
		for (String name : names) {
			int distance = distance(written.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
			if (distance < best) {
				best = distance;
				nearest = name;
			}
		}
		return nearest;
	}

	/**
	 * Count the letters to insert, remove, replace or swap with their neighbour
	 * (Damerau-Levenshtein).
	 */
	static int distance(String from, String to) {
		int[][] distances = new int[from.length() + 1][to.length() + 1];
		for (int i = 0; i <= from.length(); i++) {
			for (int j = 0; j <= to.length(); j++) {
				distances[i][j] = (Math.min(i, j) == 0) ? Math.max(i, j) : distance(from, to, i, j, distances);
			}
		}
		return distances[from.length()][to.length()];
	}

	private static int distance(String from, String to, int i, int j, int[][] known) {
		int replaced = known[i - 1][j - 1] + ((from.charAt(i - 1) == to.charAt(j - 1)) ? 0 : 1);
		int distance = Math.min(replaced, Math.min(known[i - 1][j], known[i][j - 1]) + 1);
		boolean swapped = i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2)
				&& from.charAt(i - 2) == to.charAt(j - 1);
		return swapped ? Math.min(distance, known[i - 2][j - 2] + 1) : distance;
	}

}
