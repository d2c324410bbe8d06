package io.broadsheet.engine.render;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes out of a theme's files what only their authors need: comments and blanks. Small and dull on purpose:
/// nothing is renamed or reordered.
final class Minify {
    private static final Pattern COMMENT_OR_STRING =
            Pattern.compile("/\\*.*?(?:\\*/|\\z)|\"(?:[^\"\\\\]|\\\\.)*+\"?|'(?:[^'\\\\]|\\\\.)*+'?", Pattern.DOTALL);
    private static final Pattern AROUND_SIGNS = Pattern.compile("\\s*([{};,>])\\s*");
    private static final Pattern LAST_SEMICOLON = Pattern.compile(";}");
    private static final Pattern SCRIPT_STRING = Pattern.compile("'(?:[^'\\\\\n]|\\\\.)*+'");
    private static final Pattern AROUND_OPERATORS = Pattern.compile(" ?([-=+*/<>?:,;{}()&|!\\[\\]]+) ?");

    private Minify() {}

    /// CSS without comments, and without the blanks that mean nothing. Strings stay as they are.
    static String css(String css) {
        String bare = outside(COMMENT_OR_STRING, css, code -> code, part -> part.startsWith("/*") ? "" : part);
        return outside(COMMENT_OR_STRING, bare, Minify::squeezed, part -> part).strip();
    }

    private static String squeezed(String css) {
        String text = css.replaceAll("\\s+", " ");
        text = AROUND_SIGNS.matcher(text).replaceAll("$1");
        text = text.replace(": ", ":");
        return LAST_SEMICOLON.matcher(text).replaceAll("}");
    }

    /// JavaScript without indentation, empty lines and lines that are only a `//` comment. For any script
    /// that has no strings or templates over several lines.
    static String script(String script) {
        return String.join(
                "\n",
                script.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("//"))
                        .toList());
    }

    /// Our own script, which in addition has no blanks around operators. For a script whose strings are in
    /// single quotes, whose regular expressions have neither blanks nor quotes, and that has no `a + +b`.
    static String ownScript(String script) {
        return outside(
                SCRIPT_STRING,
                script(script),
                code -> AROUND_OPERATORS.matcher(code).replaceAll("$1"),
                string -> string);
    }

    /// Rewrites what matches a pattern one way, and all else another way.
    private static String outside(
            Pattern pattern, String text, UnaryOperator<String> others, UnaryOperator<String> matches) {
        StringBuilder out = new StringBuilder(text.length());
        Matcher matcher = pattern.matcher(text);
        int from = 0;
        while (matcher.find()) {
            out.append(others.apply(text.substring(from, matcher.start()))).append(matches.apply(matcher.group()));
            from = matcher.end();
        }
        return out.append(others.apply(text.substring(from))).toString();
    }
}
