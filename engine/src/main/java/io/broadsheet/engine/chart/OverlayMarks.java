package io.broadsheet.engine.chart;

import java.util.ArrayList;
import java.util.List;

/// Draws what stands over the data of a laid out chart: earlier values, references and notes.
final class OverlayMarks {
    private static final String DASHED = "4 4";
    /// Of a bar's place, at both sides of its stroke.
    private static final double STROKE_MARGIN = 0.08;

    private final XyFrame frame;
    private final XyData data;
    private final Overlays overlays;

    OverlayMarks(XyFrame frame, XyData data) {
        this.frame = frame;
        this.data = data;
        this.overlays = frame.request().over().overlays();
    }

    /// Earlier values as dashed lines; bars draw their own.
    List<Mark> ghosts() {
        List<Mark> marks = new ArrayList<>();
        if (overlays.ghost().isEmpty() || frame.request().bands()) {
            return marks;
        }
        Overlays.Ghost ghost = overlays.ghost().get();
        for (Series s : data.series()) {
            List<List<Mark.Spot>> runs = runs(place -> ghost.at(s, place));
            Ink ink = data.series().size() == 1 ? Ink.BASE : data.ink(s);
            if (!runs.isEmpty()) {
                marks.add(new Mark.Line(runs, new Ink(ink.paint(), 1, DASHED), 1.5, ""));
            }
        }
        return marks;
    }

    private interface ValueAt {
        double at(int place);
    }

    private List<List<Mark.Spot>> runs(ValueAt values) {
        List<List<Mark.Spot>> runs = new ArrayList<>();
        List<Mark.Spot> run = new ArrayList<>();
        for (int i = 0; i < data.places().size(); i++) {
            double value = values.at(i);
            if (!Double.isNaN(value)) {
                run.add(new Mark.Spot(frame.x().centers().get(i), frame.scale().at(value)));
            } else if (run.size() > 1) {
                runs.add(run);
                run = new ArrayList<>();
            } else {
                run.clear();
            }
        }
        if (run.size() > 1) {
            runs.add(run);
        }
        return runs;
    }

    /// One over each bar: a line from bar to bar would say something of what lies between.
    private List<List<Mark.Spot>> strokes(Overlays.Level level) {
        List<List<Mark.Spot>> strokes = new ArrayList<>();
        for (int i = 0; i < data.places().size(); i++) {
            double value = level.values().get(i);
            if (!Double.isNaN(value)) {
                double y = frame.scale().at(value);
                double start = frame.x().fieldStart(i, frame.plot().left());
                double end = frame.x().fieldEnd(i, frame.plot().right());
                double margin = (end - start) * STROKE_MARGIN;
                strokes.add(List.of(new Mark.Spot(start + margin, y), new Mark.Spot(end - margin, y)));
            }
        }
        return strokes;
    }

    /// The lines; their labels are added to the ends, and so is what a single ghost is called.
    List<Mark> levels(List<EndLabels.End> ends) {
        List<Mark> marks = new ArrayList<>();
        List<String> labels = frame.request().overEnds();
        for (int i = 0; i < overlays.levels().size(); i++) {
            Overlays.Level level = overlays.levels().get(i);
            double y = frame.scale().at(level.last());
            Ink ink = level.target() ? Ink.TEXT : Ink.MUTED;
            List<List<Mark.Spot>> runs = level.varies()
                    ? frame.request().bands()
                            ? strokes(level)
                            : runs(place -> level.values().get(place))
                    : List.of(List.of(
                            new Mark.Spot(frame.plot().left(), y),
                            new Mark.Spot(frame.plot().right(), y)));
            marks.add(new Mark.Line(runs, new Ink(ink.paint(), 1, DASHED), 1.25, ""));
            if (!labels.isEmpty()) {
                ends.add(new EndLabels.End(labels.get(i), y, ink));
            }
        }
        frame.request()
                .over()
                .ghost()
                .ifPresent(g -> ends.add(
                        new EndLabels.End(labels.getLast(), frame.scale().at(g.last()), Ink.MUTED)));
        return marks;
    }

    /// Adds the notes; gives the drawing's height with what is written under the axis.
    double notes(List<Mark> marks, List<Mark> series, double height) {
        if (overlays.notes().isEmpty()) {
            return height;
        }
        Obstacles obstacles = new Obstacles();
        obstacles.add(series);
        obstacles.add(marks.stream()
                .filter(m -> m instanceof Mark.Label || m instanceof Mark.Line)
                .toList());
        NotePlacer placer = new NotePlacer(
                frame.plot(),
                frame.request().sheet(),
                obstacles,
                series.stream().anyMatch(m -> m instanceof Mark.Area));
        for (Overlays.Note note : overlays.notes()) {
            double x = frame.x().centers().get(note.place());
            double y = frame.scale().at(note.at(data, frame.request().over().stacked()));
            placer.place(x, y, note.text());
        }
        marks.addAll(placer.marks());
        return placer.under(height, marks);
    }
}
