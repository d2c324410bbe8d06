package io.broadsheet.engine.picture;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The colours of a theme by day or by night, out of its style sheet: the custom properties of `:root`, the later ones
/// winning. Immutable.
public final class ThemeColours {
    private static final String NIGHT = "prefers-color-scheme:dark";
    private static final int DEEPEST = 8;

    private final Map<String, String> values;

    private ThemeColours(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /// @param css a style sheet, as a browser reads it
    /// @param night whether for a dark ground
    public static ThemeColours of(String css, boolean night) {
        Map<String, String> values = new HashMap<>();
        rules(css, 0, css.length(), night, values);
        return new ThemeColours(values);
    }

    /// Walks over the rules between two places: those of `:root` are read, media are gone into where they hold.
    private static void rules(String css, int from, int to, boolean night, Map<String, String> values) {
        int at = from;
        while (at < to) {
            int open = css.indexOf('{', at);
            if (open < 0 || open >= to) {
                return;
            }
            int close = closing(css, open, to);
            String prelude = css.substring(at, open).replaceAll("\\s+", " ").strip();
            if (prelude.startsWith("@media")) {
                if (holds(prelude.replace(" ", ""), night)) {
                    rules(css, open + 1, close, night, values);
                }
            } else if (prelude.equals(":root") || prelude.endsWith(";:root")) {
                declarations(css.substring(open + 1, close), values);
            }
            at = close + 1;
        }
    }

    private static boolean holds(String media, boolean night) {
        boolean colours = media.toLowerCase(Locale.ROOT).contains(NIGHT);
        return colours
                ? night && !media.contains("width") && !media.contains("not")
                : media.equals("@mediascreen") || media.equals("@mediaall");
    }

    private static int closing(String css, int open, int to) {
        int depth = 0;
        char quote = 0;
        for (int i = open; i < to; i++) {
            char c = css.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return i;
            }
        }
        return to;
    }

    private static void declarations(String block, Map<String, String> values) {
        for (String declaration : block.split(";")) {
            int colon = declaration.indexOf(':');
            String name = colon < 0 ? "" : declaration.substring(0, colon).strip();
            if (name.startsWith("--")) {
                values.put(name, declaration.substring(colon + 1).strip());
            }
        }
    }

    /// The same with one of them another.
    public ThemeColours with(String name, String value) {
        Map<String, String> changed = new HashMap<>(values);
        changed.put(name, value);
        return new ThemeColours(changed);
    }

    /// A property's value, resolved; empty where the theme does not set it.
    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).map(this::resolve);
    }

    /// A value whose `var()` and `color-mix(in srgb, ..)` are worked out. What can't be is black.
    public String resolve(String value) {
        return resolve(value, 0);
    }

    private String resolve(String value, int depth) {
        int at = value.indexOf("var(");
        if (at >= 0) {
            int end = end(value, at + 3);
            String inner = value.substring(at + 4, end);
            int comma = inner.indexOf(',');
            String name = (comma < 0 ? inner : inner.substring(0, comma)).strip();
            String otherwise = comma < 0 ? "#000" : inner.substring(comma + 1).strip();
            // Variables that set each other in a circle are black.
            String found = depth > DEEPEST ? "#000" : resolve(values.getOrDefault(name, otherwise), depth + 1);
            return resolve(value.substring(0, at) + found + value.substring(end + 1), depth);
        }
        return value.startsWith("color-mix(") ? mixed(value) : value;
    }

    private static int end(String value, int open) {
        int depth = 0;
        for (int i = open; i < value.length(); i++) {
            if (value.charAt(i) == '(') {
                depth++;
            } else if (value.charAt(i) == ')' && --depth == 0) {
                return i;
            }
        }
        return value.length() - 1;
    }

    /// `color-mix(in srgb, A 30%, B)`
    private static String mixed(String value) {
        String[] parts = value.substring("color-mix(".length(), end(value, "color-mix".length()))
                .split(",");
        if (parts.length != 3) {
            return "#000";
        }
        String[] first = parts[1].strip().split("\\s+");
        double share = first.length > 1 ? Double.parseDouble(first[1].replace("%", "")) / 100 : 0.5;
        String ground = parts[2].strip().split("\\s+")[0];
        if (ground.equals("transparent")) {
            return hex(first[0])
                    .map(rgb -> "rgba(" + rgb[0] + "," + rgb[1] + "," + rgb[2] + "," + share + ")")
                    .orElse("#000");
        }
        Optional<int[]> top = hex(first[0]);
        Optional<int[]> below = hex(ground);
        if (top.isEmpty() || below.isEmpty()) {
            return "#000";
        }
        StringBuilder out = new StringBuilder("#");
        for (int i = 0; i < 3; i++) {
            long part = Math.round(top.get()[i] * share + below.get()[i] * (1 - share));
            out.append(String.format(Locale.ROOT, "%02x", part));
        }
        return out.toString();
    }

    private static Optional<int[]> hex(String colour) {
        String digits = colour.startsWith("#") ? colour.substring(1) : "";
        if (digits.length() == 3) {
            digits = digits.replaceAll("(.)", "$1$1");
        }
        return digits.matches("[0-9a-fA-F]{6}")
                ? Optional.of(new int[] {
                    Integer.parseInt(digits, 0, 2, 16),
                    Integer.parseInt(digits, 2, 4, 16),
                    Integer.parseInt(digits, 4, 6, 16)
                })
                : Optional.empty();
    }
}
