package io.broadsheet.engine.chart;

import java.util.ArrayList;
import java.util.List;

/// What a reader sees on pointing at a place: its name, and the exact value of each series there.
record Tooltips(XyData data, ValueText text, Overlays overlays) {
    private static final int MOST_FIELDS = 200;

    Tooltips(XyData data, ValueText text) {
        this(data, text, Overlays.NONE);
    }

    String of(Series series, int place) {
        String where = LabelText.isolated(data.places().names().get(place));
        String value = exact(series, place);
        String said = data.series().size() == 1
                ? where + ": " + value
                : LabelText.isolated(series.name()) + ", " + where + ": " + value;
        return said + earlier(series, place) + over(place);
    }

    private String earlier(Series series, int place) {
        double before = overlays.ghost().map(g -> g.at(series, place)).orElse(Double.NaN);
        return overlays.ghost().isEmpty() || Double.isNaN(before)
                ? ""
                : " (" + overlays.ghost().get().label() + " " + text.exact(before) + ")";
    }

    private String over(int place) {
        List<String> said = overlays.said(place, text);
        return said.isEmpty() ? "" : "\n" + String.join("\n", said);
    }

    /// The value; where shares are drawn, with its share; where its sign says something, with that.
    private String exact(Series series, int place) {
        String value = text.exact(series.values().get(place));
        double part = data.part(series, place);
        if (data.share() && !Double.isNaN(part)) {
            return value + " (" + text.formats().percent(part, 1) + ")";
        }
        double at = series.at(place);
        return data.look()
                .meaning()
                .filter(m -> at < 0 || at > 0)
                .map(m -> value + " (" + text.formats().words().say(m.isGood(at) ? "chart.good" : "chart.bad") + ")")
                .orElse(value);
    }

    String ofAll(int place) {
        List<String> lines = new ArrayList<>();
        if (data.series().size() == 1) {
            return of(data.series().getFirst(), place);
        }
        lines.add(LabelText.isolated(data.places().names().get(place)));
        for (Series s : data.series()) {
            if (s.has(place)) {
                lines.add(LabelText.isolated(s.name()) + " " + exact(s, place) + earlier(s, place));
            }
        }
        return String.join("\n", lines) + over(place);
    }

    /// A whole series, where its points are too many for a tooltip each: its last value.
    String ofSeries(Series series) {
        int last = series.last();
        return last < 0 ? "" : of(series, last);
    }

    /// Invisible fields over the plot, one for each place that has a value.
    List<Mark> fields(XAxis axis, Plot plot, Sheet sheet) {
        List<Mark> fields = new ArrayList<>();
        int places = data.places().size();
        boolean fits = sheet.isNarrow()
                ? sheet.hasTooltips(places)
                : sheet.hasTooltips(data.valueCount()) && places <= MOST_FIELDS;
        if (!fits) {
            return fields;
        }
        for (int i = 0; i < places; i++) {
            int place = i;
            if (data.series().stream().anyMatch(s -> s.has(place))) {
                double start = axis.fieldStart(i, plot.left());
                double width = axis.fieldEnd(i, plot.right()) - start;
                fields.add(new Mark.Field(start, plot.top(), width, plot.height(), ofAll(i)));
            }
        }
        return fields;
    }
}
