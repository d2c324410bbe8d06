package io.broadsheet.engine.render;

import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.source.SourceText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Looks for what a style sheet of a self-contained page may not have: addresses elsewhere, and the end of
/// the style element. (The page's policy would stop the requests too; here their author is told.)
public final class StyleCheck {
    private static final Pattern IMPORT = Pattern.compile("@import\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern ADDRESS = Pattern.compile(
            "\\b(?:url|src)\\(\\s*+[\"']?+\\s*+(?!data:|#)|\\bimage(?:-set)?\\(\\s*+[\"'](?!data:)",
            Pattern.CASE_INSENSITIVE);
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
