package io.broadsheet.engine.render;

import java.util.regex.Pattern;

/// Takes out of a theme's files what only their authors need: comments and indentation. Small and dull on
/// purpose: nothing is renamed or reordered.
final class Minify {
    private static final Pattern AROUND = Pattern.compile("\\s*([{};,>])\\s*");
    private static final Pattern LAST_SEMICOLON = Pattern.compile(";}");

    private Minify() {}

    /// CSS without comments, and without the blanks that mean nothing. Strings stay as they are.
    static String css(String css) {
        StringBuilder out = new StringBuilder(css.length());
        int from = 0;
        int i = 0;
        while (i < css.length()) {
            char c = css.charAt(i);
            if (c == '/' && css.startsWith("/*", i)) {
                out.append(squeezed(css.substring(from, i)));
                int end = css.indexOf("*/", i + 2);
                i = end < 0 ? css.length() : end + 2;
                from = i;
            } else if (c == '"' || c == '\'') {
                out.append(squeezed(css.substring(from, i)));
                int end = endOfString(css, i);
                out.append(css, i, end);
                i = end;
                from = end;
            } else {
                i++;
            }
        }
        return out.append(squeezed(css.substring(from))).toString().strip();
    }

    private static String squeezed(String css) {
        String text = css.replaceAll("\\s+", " ");
        text = AROUND.matcher(text).replaceAll("$1");
        text = text.replace(": ", ":");
        return LAST_SEMICOLON.matcher(text).replaceAll("}");
    }

    private static int endOfString(String css, int start) {
        char quote = css.charAt(start);
        for (int i = start + 1; i < css.length(); i++) {
            char c = css.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == quote) {
                return i + 1;
            }
        }
        return css.length();
    }

    /// JavaScript without indentation, empty lines and lines that are only a `//` comment. Our scripts have
    /// no strings or templates over several lines.
    static String script(String script) {
        return String.join(
                "\n",
                script.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("//"))
                        .toList());
    }
}
