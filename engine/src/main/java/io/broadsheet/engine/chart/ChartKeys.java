package io.broadsheet.engine.chart;

import io.broadsheet.engine.format.ValueFormat;
import io.broadsheet.engine.option.ColumnRef;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.KeyType;
import java.util.List;

/// The keys that charts share.
final class ChartKeys {
    static final Key<ColumnRef> X =
            Key.column("x", "The column along the bottom.").require();
    static final Key<List<ColumnRef>> Y = Key.columns("y", "The column of values, or several: one series each.")
            .require();
    static final Key<ColumnRef> COLOR = Key.column("color", "The column whose values make the series.");

    static final Key<String> TITLE = Key.words("title", "What the chart shows.");
    static final Key<String> CAPTION = Key.words("caption", "Said quietly after the title: which time, which unit.");
    static final Key<ValueFormat> FORMAT = Key.of("format", KeyType.FORMAT, "How values are written.");
    static final Key<ValueFormat> X_FORMAT = Key.of("x-format", KeyType.FORMAT, "How the values along x are written.");
    static final Key<String> UNIT = Key.words("unit", "What is counted; follows exact values.");
    static final Key<Integer> HEIGHT = Key.integer("height", 120, 1200, "The drawing's height in pixels.");

    static final List<Key<?>> WORDS = List.of(TITLE, CAPTION, FORMAT, UNIT);
    static final List<Key<?>> XY = Key.join(List.of(X, Y, COLOR), WORDS, List.of(X_FORMAT, HEIGHT));

    /// Of charts along x that overlays can be drawn over.
    static final List<Key<?>> OVERLAID = Key.join(XY, OverlayKeys.ALL);

    private ChartKeys() {}
}
