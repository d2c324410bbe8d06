package io.broadsheet.engine.query;

import io.broadsheet.engine.problem.Suggestion;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What an author most likely meant where SQL can't be read: a parser says where it stopped, and the mistake is mostly
/// just before.
final class SyntaxHint {
    /// Words after which another clause or a name comes, long enough to be told from names.
    private static final List<String> CLAUSES = List.of(
            "select",
            "from",
            "where",
            "group",
            "order",
            "having",
            "limit",
            "offset",
            "join",
            "left",
            "right",
            "inner",
            "outer",
            "cross",
            "union",
            "with",
            "distinct",
            "between",
            "qualify",
            "window");

    private static final Set<String> RESERVED = Set.of(
            "all",
            "and",
            "as",
            "case",
            "check",
            "column",
            "constraint",
            "create",
            "default",
            "desc",
            "asc",
            "distinct",
            "else",
            "end",
            "except",
            "foreign",
            "from",
            "group",
            "having",
            "in",
            "intersect",
            "into",
            "lateral",
            "limit",
            "not",
            "null",
            "offset",
            "on",
            "or",
            "order",
            "primary",
            "qualify",
            "references",
            "select",
            "some",
            "table",
            "then",
            "to",
            "union",
            "unique",
            "user",
            "using",
            "when",
            "where",
            "window",
            "with");

    private SyntaxHint() {}

    /// @param position where the parser stopped
    /// @param tables that the query may read
    /// @return empty where nothing likely is known
    static Optional<String> of(String sql, int position, Collection<String> tables) {
        if (position <= 0 || position > sql.length()) {
            return Optional.empty();
        }
        String word = wordAt(sql, position);
        int before = endOfTokenBefore(sql, position);
        if (word.isEmpty() && sql.substring(position).isBlank()) {
            return Optional.of("Something is missing at its end");
        }
        if (before == 0) {
            return Optional.empty();
        }
        char last = sql.charAt(before - 1);
        String previous = wordEndingAt(sql, before);
        String lower = previous.toLowerCase(Locale.ROOT);
        if (last == ',' && CLAUSES.contains(word.toLowerCase(Locale.ROOT))) {
            return Optional.of("The comma before " + word + " is one too many");
        }
        if (RESERVED.contains(word.toLowerCase(Locale.ROOT)) && isNamePlace(lower, last)) {
            String quoted = "'" + word + "' is a word of SQL; as a name it is written \"" + word + "\"";
            return Optional.of(Suggestion.nearest(word, tables)
                    .map(near -> quoted + ". Did you mean " + near + "?")
                    .orElse(quoted));
        }
        boolean follows = !word.isEmpty() || sql.charAt(position) == '\'' || sql.charAt(position) == '"';
        boolean something = !previous.isEmpty() || last == ')' || last == '\'' || last == '"';
        if (!follows || !something || RESERVED.contains(lower)) {
            return Optional.empty();
        }
        return Optional.of(Suggestion.nearest(previous, CLAUSES)
                .filter(clause -> previous.length() > 2)
                .map(clause -> "Did you mean " + clause + " instead of " + previous + "?")
                .orElse("Is there a comma missing before " + (word.isEmpty() ? "it" : word) + "?"));
    }

    private static boolean isNamePlace(String previous, char last) {
        return Set.of("from", "join", "as", "select", "by").contains(previous) || last == ',';
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private static String wordAt(String sql, int position) {
        int end = position;
        while (end < sql.length() && isWord(sql.charAt(end))) {
            end++;
        }
        return sql.substring(position, end);
    }

    private static int endOfTokenBefore(String sql, int position) {
        int end = position;
        while (end > 0 && Character.isWhitespace(sql.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private static String wordEndingAt(String sql, int end) {
        int start = end;
        while (start > 0 && isWord(sql.charAt(start - 1))) {
            start--;
        }
        return sql.substring(start, end);
    }
}
