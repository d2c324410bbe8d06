package io.broadsheet.engine.query;

import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Suggestion;
import io.broadsheet.engine.project.Secrets;
import io.broadsheet.engine.source.Span;
import io.broadsheet.engine.source.TerminalText;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// From what a database says of a failed query to a problem at its place, without customers' data.
final class SqlFailure {
    private static final Pattern KIND =
            Pattern.compile("^(?:Invalid Input Error: )?([A-Z][A-Za-z ]+?) (?:Error|Exception): ");
    private static final Pattern LINE = Pattern.compile("(?s)\\n\\s*LINE (\\d+): (.*?)\\n( *)\\^");
    private static final Pattern COLUMN =
            Pattern.compile("Referenced column \"([^\"]+)\" not found|does not have a column named \"([^\"]+)\"");
    private static final Pattern NUMBER =
            Pattern.compile("([A-Z]+\\(\\d+(?:, ?\\d+)?\\))|(?<![\\p{L}\\p{N}_])-?\\d+(?:[.:,-]\\d+)*");
    private static final Pattern FUNCTION = Pattern.compile("Function with name ([^ ]+) does not exist");
    private static final Pattern CSV = Pattern.compile("CSV Error on Line: (\\d+)");
    private static final Pattern CANDIDATES = Pattern.compile("Candidate [^:]*: ?(.*?)(?:\\n|$)");

    private SqlFailure() {}

    /// For a failure whose place is not in the author's text.
    static final int ELSEWHERE = -1;

    private static final Pattern CSV_LINE = Pattern.compile("CSV Error on Line: (\\d+)");
    private static final Pattern CSV_FILE = Pattern.compile("(?m)^\\s*file\\s*=\\s*(.+)$");
    private static final Pattern CSV_CAST =
            Pattern.compile("Error when converting column \"([^\"]+)\".*(?: to |type )'?([A-Z]\\w*)", Pattern.DOTALL);
    private static final Pattern FILE =
            Pattern.compile("[\"']([^\"'\\n]+\\.(?:csv|tsv|parquet)(?:\\.gz)?)[\"']", Pattern.CASE_INSENSITIVE);

    static boolean isNoSpace(SQLException failure) {
        String text = String.valueOf(failure.getMessage());
        return text.contains("No space left on device") || text.contains("max_temp_directory_size");
    }

    /// @param what it is that found no room, such as `query 'visits'`
    static Problem noSpace(Span at, String what) {
        return new Problem(
                ProblemCode.NO_SPACE,
                at,
                what + " found no room on the disk for its data",
                "Free some, or name another folder with -Djava.io.tmpdir");
    }

    /// A failure of DuckDB's.
    ///
    /// @param query what failed, such as `query 'visits'`
    /// @param prefix how many characters of our own stand before the author's text, or [#ELSEWHERE]
    static Problem ofDuckDb(SQLException failure, String query, BoundSql sql, int prefix) {
        String text = String.valueOf(failure.getMessage());
        Matcher kind = KIND.matcher(text);
        String what = kind.find() ? kind.group(1).toLowerCase(Locale.ROOT) : "";
        String message = text.substring(what.isEmpty() ? 0 : kind.end())
                .lines()
                .findFirst()
                .orElse("it failed");
        if (isNoSpace(failure)) {
            return noSpace(sql.firstLine(), query);
        }
        Optional<String> unreadable = unreadableFile(text, what);
        if (unreadable.isPresent()) {
            return new Problem(
                    ProblemCode.UNREADABLE_DATA,
                    sql.firstLine(),
                    query + " can't read " + unreadable.get(),
                    "Correct the file, or give types: { TABLE: { COLUMN: VARCHAR } } under the source");
        }
        Span at = prefix == ELSEWHERE ? sql.firstLine() : place(text, sql, prefix);
        Matcher column = COLUMN.matcher(text);
        if (column.find() && prefix != ELSEWHERE) {
            String unknown = column.group(1) == null ? column.group(2) : column.group(1);
            return new Problem(
                    ProblemCode.UNKNOWN_COLUMN,
                    wordAt(at, sql, unknown),
                    query + " reads " + unknown + ", which is no column of its tables",
                    candidates(text, unknown));
        }
        Matcher function = FUNCTION.matcher(text);
        if (function.find()) {
            return new Problem(
                    ProblemCode.BAD_SQL,
                    at,
                    query + ": there is no function '" + function.group(1) + "'",
                    candidates(text, function.group(1)));
        }
        return switch (what) {
            case "out of memory" ->
                new Problem(
                        ProblemCode.TOO_MUCH_MEMORY,
                        sql.firstLine(),
                        query + " needs more memory than it may use",
                        "Read fewer rows or columns, or aggregate in the source; `limits:` in broadsheet.yaml has the limits");
            case "parser", "binder", "catalog", "syntax" ->
                new Problem(ProblemCode.BAD_SQL, at, query + ": " + trimmed(message), candidates(text, ""));
            case "internal", "fatal" ->
                new Problem(
                        ProblemCode.INTERNAL_ERROR,
                        at,
                        query + " made the database fail: " + withoutValues(message),
                        "Write the query another way, and report it with the report's source");
            default ->
                new Problem(
                        ProblemCode.QUERY_FAILED,
                        at,
                        query + " failed: " + trimmed(withoutValues(message)),
                        what.equals("conversion")
                                ? "try_cast gives null for a value that can't be cast"
                                : "Check the values that it works on");
        };
    }

    /// Which file a message is about, and what is wrong with it, without what is in it; empty if it is about none.
    static Optional<String> unreadable(SQLException failure) {
        String text = String.valueOf(failure.getMessage());
        Matcher kind = KIND.matcher(text);
        return unreadableFile(text, kind.find() ? kind.group(1).toLowerCase(Locale.ROOT) : "");
    }

    private static Optional<String> unreadableFile(String text, String what) {
        Matcher line = CSV_LINE.matcher(text);
        if (line.find() || text.contains("sniffing file") || text.contains("CSV Error")) {
            boolean hasLine = CSV_LINE.matcher(text).find();
            return Optional.of(csvFile(text) + (hasLine ? ", line " + line.group(1) : "") + ": " + csvReason(text));
        }
        boolean file = what.equals("io")
                || ((what.equals("invalid input") || what.equals("serialization") || what.equals("corrupt"))
                        && (text.contains(".parquet") || text.contains(".gz") || text.contains("Parquet")));
        if (!file) {
            return Optional.empty();
        }
        Matcher name = FILE.matcher(text);
        String shown = name.find() ? "the file " + fileName(name.group(1)) : "a file";
        if (text.contains("No files found")) {
            return Optional.of(shown + ": it is not there any more");
        }
        return Optional.of(shown
                + (text.contains(".gz") || text.contains("gzip") ? ": it is no whole gzip file" : ": it is damaged"));
    }

    private static String csvFile(String text) {
        Matcher file = CSV_FILE.matcher(text);
        if (file.find()) {
            return "the file " + fileName(file.group(1).strip());
        }
        Matcher sniffed = Pattern.compile("sniffing file \"([^\"]+)\"").matcher(text);
        return sniffed.find() ? "the file " + fileName(sniffed.group(1)) : "a CSV file";
    }

    private static String csvReason(String text) {
        Matcher cast = CSV_CAST.matcher(text);
        if (cast.find()) {
            return "a value of column '" + cast.group(1) + "' is not of type " + cast.group(2);
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("not utf-8") || lower.contains("invalid unicode") || lower.contains("utf-8 encoded")) {
            return "it is not UTF-8; save it as UTF-8";
        }
        if (lower.contains("unterminated quote")
                || lower.contains("unquoted value")
                || lower.contains("quoted value")) {
            return "a quote is not closed";
        }
        Matcher columns = Pattern.compile("Expected Number of Columns: (\\d+) Found: (\\d+)")
                .matcher(text);
        if (columns.find()) {
            return "it has " + columns.group(2) + " fields, the header " + columns.group(1);
        }
        return "it can't be understood as CSV";
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// Whether DuckDB's driver lost the reason.
    static boolean isMute(SQLException failure) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("invalid result set");
    }

    /// Whether a source said nothing for too long, or closed its ear.
    static boolean isSilence(SQLException failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof java.net.SocketTimeoutException
                    || String.valueOf(t.getMessage()).contains("Read timed out")) {
                return true;
            }
        }
        return false;
    }

    /// What kept the network from reaching a source at all, if that is what it was.
    static Optional<Exception> refusal(SQLException failure) {
        for (Throwable t = failure.getCause(); t != null; t = t.getCause()) {
            if (t instanceof java.net.ConnectException || t instanceof java.net.UnknownHostException) {
                return Optional.of((Exception) t);
            }
        }
        return Optional.empty();
    }

    /// A failure of a source's.
    static Problem ofSource(SQLException failure, String query, String source, BoundSql sql, Secrets secrets) {
        String state = Optional.ofNullable(failure.getSQLState()).orElse("");
        String said = secrets.redact(trimmedEnd(
                String.valueOf(failure.getMessage()).lines().findFirst().orElse("")));
        Span start = sql.firstLine();
        if (said.contains("maxResultBuffer")) {
            return new Problem(
                    ProblemCode.TOO_MUCH_MEMORY,
                    start,
                    query + " gives rows that are too long to be read",
                    "Shorten or aggregate them in the source");
        }
        if (state.startsWith("08")
                || state.startsWith("57P")
                || failure instanceof java.sql.SQLRecoverableException
                || failure instanceof java.sql.SQLNonTransientConnectionException) {
            return new Problem(
                    ProblemCode.SOURCE_LOST,
                    start,
                    "source '" + source + "' went away while " + query + " was read: " + withoutValues(said),
                    "Try again when it is back");
        }
        if (state.equals("25006")) {
            return new Problem(
                    ProblemCode.REFUSED_SQL, start, query + " writes, and a source is only read", "Write a SELECT");
        }
        if (state.startsWith("40") || state.startsWith("53") || state.equals("57014") || state.equals("70100")) {
            return new Problem(
                    ProblemCode.SOURCE_UNAVAILABLE,
                    start,
                    "source '" + source + "' ended " + query + ": " + withoutValues(said),
                    "Try again later");
        }
        if (state.startsWith("42") || state.startsWith("37")) {
            return new Problem(
                    ProblemCode.BAD_SQL,
                    sourcePlace(failure, sql),
                    query + ": source '" + source + "' says: " + withoutQuotedValues(said),
                    "Correct it at the place shown");
        }
        return new Problem(
                ProblemCode.QUERY_FAILED,
                start,
                query + " failed on source '" + source + "': " + withoutValues(said),
                "Check the values that it works on");
    }

    /// Where PostgreSQL's `Position: 12` or MariaDB's `near 'frm x'` points to.
    private static Span sourcePlace(SQLException failure, BoundSql sql) {
        String text = String.valueOf(failure.getMessage());
        Matcher position = Pattern.compile("Position: (\\d+)").matcher(text);
        if (position.find()) {
            return sql.word(Integer.parseInt(position.group(1)) - 1);
        }
        Matcher quoted = Pattern.compile("(?:near|column|Table|table|relation) ['\"`]([^'\"`]{1,80})")
                .matcher(text);
        if (quoted.find()) {
            String word = quoted.group(1).contains(".")
                    ? quoted.group(1).substring(quoted.group(1).lastIndexOf('.') + 1)
                    : quoted.group(1);
            int at = sql.text().indexOf(word);
            if (at >= 0) {
                return sql.word(at);
            }
        }
        return sql.firstLine();
    }

    /// DuckDB shows the line, cut to what surrounds the place, and a caret below it.
    private static Span place(String message, BoundSql sql, int prefix) {
        Matcher m = LINE.matcher(message);
        if (!m.find()) {
            return sql.firstLine();
        }
        int line = Integer.parseInt(m.group(1));
        String label = "LINE " + m.group(1) + ": ";
        int caret = m.group(3).length() - label.length();
        String shown = m.group(2);
        int cut = 0;
        if (shown.startsWith("...")) {
            shown = shown.substring(3);
            caret -= 3;
            cut = 1;
        }
        if (shown.endsWith("...")) {
            shown = shown.substring(0, shown.length() - 3);
        }
        String sent = " ".repeat(prefix) + sql.text();
        int lineStart = 0;
        for (int l = 1; l < line; l++) {
            lineStart = sent.indexOf('\n', lineStart) + 1;
        }
        int at = cut == 0 ? lineStart : Math.max(lineStart, sent.indexOf(shown, lineStart));
        // The caret stands below what a terminal shows: Korean takes two columns.
        int index = TerminalText.indexAt(shown, Math.max(0, caret));
        return sql.word(Math.max(0, at + index - prefix));
    }

    /// The place again, on the word itself if the database points at what surrounds it.
    private static Span wordAt(Span at, BoundSql sql, String word) {
        if (at.source().text().regionMatches(true, at.offset(), word, 0, word.length())) {
            return at.source().span(at.offset(), word.length());
        }
        Matcher m = Pattern.compile("(?i)(?<![\\p{L}\\p{N}_])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}_])")
                .matcher(sql.text());
        return m.find() ? sql.span(m.start(), word.length()) : at;
    }

    /// DuckDB's candidates; what it means by itself is often far from what was written.
    private static String candidates(String text, String unknown) {
        Matcher m = CANDIDATES.matcher(text);
        if (m.find() && !m.group(1).isBlank()) {
            List<String> names = List.of(m.group(1).replace("\"", "").strip().split(",\\s*"));
            return Suggestion.sentence("candidates", unknown, names);
        }
        Matcher similar = Pattern.compile("Did you mean \"([^\"]+)\"").matcher(text);
        return similar.find()
                ? Suggestion.nearest(unknown, List.of(similar.group(1)))
                        .map(n -> "Did you mean " + n + "?")
                        .orElse("")
                : "";
    }

    private static String decapitalized(String text) {
        boolean word = text.length() > 1 && Character.isLowerCase(text.charAt(1));
        return word ? Character.toLowerCase(text.charAt(0)) + text.substring(1) : text;
    }

    private static String trimmedEnd(String message) {
        String plain = message.strip();
        return plain.endsWith("!") || plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
    }

    private static String trimmed(String message) {
        String plain = trimmedEnd(message);
        return plain.isEmpty() ? "it failed" : decapitalized(plain);
    }

    /// What DuckDB says of a file that it can't read: the line's number and the reason, never the line.
    static String ofFile(SQLException failure) {
        String text = String.valueOf(failure.getMessage());
        Matcher csv = CSV.matcher(text);
        String said = csv.find()
                ? text.substring(csv.end())
                        .lines()
                        .filter(l -> !l.isBlank() && !l.startsWith("Original Line"))
                        .findFirst()
                        .orElse("")
                : text.lines().findFirst().orElse("").replaceFirst(KIND.pattern(), "");
        String reason = Pattern.compile("string \"[^\\n]*\" to").matcher(said).replaceAll("a value to");
        return (csv.hasMatch() ? "line " + csv.group(1) + ": " : "") + trimmed(reason);
    }

    /// Quoted text and numbers in these messages are data; names of types keep their numbers.
    static String withoutValues(String message) {
        return NUMBER.matcher(withoutQuotedValues(withoutQuoted(message, '"')))
                .replaceAll(m -> m.group(1) == null ? "…" : Matcher.quoteReplacement(m.group(1)));
    }

    static String withoutQuotedValues(String message) {
        return withoutQuoted(message, '\'');
    }

    private static String withoutQuoted(String message, char quote) {
        int open = message.indexOf(quote);
        int close = message.lastIndexOf(quote);
        return open >= 0 && close > open ? message.substring(0, open + 1) + "…" + message.substring(close) : message;
    }
}
