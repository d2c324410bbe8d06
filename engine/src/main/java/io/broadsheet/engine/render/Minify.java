package io.broadsheet.engine.render;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes out of a theme's files what only their authors need: comments and blanks, and of our own script the names.
/// Small and dull on purpose: nothing is reordered.
final class Minify {
    private static final Pattern COMMENT_OR_STRING =
            Pattern.compile("/\\*.*?(?:\\*/|\\z)|\"(?:[^\"\\\\]|\\\\.)*+\"?|'(?:[^'\\\\]|\\\\.)*+'?", Pattern.DOTALL);
    private static final Pattern AROUND_SIGNS = Pattern.compile("\\s*([{};,>])\\s*");
    private static final Pattern LAST_SEMICOLON = Pattern.compile(";}");
    private static final Pattern SCRIPT_STRING = Pattern.compile("'(?:[^'\\\\\n]|\\\\.)*+'");
    private static final Pattern AROUND_OPERATORS = Pattern.compile(" ?([-=+*/<>?:,;{}()&|!\\[\\]]+) ?");

    private static final Pattern WORD = Pattern.compile("[A-Za-z_$][\\w$]*");
    /// A name that is neither a property nor the key of one.
    private static final Pattern NAME = Pattern.compile(
            "(?<![\\w$])(?:(?<=\\.\\.\\.)|(?<!\\.))[A-Za-z_$][\\w$]*(?![\\w$])(?!(?<=[{,][\\w$]{1,40}):)");
    private static final Pattern DECLARED =
            Pattern.compile("\\b(?:const|let) (\\w+|\\[[\\w, ]+])|(\\w+|\\([\\w, ]*\\)) =>");
    private static final Set<String> RESERVED = Set.of("as", "do", "if", "in", "is", "of");

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

    /// Our own script, which in addition has no blanks around operators and short names. For a script whose strings are
    /// in single quotes, whose regular expressions have neither blanks nor quotes nor names, that has no `a +
    /// +b`, no `{name}` for `{name: name}` and no other functions than arrows.
    static String ownScript(String script) {
        String bare = script(script);
        Map<String, String> names = shortNames(bare);
        return outside(SCRIPT_STRING, bare, code -> squeezedScript(code, names), string -> string);
    }

    private static String squeezedScript(String code, Map<String, String> names) {
        String squeezed = AROUND_OPERATORS.matcher(code).replaceAll("$1");
        return NAME.matcher(squeezed).replaceAll(m -> names.getOrDefault(m.group(), m.group()));
    }

    /// Short names for what the script declares, in the order in which they come.
    private static Map<String, String> shortNames(String script) {
        String code = SCRIPT_STRING.matcher(script).replaceAll("''");
        Set<String> taken = new HashSet<>(RESERVED);
        WORD.matcher(code).results().forEach(m -> taken.add(m.group()));
        Map<String, String> names = new LinkedHashMap<>();
        int next = 0;
        Matcher declared = DECLARED.matcher(code);
        while (declared.find()) {
            String group = declared.group(1) != null ? declared.group(1) : declared.group(2);
            for (String name :
                    WORD.matcher(group).results().map(MatchResult::group).toList()) {
                if (name.length() > 2 && !names.containsKey(name)) {
                    String shorter;
                    do {
                        shorter = shortName(next++);
                    } while (taken.contains(shorter));
                    names.put(name, shorter);
                }
            }
        }
        return names;
    }

    /// a to z, then aa to zz.
    private static String shortName(int number) {
        String last = String.valueOf((char) ('a' + number % 26));
        return number < 26 ? last : (char) ('a' + number / 26 - 1) + last;
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
