package io.broadsheet.cli.editor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads YAML line by line, as far as its indentation and brackets tell where one is. Unlike a parser it goes on
/// whatever is missing: it is asked in the middle of a word.
final class YamlScan {
    /// As deep as a reader goes, and deeper than people write.
    private static final int DEEPEST = 50;

    /// A key that is written.
    ///
    /// @param owner the steps to the map that it stands in
    /// @param line the number that the line was given
    record Found(List<YamlStep> owner, String name, int line, int from, int to) {}

    /// Where the text ends.
    ///
    /// @param path the steps to the value, or to the map whose key is being written
    /// @param onlyKey whether only a key can stand here
    /// @param typed what of it is written
    record End(List<YamlStep> path, boolean onlyKey, String typed) {}

    private record Frame(int indent, YamlStep step, boolean hasValue) {}

    private static final class Bracket {
        final boolean map;
        String key = "";
        boolean inValue;
        int items = 1;
        final StringBuilder token = new StringBuilder();
        int tokenFrom;

        Bracket(boolean map) {
            this.map = map;
        }
    }

    private final List<Frame> frames = new ArrayList<>();
    private final List<Bracket> brackets = new ArrayList<>();
    private final List<Found> found = new ArrayList<>();
    private final Map<List<YamlStep>, Integer> items = new HashMap<>();
    private int scalarIndent = -1;
    private boolean silent;
    private boolean tooDeep;
    private String typed = "";

    List<Found> found() {
        return found;
    }

    /// Where the last line ended; none within comments, blocks of text, and behind a value that is complete.
    Optional<End> end() {
        if (silent || tooDeep) {
            return Optional.empty();
        }
        if (!brackets.isEmpty()) {
            Bracket top = brackets.getLast();
            boolean onlyKey = top.map && !top.inValue;
            return Optional.of(new End(path(), onlyKey, unquoted(top.token.toString())));
        }
        return Optional.of(new End(path(), false, unquoted(typed)));
    }

    private static String unquoted(String token) {
        String text = token.stripLeading();
        return text.startsWith("\"") || text.startsWith("'") ? text.substring(1) : text;
    }

    private List<YamlStep> path() {
        List<YamlStep> path = new ArrayList<>();
        frames.forEach(f -> path.add(f.step()));
        for (Bracket bracket : brackets) {
            if (!bracket.map) {
                path.add(new YamlStep.Item(bracket.items));
            } else if (bracket.inValue) {
                path.add(new YamlStep.Key(bracket.key));
            }
        }
        return path;
    }

    /// @param last whether the line is cut where the scan ends, so that a blank one counts too
    void line(String line, int number, boolean last) {
        if (tooDeep) {
            return;
        }
        silent = false;
        typed = "";
        if (!brackets.isEmpty()) {
            brackets.getLast().token.setLength(0);
            flow(line, 0, number);
            return;
        }
        int indent = 0;
        while (indent < line.length() && line.charAt(indent) == ' ') {
            indent++;
        }
        boolean blank = indent == line.length();
        if (scalarIndent >= 0 && (blank || indent > scalarIndent)) {
            silent = indent > scalarIndent;
            if (silent || !last) {
                return;
            }
        }
        scalarIndent = -1;
        if (blank && !last) {
            return;
        }
        if (line.startsWith("#", indent)) {
            silent = true;
            return;
        }
        block(line, indent, number);
    }

    private void block(String line, int first, int number) {
        int at = first;
        boolean dash = isDash(line, at);
        while (!frames.isEmpty() && isLeft(frames.getLast(), at, dash)) {
            frames.removeLast();
        }
        while (isDash(line, at)) {
            if (isTooDeep()) {
                return;
            }
            int item = items.merge(path(), 1, Integer::sum);
            frames.add(new Frame(at, new YamlStep.Item(item), false));
            at++;
            while (at < line.length() && line.charAt(at) == ' ') {
                at++;
            }
        }
        int colon = colon(line, at);
        if (colon < 0) {
            silent = !frames.isEmpty() && frames.getLast().hasValue();
            value(line, at, number, first);
            return;
        }
        String name = name(line.substring(at, colon));
        int from = colon + 1;
        while (from < line.length() && line.charAt(from) == ' ') {
            from++;
        }
        found.add(new Found(path(), name, number, at, colon));
        frames.add(new Frame(at, new YamlStep.Key(name), from < line.length() && line.charAt(from) != '#'));
        value(line, from, number, at);
    }

    private boolean isTooDeep() {
        tooDeep = frames.size() + brackets.size() > DEEPEST;
        return tooDeep;
    }

    private static boolean isLeft(Frame top, int indent, boolean dash) {
        boolean holdsList = dash && top.step() instanceof YamlStep.Key;
        return top.indent() > indent || (top.indent() == indent && !holdsList);
    }

    private void value(String line, int from, int number, int indent) {
        String value = line.substring(from);
        if (value.startsWith("{") || value.startsWith("[")) {
            flow(line, from, number);
        } else if (value.startsWith("|") || value.startsWith(">")) {
            scalarIndent = indent;
            silent = true;
        } else {
            silent |= value.startsWith("#") || value.contains(" #");
            typed = value;
        }
    }

    private static boolean isDash(String line, int at) {
        return at < line.length() && line.charAt(at) == '-' && (at + 1 == line.length() || line.charAt(at + 1) == ' ');
    }

    /// The colon that ends a key; -1 where there is none.
    private static int colon(String line, int from) {
        int at = from;
        if (at < line.length() && (line.charAt(at) == '"' || line.charAt(at) == '\'')) {
            int close = line.indexOf(line.charAt(at), at + 1);
            at = close < 0 ? line.length() : close + 1;
        } else if (at < line.length() && "[{#|>&*!%@`".indexOf(line.charAt(at)) >= 0) {
            return -1;
        }
        for (; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '#' && line.charAt(Math.max(from, at - 1)) == ' ') {
                return -1;
            }
            if (c == ':' && (at + 1 == line.length() || line.charAt(at + 1) == ' ')) {
                return at;
            }
        }
        return -1;
    }

    private static String name(String written) {
        String name = written.strip();
        boolean quoted = name.length() > 1
                && (name.startsWith("\"") || name.startsWith("'"))
                && name.charAt(0) == name.charAt(name.length() - 1);
        return quoted ? name.substring(1, name.length() - 1) : name;
    }

    private void flow(String line, int from, int number) {
        for (int at = from; at < line.length(); at++) {
            if (isTooDeep()) {
                return;
            }
            char c = line.charAt(at);
            Bracket top = brackets.isEmpty() ? null : brackets.getLast();
            boolean fresh = top == null || top.token.isEmpty();
            switch (c) {
                case '{', '[' -> brackets.add(new Bracket(c == '{'));
                case '}', ']' -> {
                    brackets.removeLast();
                    if (brackets.isEmpty()) {
                        silent = true;
                        return;
                    }
                    brackets.getLast().token.setLength(0);
                    brackets.getLast().token.append(c);
                }
                case '"', '\'' -> {
                    int close = fresh ? line.indexOf(c, at + 1) : -1;
                    int end = close < 0 ? (fresh ? line.length() - 1 : at) : close;
                    append(top, line.substring(at, end + 1), at);
                    at = end;
                }
                case ',' -> next(top);
                case ':' -> {
                    boolean ends = at + 1 == line.length() || " ,}]{[\"'".indexOf(line.charAt(at + 1)) >= 0;
                    if (top != null && top.map && !top.inValue && ends) {
                        top.key = name(top.token.toString());
                        found.add(new Found(path(), top.key, number, top.tokenFrom, at));
                        top.inValue = true;
                        top.token.setLength(0);
                    } else {
                        append(top, ":", at);
                    }
                }
                case '#' -> {
                    if (at > 0 && line.charAt(at - 1) == ' ') {
                        silent = true;
                        return;
                    }
                    append(top, "#", at);
                }
                default -> append(top, String.valueOf(c), at);
            }
        }
    }

    private static void append(@Nullable Bracket bracket, String text, int at) {
        if (bracket != null) {
            if (bracket.token.isEmpty()) {
                bracket.tokenFrom = at;
            }
            if (!bracket.token.isEmpty() || !text.equals(" ")) {
                bracket.token.append(text);
            }
        }
    }

    private static void next(@Nullable Bracket bracket) {
        if (bracket != null) {
            bracket.token.setLength(0);
            bracket.inValue = false;
            bracket.items++;
        }
    }
}
