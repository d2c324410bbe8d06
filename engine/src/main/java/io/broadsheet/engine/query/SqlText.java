package io.broadsheet.engine.query;

import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.source.Snippet;
import io.broadsheet.engine.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// An author's SQL, cut so far that `:name` parameters and ends of statements are known. Quotes, comments, `::` casts,
/// slices (`a[1:n]`) and `:=` are not parameters. Immutable.
final class SqlText {
    private static final int DEEPEST = 300;

    private final Snippet snippet;
    private final String text;
    private final List<Use> parameters;
    private final List<Integer> statementEnds;
    private final boolean broken;

    /// One use of a parameter.
    ///
    /// @param offset of its colon, in the text
    record Use(String name, int offset, Span span) {}

    private SqlText(Snippet snippet, String text, List<Use> parameters, List<Integer> statementEnds, boolean broken) {
        this.broken = broken;
        this.snippet = snippet;
        this.text = text;
        this.parameters = List.copyOf(parameters);
        this.statementEnds = List.copyOf(statementEnds);
    }

    static SqlText parse(Snippet snippet, SqlDialect dialect, Problems problems) {
        return new Scanner(snippet, dialect, problems).scan();
    }

    /// One statement only, without the semicolon that may end it; what follows it is a problem.
    static SqlText parseSingle(Snippet snippet, SqlDialect dialect, Problems problems) {
        SqlText sql = parse(snippet, dialect, problems);
        if (sql.statementEnds.isEmpty()) {
            return sql;
        }
        int end = sql.statementEnds.getFirst();
        int next = sql.nextCode(end + 1);
        if (next >= 0) {
            problems.add(
                    ProblemCode.SEVERAL_STATEMENTS,
                    snippet.span(next, Math.max(1, sql.wordLength(next))),
                    "a second statement begins here",
                    "A query is one statement; give each its own fence");
        }
        List<Use> within = sql.parameters.stream().filter(p -> p.offset() < end).toList();
        return new SqlText(snippet, sql.text.substring(0, end), within, List.of(), sql.broken);
    }

    Snippet snippet() {
        return snippet;
    }

    String text() {
        return text;
    }

    /// Whether a quote or a comment is not closed, which is said already.
    boolean isBroken() {
        return broken;
    }

    /// Every use of a parameter, in order.
    List<Use> parameters() {
        return parameters;
    }

    Set<String> parameterNames() {
        Set<String> names = new LinkedHashSet<>();
        parameters.forEach(p -> names.add(p.name()));
        return names;
    }

    /// Offsets of the semicolons that end statements.
    List<Integer> statementEnds() {
        return statementEnds;
    }

    /// The next character that is neither space nor comment; -1 if there is none.
    int nextCode(int from) {
        return codeFrom(text, from);
    }

    static int codeFrom(String text, int from) {
        int at = from;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == ';') {
                at++;
            } else if (text.startsWith("--", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end + 1;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                at = end < 0 ? text.length() : end + 2;
            } else {
                return at;
            }
        }
        return -1;
    }

    private int wordLength(int from) {
        int at = from;
        while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        return at - from;
    }

    /// The text with each parameter replaced, as the database wants it.
    BoundSql bind(ParameterStyle style) {
        StringBuilder out = new StringBuilder(text.length());
        List<String> order = new ArrayList<>();
        List<BoundSql.Shift> shifts = new ArrayList<>();
        int last = 0;
        for (Use use : parameters) {
            out.append(text, last, use.offset());
            out.append(style.mark(use.name(), order));
            last = use.offset() + 1 + use.name().length();
            shifts.add(new BoundSql.Shift(out.length(), last));
        }
        out.append(text, last, text.length());
        return new BoundSql(out.toString(), order, shifts, snippet);
    }

    private static final class Scanner {
        private final Snippet snippet;
        private final String s;
        private final SqlDialect dialect;
        private final Problems problems;
        private final List<Use> parameters = new ArrayList<>();
        private final List<Integer> ends = new ArrayList<>();
        private final Deque<Integer> brackets = new ArrayDeque<>();
        private boolean broken;

        Scanner(Snippet snippet, SqlDialect dialect, Problems problems) {
            this.snippet = snippet;
            this.s = snippet.text();
            this.dialect = dialect;
            this.problems = problems;
        }

        SqlText scan() {
            int i = 0;
            while (i < s.length()) {
                i = step(i);
            }
            checkBrackets();
            return new SqlText(snippet, s, parameters, ends, broken);
        }

        private int step(int i) {
            char c = s.charAt(i);
            return switch (c) {
                case '\'' -> quoted(i, '\'', dialect.hasBackslashes() || escapes(i));
                case '"' -> quoted(i, '"', dialect.hasBackslashes());
                case '`' -> dialect.hasBackticks() ? quoted(i, '`', false) : i + 1;
                case '-' -> s.startsWith("--", i) && dialect.isDashComment(s, i) ? lineEnd(i) : i + 1;
                case '#' -> dialect.hasHashComments() ? lineEnd(i) : i + 1;
                case '/' -> s.startsWith("/*", i) ? comment(i) : i + 1;
                case '$' -> dialect.hasDollarQuotes() ? dollar(i) : i + 1;
                case ':' -> colon(i);
                case '(' -> open(i);
                case ')' -> close(i);
                case '[', '{' -> dialect.hasListBrackets() ? open(i) : i + 1;
                case ']', '}' -> dialect.hasListBrackets() ? close(i) : i + 1;
                case ';' -> {
                    checkBrackets();
                    ends.add(i);
                    yield i + 1;
                }
                default -> i + 1;
            };
        }

        private int open(int i) {
            brackets.push(i);
            if (brackets.size() == DEEPEST) {
                problems.add(
                        ProblemCode.TOO_DEEP,
                        snippet.span(i, 1),
                        "the query is nested deeper than " + DEEPEST + " brackets",
                        "Break it into several queries; an earlier query is a table");
                broken = true;
                return s.length();
            }
            return i + 1;
        }

        private int close(int i) {
            brackets.poll();
            return i + 1;
        }

        /// A parser would look for the end of each open bracket again and again: it never sees them.
        private void checkBrackets() {
            if (!brackets.isEmpty() && !broken) {
                int at = brackets.peek();
                unclosed(at, 1, "the " + s.charAt(at) + " that begins here is not closed");
            }
            brackets.clear();
        }

        private boolean escapes(int quote) {
            boolean marked = quote > 0 && (s.charAt(quote - 1) == 'e' || s.charAt(quote - 1) == 'E');
            return marked && dialect.hasDollarQuotes() && (quote == 1 || !isWord(s.charAt(quote - 2)));
        }

        private int quoted(int open, char quote, boolean backslashes) {
            for (int i = open + 1; i < s.length(); i++) {
                char c = s.charAt(i);
                if (c == '\\' && backslashes) {
                    i++;
                } else if (c == quote) {
                    if (i + 1 < s.length() && s.charAt(i + 1) == quote) {
                        i++;
                    } else {
                        return i + 1;
                    }
                }
            }
            return unclosed(open, 1, "the quote that begins here is not closed");
        }

        private int lineEnd(int from) {
            int end = s.indexOf('\n', from);
            return end < 0 ? s.length() : end;
        }

        private int comment(int open) {
            int depth = 0;
            for (int i = open; i + 1 < s.length(); i++) {
                if (s.startsWith("/*", i) && (depth == 0 || dialect.nestsComments())) {
                    depth++;
                    i++;
                } else if (s.startsWith("*/", i)) {
                    depth--;
                    i++;
                    if (depth == 0) {
                        return i + 1;
                    }
                }
            }
            return unclosed(open, 2, "the comment that begins here is not closed");
        }

        private int dollar(int open) {
            if (open > 0 && isWord(s.charAt(open - 1))) {
                return open + 1;
            }
            int i = open + 1;
            while (i < s.length() && isWord(s.charAt(i))) {
                i++;
            }
            boolean numbered = open + 1 < s.length() && Character.isDigit(s.charAt(open + 1));
            if (i >= s.length() || s.charAt(i) != '$' || numbered) {
                return open + 1;
            }
            String tag = s.substring(open, i + 1);
            int end = s.indexOf(tag, i + 1);
            return end < 0
                    ? unclosed(open, tag.length(), "the " + tag + " that begins here is not closed")
                    : end + tag.length();
        }

        private int unclosed(int at, int length, String message) {
            problems.add(ProblemCode.BAD_SQL, snippet.span(at, length), message, "Close it");
            broken = true;
            return s.length();
        }

        private int colon(int i) {
            if (i + 1 < s.length() && s.charAt(i + 1) == ':') {
                return i + 2;
            }
            boolean begins = i + 1 < s.length() && (Character.isLetter(s.charAt(i + 1)) || s.charAt(i + 1) == '_');
            boolean follows = i > 0 && (isWord(s.charAt(i - 1)) || "'\"`])".indexOf(s.charAt(i - 1)) >= 0);
            if (!begins || follows) {
                return i + 1;
            }
            int end = i + 1;
            while (end < s.length() && isWord(s.charAt(end))) {
                end++;
            }
            Span span = snippet.span(i, end - i);
            parameters.add(new Use(s.substring(i + 1, end), i, span));
            return end;
        }

        private static boolean isWord(char c) {
            return Character.isLetterOrDigit(c) || c == '_';
        }
    }
}
