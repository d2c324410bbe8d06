package io.broadsheet.engine.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Names (or values) at the right end of lines, in their colours, moved apart where they collide.
final class EndLabels {
    private static final double OFFSET = 9;

    record End(String name, double y, Ink ink) {}

    private EndLabels() {}

    /// What is written at the end of each series: its name, or for a single one its last value.
    static List<String> texts(XyData data, ValueText text) {
        if (data.series().size() > 1) {
            return data.series().stream().map(Series::name).toList();
        }
        Series single = data.series().getFirst();
        return List.of(text.written(Objects.requireNonNull(single.values().get(single.last()))));
    }

    /// Whether there are any and they leave the plot enough; a legend serves where they don't.
    static boolean fit(List<String> texts, Sheet sheet) {
        return !texts.isEmpty() && widest(texts) <= most(sheet);
    }

    static double most(Sheet sheet) {
        return sheet.isNarrow() ? 96 : 190;
    }

    private static double widest(List<String> names) {
        return names.stream().mapToDouble(TextWidth::bold).max().orElse(0);
    }

    /// What the plot leaves at its right.
    static double width(List<String> names) {
        return OFFSET + widest(names) + 2;
    }

    /// The labels, beside the last place that any series reaches; what is drawn over the data reaches to the right.
    static List<Mark> marks(List<End> ends, XyFrame frame) {
        double last = frame.x().centers().getLast();
        boolean alone =
                frame.x().centers().size() == 1 && frame.request().overEnds().isEmpty();
        double x = alone ? last : Math.max(frame.plot().right(), last);
        List<Double> wanted = ends.stream().map(End::y).toList();
        List<Double> placed = LabelStack.spread(
                wanted, TextWidth.LINE_PX, frame.plot().top(), frame.plot().bottom());
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < ends.size(); i++) {
            End end = ends.get(i);
            marks.add(Mark.Label.strong(
                    x + OFFSET,
                    placed.get(i) + 4,
                    end.name(),
                    Mark.Anchor.START,
                    end.ink().forWords()));
        }
        return marks;
    }
}
