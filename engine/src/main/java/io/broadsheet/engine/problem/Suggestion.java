package io.broadsheet.engine.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// "Did you mean ...?": the nearest of the known names, when one is near enough.
public final class Suggestion {
    private static final int LONGEST_NAME = 64;

    private Suggestion() {}

    /// The known name that differs least from `name` (case aside), at most a third of its letters.
    public static Optional<String> nearest(String name, Collection<String> known) {
        if (name.length() > LONGEST_NAME) {
            return Optional.empty();
        }
        int allowed = Math.max(1, (name.length() + 1) / 3);
        record Near(String name, int distance) {}
        return known.stream()
                .filter(k -> k.length() <= LONGEST_NAME)
                .map(k -> new Near(k, distance(fold(name), fold(k))))
                .filter(n -> n.distance() <= allowed)
                .min(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
                .map(Near::name);
    }

    /// A sentence for a hint: what there is, and the nearest of it. For example
    /// `columns of weekly: week, channel, visitors. Did you mean visitors?`
    public static String sentence(String what, String name, Collection<String> known) {
        String list = known.isEmpty() ? what + ": none" : what + ": " + String.join(", ", shortened(known));
        return nearest(name, known).map(n -> list + ". Did you mean " + n + "?").orElse(list);
    }

    private static Collection<String> shortened(Collection<String> known) {
        int most = 24;
        if (known.size() <= most) {
            return known;
        }
        return java.util.stream.Stream.concat(
                        known.stream().limit(most),
                        java.util.stream.Stream.of("and " + (known.size() - most) + " more"))
                .toList();
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    /// Optimal string alignment distance: insert, delete, replace, or swap two neighbours.
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + cost);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
