package io.broadsheet.engine.render;

import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.problem.Suggestion;
import io.broadsheet.engine.source.SourceText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Looks for what a style sheet of a self-contained page may not have: addresses elsewhere, and the end of
/// the style element. (The page's policy would stop the requests too; here their author is told.)
public final class StyleCheck {
    private static final Pattern IMPORT = Pattern.compile("@import\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern ADDRESS = Pattern.compile(
            "\\b(?:url|src)\\(\\s*+[\"']?+\\s*+(?!data:|#)|\\bimage(?:-set)?\\(\\s*+[\"'](?!data:)",
            Pattern.CASE_INSENSITIVE);
    /// Set on elements of the page, not in its style.
    private static final List<String> OUR_OWN = List.of("--b", "--s", "--w", "--v");

    private static final Pattern SET = Pattern.compile("(--[A-Za-z0-9_-]+)\\s*:");
    private static final Pattern USED = Pattern.compile("\\bvar\\(\\s*(--[A-Za-z0-9_-]+)\\s*\\)");
    private static final Pattern END = Pattern.compile("</\\s*style", Pattern.CASE_INSENSITIVE);

    private final SourceText source;
    private final Problems problems;
    private final StringBuilder text = new StringBuilder();
    private final int[] offsets;

    private StyleCheck(SourceText source, Problems problems) {
        this.source = source;
        this.problems = problems;
        this.offsets = new int[source.text().length() + 1];
    }

    /// Adds a problem for each place that may not be; true if there is none.
    public static boolean passes(SourceText source, Problems problems) {
        return new StyleCheck(source, problems).passes();
    }

    private boolean passes() {
        read(source.text());
        boolean clean = report(
                IMPORT,
                ProblemCode.OUTSIDE_REQUEST,
                "@import would fetch another style sheet",
                "copy its rules into theme.css");
        clean &= report(
                ADDRESS,
                ProblemCode.OUTSIDE_REQUEST,
                "the style sheet refers to a file or an address",
                "write it as a data: address; the page is one file");
        clean &= isWhole();
        Matcher end = END.matcher(source.text());
        if (end.find()) {
            problems.add(
                    ProblemCode.UNSAFE_HTML,
                    source.span(end.start(), end.end() - end.start()),
                    "the style sheet ends its own element");
            return false;
        }
        return clean;
    }

    /// Whether braces, brackets and quotes that open are closed: a browser would leave out rules without a word.
    private boolean isWhole() {
        String css = source.text();
        Deque<Integer> open = new ArrayDeque<>();
        int at = 0;
        while (at < css.length()) {
            char c = css.charAt(at);
            if (css.startsWith("/*", at)) {
                int end = css.indexOf("*/", at + 2);
                if (end < 0) {
                    return broken(at, 2, "the comment that begins here is not closed");
                }
                at = end + 2;
            } else if (c == '"' || c == '\'') {
                int end = stringEnd(css, at);
                if (end < 0) {
                    return broken(at, 1, "the quote that begins here is not closed on its line");
                }
                at = end + 1;
            } else {
                if ("({[".indexOf(c) >= 0) {
                    open.push(at);
                } else if (")}]".indexOf(c) >= 0) {
                    boolean pair = !open.isEmpty() && "({[".indexOf(css.charAt(open.peek())) == ")}]".indexOf(c);
                    if (!pair) {
                        return broken(at, 1, "nothing is open that this " + c + " could close");
                    }
                    open.pop();
                }
                at += c == '\\' ? 2 : 1;
            }
        }
        return open.isEmpty()
                || broken(open.peek(), 1, "the " + css.charAt(open.peek()) + " that stands here is not closed");
    }

    private static int stringEnd(String css, int from) {
        for (int i = from + 1; i < css.length(); i++) {
            char c = css.charAt(i);
            if (c == css.charAt(from)) {
                return i;
            }
            if (c == '\n') {
                return -1;
            }
            i += c == '\\' ? 1 : 0;
        }
        return -1;
    }

    private boolean broken(int at, int length, String message) {
        problems.add(
                ProblemCode.BAD_VALUE,
                source.span(at, length),
                message,
                "The style sheet is left out until it is corrected");
        return false;
    }

    /// Says which variables are used and set nowhere: `var(--acent)`.
    ///
    /// @param whole all of the theme's style, with what it extends
    static void checkVariables(SourceText source, String whole, Problems problems) {
        Set<String> known = new TreeSet<>(OUR_OWN);
        SET.matcher(whole).results().forEach(m -> known.add(m.group(1)));
        Matcher used = USED.matcher(source.text());
        while (used.find()) {
            if (!known.contains(used.group(1))) {
                problems.add(
                        ProblemCode.UNKNOWN_NAME,
                        source.span(used.start(1), used.group(1).length()),
                        "the variable " + used.group(1) + " is set nowhere",
                        Suggestion.sentence("variables", used.group(1), known));
            }
        }
    }

    private boolean report(Pattern pattern, ProblemCode code, String message, String hint) {
        Matcher found = pattern.matcher(text);
        boolean clean = true;
        while (found.find()) {
            int from = offsets[found.start()];
            problems.add(code, source.span(from, offsets[found.end()] - from), message, hint);
            clean = false;
        }
        return clean;
    }

    /// The text as a browser reads it: comments gone, escapes (`\69mport`) as what they stand for.
    private void read(String css) {
        int i = 0;
        while (i < css.length()) {
            if (css.startsWith("/*", i)) {
                int end = css.indexOf("*/", i + 2);
                put(' ', i);
                i = end < 0 ? css.length() : end + 2;
            } else if (css.charAt(i) == '\\' && i + 1 < css.length()) {
                i = escape(css, i);
            } else {
                put(css.charAt(i), i);
                i++;
            }
        }
        offsets[text.length()] = css.length();
    }

    private int escape(String css, int start) {
        int end = start + 1;
        while (end < css.length() && end < start + 7 && Character.digit(css.charAt(end), 16) >= 0) {
            end++;
        }
        if (end == start + 1) {
            put(css.charAt(end), start);
            return end + 1;
        }
        int point = Integer.parseInt(css.substring(start + 1, end), 16);
        put(point < Character.MIN_SUPPLEMENTARY_CODE_POINT ? (char) point : '?', start);
        return end < css.length() && Character.isWhitespace(css.charAt(end)) ? end + 1 : end;
    }

    private void put(char c, int offset) {
        offsets[text.length()] = offset;
        text.append(c);
    }
}
