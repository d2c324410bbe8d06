package io.broadsheet.engine.option;

import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.problem.Suggestion;
import io.broadsheet.engine.source.YamlValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Fixed colours by the values of the data: `{ 네이버: 1, 환불: bad, Acme: "#7b5cd6" }`. Immutable.
///
/// @param byValue a CSS colour for each value, in the author's order
public record Colours(Map<String, String> byValue) {
    public static final Colours NONE = new Colours(Map.of());

    private static final List<String> NAMES =
            List.of("1", "2", "3", "4", "5", "6", "7", "8", "accent", "good", "bad", "muted");

    /// Of shapes against what they stand on: WCAG 2.2, success criterion 1.4.11.
    private static final double LEAST_CONTRAST = 3;

    /// The grounds of the default theme.
    private static final int LIGHT = 0xFFFFFF;

    private static final int DARK = 0x0F1216;

    public Colours {
        byValue = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(byValue));
    }

    /// A map from values to `1` to `8` (the theme's series colours), `accent`, `good`, `bad`, `muted` or `#rrggbb`.
    public static final KeyType<Colours> MAP = new KeyType<>() {
        @Override
        public String expects() {
            return "a map from values to colours";
        }

        @Override
        public Shape shape() {
            Shape names = new Shape.Choice(NAMES.subList(8, NAMES.size()));
            return new Shape.ByName(Shape.Either.of(new Shape.Whole(1, 8), names, new Shape.Text()));
        }

        @Override
        public Optional<Colours> read(String key, YamlValue value, Problems problems) {
            if (!(value instanceof YamlValue.Mapping mapping)) {
                KeyType.wrong(key, expects(), value, problems);
                return Optional.empty();
            }
            Map<String, String> colours = new LinkedHashMap<>();
            for (YamlValue.Entry entry : mapping.entries()) {
                colour(key, entry, problems).ifPresent(c -> colours.put(entry.key(), c));
            }
            return Optional.of(new Colours(colours));
        }
    };

    private static Optional<String> colour(String key, YamlValue.Entry entry, Problems problems) {
        Optional<String> text = KeyType.TEXT.read(key, entry.value(), problems);
        return text.flatMap(t -> {
            String name = t.toLowerCase(Locale.ROOT);
            if (NAMES.contains(name)) {
                return Optional.of("var(--" + (Character.isDigit(name.charAt(0)) ? "c" : "") + name + ")");
            }
            return name.startsWith("#") ? hex(key, name, entry, problems) : unknown(key, name, entry, problems);
        });
    }

    private static Optional<String> unknown(String key, String name, YamlValue.Entry entry, Problems problems) {
        problems.add(
                ProblemCode.BAD_VALUE,
                entry.value().span(),
                key + ": the colour of '" + entry.key() + "' can't be "
                        + entry.value().kind(),
                Suggestion.sentence("colours (or #rrggbb in quotes)", name, NAMES));
        return Optional.empty();
    }

    private static Optional<String> hex(String key, String name, YamlValue.Entry entry, Problems problems) {
        if (!isHex(name)) {
            return unknown(key, name, entry, problems);
        }
        int rgb = Integer.parseInt(name.substring(1), 16);
        double onLight = contrast(rgb, LIGHT);
        double onDark = contrast(rgb, DARK);
        if (Math.min(onLight, onDark) < LEAST_CONTRAST) {
            boolean pale = onLight < onDark;
            problems.add(
                    ProblemCode.BAD_VALUE,
                    entry.value().span(),
                    String.format(
                            Locale.ROOT,
                            "%s: %s is too %s to be seen on the %s page: a contrast of %.1f, where 3 is needed",
                            key,
                            name,
                            pale ? "pale" : "dark",
                            pale ? "light" : "dark",
                            Math.min(onLight, onDark)),
                    "Choose a " + (pale ? "darker" : "lighter") + " one, or a name, which has a colour for each: "
                            + String.join(", ", NAMES));
            return Optional.empty();
        }
        return Optional.of(name);
    }

    private static boolean isHex(String name) {
        return name.length() == 7 && name.chars().skip(1).allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
    }

    /// WCAG 2.2's contrast ratio of two colours of sRGB.
    static double contrast(int a, int b) {
        double one = luminance(a) + 0.05;
        double other = luminance(b) + 0.05;
        return Math.max(one, other) / Math.min(one, other);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16 & 0xFF) + 0.7152 * linear(rgb >> 8 & 0xFF) + 0.0722 * linear(rgb & 0xFF);
    }

    private static double linear(int channel) {
        double part = channel / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }

    /// These, and for what they leave open the others.
    public Colours orElse(Colours others) {
        if (others.byValue.isEmpty()) {
            return this;
        }
        Map<String, String> both = new LinkedHashMap<>(others.byValue);
        both.putAll(byValue);
        return new Colours(both);
    }
}
