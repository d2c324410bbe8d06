package io.broadsheet.engine.chart;

import io.broadsheet.engine.format.Words;
import java.util.List;

/// One sentence about values along x: from where to where, and what stands out.
final class Described {
    private record Extreme(Series series, int place) {}

    private Described() {}

    static String of(String component, XyData data, ValueText text, Overlays overlays) {
        return of(component, data, text, text.formats().words());
    }

    static String of(String component, XyData data, ValueText text, Words words) {
        Extreme highest = null;
        Extreme lowest = null;
        for (Series s : data.series()) {
            for (int i = 0; i < data.places().size(); i++) {
                if (s.has(i)) {
                    highest = highest == null || s.at(i) > value(highest) ? new Extreme(s, i) : highest;
                    lowest = lowest == null || s.at(i) < value(lowest) ? new Extreme(s, i) : lowest;
                }
            }
        }
        if (highest == null || lowest == null) {
            return words.say("empty.chart");
        }
        List<String> names = data.places().names();
        String kind = words.say("chart." + component);
        return words.say(
                data.series().size() == 1 ? "chart.desc.one" : "chart.desc.many",
                kind,
                LabelText.isolated(names.getFirst()),
                LabelText.isolated(names.getLast()),
                exact(highest, text),
                place(highest, data),
                exact(lowest, text),
                place(lowest, data),
                Integer.toString(data.series().size()));
    }

    private static double value(Extreme extreme) {
        return extreme.series().at(extreme.place());
    }

    private static String exact(Extreme extreme, ValueText text) {
        return text.exact(extreme.series().values().get(extreme.place()));
    }

    private static String place(Extreme extreme, XyData data) {
        String place = LabelText.isolated(data.places().names().get(extreme.place()));
        return data.series().size() == 1
                ? place
                : LabelText.isolated(extreme.series().name()) + ", " + place;
    }
}
