package io.broadsheet.engine.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// The points of a series in runs between its gaps.
final class SeriesShape {
    private SeriesShape() {}

    static List<List<Mark.Spot>> runs(Series series, XyFrame frame) {
        return runs(series, i -> spot(series, i, frame));
    }

    /// The same, or one run over all gaps.
    static List<List<Mark.Spot>> runs(Series series, XyFrame frame, boolean connected) {
        List<List<Mark.Spot>> runs = runs(series, frame);
        return connected && !runs.isEmpty()
                ? List.of(runs.stream().flatMap(List::stream).toList())
                : runs;
    }

    static List<List<Mark.Spot>> runs(Series series, IntFunction<Mark.Spot> at) {
        List<List<Mark.Spot>> runs = new ArrayList<>();
        List<Mark.Spot> run = new ArrayList<>();
        for (int i = 0; i < series.values().size(); i++) {
            if (series.has(i)) {
                run.add(at.apply(i));
            } else if (!run.isEmpty()) {
                runs.add(run);
                run = new ArrayList<>();
            }
        }
        if (!run.isEmpty()) {
            runs.add(run);
        }
        return runs;
    }

    /// Values that no line leads to.
    static List<Mark> loneDots(List<List<Mark.Spot>> runs, Ink ink) {
        List<Mark> dots = new ArrayList<>();
        for (List<Mark.Spot> run : runs) {
            if (run.size() == 1) {
                dots.add(new Mark.Dot(run.getFirst().x(), run.getFirst().y(), 2.5, ink, ""));
            }
        }
        return dots;
    }

    private static Mark.Spot spot(Series series, int place, XyFrame frame) {
        return new Mark.Spot(frame.x().centers().get(place), frame.scale().at(series.at(place)));
    }
}
