package io.broadsheet.engine.chart;

import io.broadsheet.engine.format.ValueFormat;
import io.broadsheet.engine.format.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// A sentence about values along x, for who can't see them: where they begin and end, the change between, the highest
/// and the lowest. What is drawn over them has sentences of its own.
final class Described {
    private record Point(Series series, int place) {
        double value() {
            return series.at(place);
        }
    }

    private final XyData data;
    private final ValueText text;
    private final Words words;

    private Described(XyData data, ValueText text) {
        this.data = data;
        this.text = text;
        this.words = text.formats().words();
    }

    static String of(String component, XyData data, ValueText text, Words words) {
        return of(component, data, text, Overlays.NONE);
    }

    static String of(String component, XyData data, ValueText text, Overlays overlays) {
        Described described = new Described(data, text);
        List<String> sentences = new ArrayList<>(List.of(described.main(component)));
        sentences.addAll(described.over(overlays));
        return Particles.decide(String.join(" ", sentences));
    }

    private String main(String component) {
        List<Point> points = points();
        if (points.isEmpty()) {
            return words.say("empty.chart");
        }
        String kind = words.say("chart." + component);
        Point highest = extreme(points, p -> -p.value());
        Point lowest = extreme(points, Point::value);
        boolean ordered = !(data.places() instanceof Places.Categories);
        if (data.series().size() > 1) {
            return ordered ? several(kind, points, highest, lowest) : compared(kind, highest, lowest);
        }
        Point first = points.getFirst();
        Point last = points.getLast();
        if (!ordered || points.size() < 2) {
            return compared(kind, highest, lowest);
        }
        if (highest.value() == lowest.value()) {
            return words.say("chart.desc.flat", kind, name(first.series()), place(first), place(last), exact(first));
        }
        return words.say(
                "chart.desc.course",
                kind,
                name(first.series()),
                place(first),
                exact(first),
                place(last),
                exact(last),
                change(first.value(), last.value()),
                place(highest),
                exact(highest),
                place(lowest),
                exact(lowest));
    }

    private String several(String kind, List<Point> points, Point highest, Point lowest) {
        int end = points.stream().mapToInt(Point::place).max().orElse(0);
        List<Point> atEnd = points.stream().filter(p -> p.place() == end).toList();
        int start = points.stream().mapToInt(Point::place).min().orElse(0);
        Point most = extreme(atEnd, p -> -p.value());
        Point least = extreme(atEnd, Point::value);
        return words.say(
                atEnd.size() > 1 ? "chart.desc.courses" : "chart.desc.many",
                kind,
                Integer.toString(data.series().size()),
                LabelText.isolated(data.places().names().get(start)),
                LabelText.isolated(data.places().names().get(end)),
                name(highest.series()),
                place(highest),
                exact(highest),
                name(lowest.series()),
                place(lowest),
                exact(lowest),
                name(most.series()),
                exact(most),
                name(least.series()),
                exact(least));
    }

    /// Things without an order: only which is most and which is least.
    private String compared(String kind, Point highest, Point lowest) {
        boolean several = data.series().size() > 1;
        if (highest.equals(lowest)) {
            return words.say("chart.desc.single", kind, where(highest), exact(highest));
        }
        return words.say(
                several ? "chart.desc.compared-series" : "chart.desc.compared",
                kind,
                Integer.toString(
                        several ? data.series().size() : (int) data.values().count()),
                where(highest),
                exact(highest),
                where(lowest),
                exact(lowest));
    }

    private List<Point> points() {
        List<Point> points = new ArrayList<>();
        for (Series s : data.series()) {
            for (int i = 0; i < data.places().size(); i++) {
                if (s.has(i)) {
                    points.add(new Point(s, i));
                }
            }
        }
        return points;
    }

    private static Point extreme(List<Point> points, ToDoubleFunction<Point> by) {
        return points.stream().min(Comparator.comparingDouble(by)).orElseThrow();
    }

    private String where(Point p) {
        return data.series().size() == 1 ? place(p) : name(p.series()) + ", " + place(p);
    }

    private String place(Point p) {
        return LabelText.isolated(data.places().names().get(p.place()));
    }

    private static String name(Series s) {
        return LabelText.isolated(s.name());
    }

    private String exact(Point p) {
        return text.exact(p.series().values().get(p.place()));
    }

    /// Shares change by points, all else by a part of what it was.
    private String change(double from, double to) {
        boolean share =
                text.format().map(f -> f.kind() == ValueFormat.Kind.PERCENT).orElse(false);
        String written =
                share ? text.formats().points(to, from, 1) : text.formats().change(to, from, 0);
        String way = written.equals(words.say("change.none")) ? "none" : to > from ? "up" : "down";
        return words.say("chart.desc.change-" + way, written);
    }

    private List<String> over(Overlays overlays) {
        List<String> sentences = new ArrayList<>();
        for (Overlays.Level level : overlays.levels()) {
            sentences.add(words.say("chart.desc.level", level.label(), text.exact(level.last())));
        }
        overlays.ghost().filter(g -> data.series().size() == 1).ifPresent(g -> {
            Series series = data.series().getFirst();
            int last = series.last();
            double before = last < 0 ? Double.NaN : g.at(series, last);
            if (!Double.isNaN(before)) {
                sentences.add(words.say("chart.desc.previous", g.label(), text.exact(before)));
            }
        });
        List<String> names = data.places().names();
        for (Overlays.Band band : overlays.bands()) {
            if (band.isLine()) {
                sentences.add(upright(band, words));
            } else if (!band.label().isEmpty()) {
                sentences.add(words.say(
                        "chart.desc.band", band.label(), names.get((int) Math.ceil(band.from())), names.get((int)
                                Math.floor(band.to()))));
            }
        }
        for (Overlays.Note note : overlays.notes()) {
            sentences.add(words.say("chart.desc.note", names.get(note.place()), note.text()));
        }
        return sentences;
    }

    /// An upright line in a sentence.
    static String upright(Overlays.Band line, Words words) {
        return line.label().isEmpty()
                ? words.say("chart.desc.upright", line.line())
                : words.say("chart.desc.upright-named", line.label(), line.line());
    }
}
