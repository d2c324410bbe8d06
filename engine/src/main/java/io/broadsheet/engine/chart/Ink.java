package io.broadsheet.engine.chart;

/// A colour of the page, by the variable that the theme sets. Past the eighth series colours come again, dashed or
/// lighter, so that no two of forty series look the same.
///
/// @param paint a CSS colour
/// @param opacity from 0 to 1
/// @param dash a dash pattern for lines; may be empty
record Ink(String paint, double opacity, String dash) {
    static final int COLOURS = 8;

    static final Ink TEXT = of("var(--text)");
    static final Ink MUTED = of("var(--muted)");
    static final Ink GRID = of("var(--line)");
    static final Ink BASE = of("var(--faint)");
    static final Ink ACCENT = of("var(--accent)");
    static final Ink GROUND = of("var(--bg)");
    private static final Ink BLACK = of("#000");
    private static final Ink WHITE = of("#fff");

    private static final String[] DASHES = {"", "6 3", "2 3", "9 3 2 3", "1 5"};
    private static final double[] OPACITIES = {1, 0.7, 0.5, 0.35, 0.2};

    static Ink of(String paint) {
        return new Ink(paint, 1, "");
    }

    /// The ink of a series: the accent for a single one, otherwise its turn among the series colours.
    static Ink series(int slot, int count) {
        return count == 1 ? ACCENT : of("var(--c" + (slot % COLOURS + 1) + ")").round(slot / COLOURS);
    }

    private Ink round(int round) {
        return new Ink(paint, 1, DASHES[round % DASHES.length]);
    }

    /// The same for a filled shape: later rounds are lighter where lines are dashed.
    static Ink fill(int slot, int count) {
        return series(slot, count).withOpacity(count == 1 ? 1 : OPACITIES[slot / COLOURS % OPACITIES.length]);
    }

    Ink withOpacity(double newOpacity) {
        return new Ink(paint, newOpacity, "");
    }

    Ink solid() {
        return of(paint);
    }

    /// The same colour for words on the page's ground: series colours are told apart by the eye, but some of them are
    /// too light to read.
    Ink forWords() {
        return paint.startsWith("var(--c") && paint.length() == 9 ? of("var(--t" + paint.substring(7)) : solid();
    }

    /// What is read on a shape of this colour, in light and in dark.
    Ink onTop() {
        return switch (paint) {
            case "var(--c3)", "var(--c6)" -> BLACK;
            case "var(--c5)", "var(--c8)" -> WHITE;
            default -> GROUND;
        };
    }
}
