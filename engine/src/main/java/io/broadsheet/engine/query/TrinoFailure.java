package io.broadsheet.engine.query;

import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.source.Span;
import java.io.IOException;
import java.sql.SQLException;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What Trino says of a failed query. Its driver gives no SQL state: the kind is in the error code, the place in the
/// message.
final class TrinoFailure {
    private static final int READ_ONLY_VIOLATION = 23;
    private static final int AUTOCOMMIT_WRITE_CONFLICT = 25;
    private static final int COLUMN_NOT_FOUND = 47;
    private static final int TYPE_MISMATCH = 58;
    private static final int FIRST_THAT_IS_NO_USERS_FAULT = 0x1_0000;

    private static final int LONGEST_LIST = 120;

    private static final Pattern HEAD = Pattern.compile("^Query failed \\(#\\w+\\): ");
    private static final Pattern PLACE = Pattern.compile("^line (\\d+):(\\d+): ");
    private static final Pattern NAME = Pattern.compile("'([^']{1,200})'");
    private static final Pattern TABLE = Pattern.compile("\\w+\\.\\w+\\.\\w+");
    private static final Pattern UNKNOWN_COLUMN = Pattern.compile("^Column '([^']+)' cannot be resolved");
    /// What stands before the author's text where it is sent.
    private static final int IMMEDIATE = "EXECUTE IMMEDIATE '".length();

    private TrinoFailure() {}

    /// @param redaction takes secrets out of what is shown
    static Problem problem(
            SQLException failure, String query, String source, BoundSql sql, UnaryOperator<String> redaction) {
        int code = failure.getErrorCode();
        String whole = redaction.apply(
                String.valueOf(failure.getMessage()).lines().findFirst().orElse(""));
        Matcher head = HEAD.matcher(whole);
        if (!head.find()) {
            return new Problem(
                    isNetwork(failure) ? ProblemCode.SOURCE_LOST : ProblemCode.QUERY_FAILED,
                    sql.firstLine(),
                    isNetwork(failure)
                            ? "source '" + source + "' went away while " + query + " was read"
                            : query + " failed on source '" + source + "': " + SqlFailure.withoutValues(whole),
                    isNetwork(failure) ? "Try again when it is back" : "Check the values that it works on");
        }
        String said = whole.substring(head.end());
        if (code == READ_ONLY_VIOLATION || code == AUTOCOMMIT_WRITE_CONFLICT) {
            return new Problem(
                    ProblemCode.REFUSED_SQL,
                    sql.firstLine(),
                    query + " writes, and a source is only read",
                    "Write a SELECT");
        }
        if (code >= FIRST_THAT_IS_NO_USERS_FAULT) {
            return new Problem(
                    ProblemCode.SOURCE_UNAVAILABLE,
                    sql.firstLine(),
                    "source '" + source + "' ended " + query + ": " + SqlFailure.withoutValues(said),
                    "Try again later");
        }
        Matcher place = PLACE.matcher(said);
        return place.find()
                ? misunderstood(code, said.substring(place.end()), place, query, source, sql)
                : new Problem(
                        ProblemCode.QUERY_FAILED,
                        sql.firstLine(),
                        query + " failed on source '" + source + "': " + SqlFailure.withoutValues(said),
                        "Check the values that it works on");
    }

    private static boolean isNetwork(SQLException failure) {
        for (Throwable t = failure.getCause(); t != null; t = t.getCause()) {
            if (t instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    /// What is found before anything runs.
    private static Problem misunderstood(
            int code, String said, Matcher place, String query, String source, BoundSql sql) {
        Span at = place(said, Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)), sql);
        Matcher column = UNKNOWN_COLUMN.matcher(said);
        if (code == COLUMN_NOT_FOUND && column.find()) {
            return new Problem(
                    ProblemCode.UNKNOWN_COLUMN,
                    at,
                    query + " reads " + column.group(1) + ", which is no column of its tables",
                    "Correct it at the place shown");
        }
        return new Problem(
                ProblemCode.BAD_SQL,
                at,
                query + ": source '" + source + "' says: " + ownWords(said, sql.text()),
                code == TYPE_MISMATCH
                        ? "Trino casts nothing by itself: cast(:site as integer) where a column is a number"
                        : "Correct it at the place shown");
    }

    /// The message without what it quotes from elsewhere than the author's text, and without a list of all that may
    /// stand there.
    private static String ownWords(String said, String text) {
        int expecting = said.indexOf(". Expecting: ");
        String head = expecting < 0 ? said : said.substring(0, expecting);
        String tail = expecting < 0 || said.length() - expecting > LONGEST_LIST ? "" : said.substring(expecting);
        String shown = NAME.matcher(head)
                .replaceAll(m -> isFrom(text, m.group(1)) ? Matcher.quoteReplacement(m.group()) : "'…'");
        return shown + tail;
    }

    /// Trino gives tables the catalog and the schema that the author left out.
    private static boolean isFrom(String text, String quoted) {
        return text.contains(quoted) || (TABLE.matcher(quoted).matches() && text.contains(lastPart(quoted)));
    }

    private static String lastPart(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /// The place that Trino names if the word it speaks of stands there; otherwise where that word stands first.
    /// What is sent before the text counts on the first line, or on each; or it is another text of Trino's own.
    private static Span place(String said, int line, int column, BoundSql sql) {
        String text = sql.text();
        Matcher named = NAME.matcher(said);
        String name = named.find() ? named.group(1) : "";
        String last = lastPart(name);
        int shifted = offset(text, line, column - IMMEDIATE);
        int plain = line == 1 ? -1 : offset(text, line, column);
        for (int offset : new int[] {plain, shifted}) {
            if (!name.isEmpty() && (standsAt(text, offset, name) || standsAt(text, offset, last))) {
                return sql.word(offset);
            }
        }
        Matcher word = Pattern.compile("(?i)(?<![\\p{L}\\p{N}_])" + Pattern.quote(last) + "(?![\\p{L}\\p{N}_])")
                .matcher(text);
        if (!name.isEmpty() && word.find()) {
            return sql.word(word.start());
        }
        int offset = Math.max(plain, shifted);
        return offset < 0 ? sql.firstLine() : sql.word(offset);
    }

    private static boolean standsAt(String text, int offset, String name) {
        return offset >= 0 && text.regionMatches(true, offset, name, 0, name.length());
    }

    private static int offset(String text, int line, int column) {
        int start = 0;
        for (int l = 1; l < line; l++) {
            start = text.indexOf('\n', start) + 1;
            if (start == 0) {
                return -1;
            }
        }
        int end = text.indexOf('\n', start);
        int at = start + column - 1;
        return column >= 1 && at < (end < 0 ? text.length() : end) ? at : -1;
    }
}
