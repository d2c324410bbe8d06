package io.broadsheet.engine.chart;

import io.broadsheet.engine.option.Colours;
import io.broadsheet.engine.option.Key;

/// The keys that say which colour means what.
final class ColourKeys {
    static final Key<Colours> COLORS = Key.of(
            "colors",
            Colours.MAP,
            "Fixed colours by value, for series or the bars of one: `1` to `8`, `accent`, `good`, `bad`, `muted`, or"
                    + " `\"#rrggbb\"` that is seen on the light and the dark page. Front matter has the same key for"
                    + " all charts of a page.");
    static final Key<Look.Meaning> MEANING = Key.choice(
            "meaning",
            Look.Meaning.class,
            "What the sign of a change says: `up-good` or `up-bad` colours bars as good and bad news, with arrows.");

    private ColourKeys() {}
}
