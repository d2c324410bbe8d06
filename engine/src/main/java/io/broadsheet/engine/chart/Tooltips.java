package io.broadsheet.engine.chart;

import java.util.ArrayList;
import java.util.List;

/// What a reader sees on pointing at a place: its name, and the exact value of each series there.
record Tooltips(XyData data, ValueText text) {
    private static final int MOST_FIELDS = 200;

    String of(Series series, int place) {
        String where = LabelText.isolated(data.places().names().get(place));
        String value = text.exact(series.values().get(place));
        return data.series().size() == 1
                ? where + ": " + value
                : LabelText.isolated(series.name()) + ", " + where + ": " + value;
    }

    String ofAll(int place) {
        List<String> lines = new ArrayList<>();
        if (data.series().size() == 1) {
            return of(data.series().getFirst(), place);
        }
        lines.add(LabelText.isolated(data.places().names().get(place)));
        for (Series s : data.series()) {
            if (s.has(place)) {
                lines.add(LabelText.isolated(s.name()) + " "
                        + text.exact(s.values().get(place)));
            }
        }
        return String.join("\n", lines);
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
