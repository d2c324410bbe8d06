package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.option.ColumnRef;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Suggestion;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Reads what an author wants over a chart, and finds it on the chart's axis. What the axis could never have is a
/// mistake; what has only moved out of sight, as weeks do, is left out with a warning.
final class OverlayReader {
    private final Options options;
    private final Frame frame;
    private final DrawContext context;
    private final XyData data;
    private final AxisPlace axis;

    private OverlayReader(Options options, Frame frame, DrawContext context, XyData data) {
        this.options = options;
        this.frame = frame;
        this.context = context;
        this.data = data;
        this.axis = new AxisPlace(data.places(), context.formats());
    }

    static Overlays read(Options options, Frame frame, DrawContext context, XyData data) {
        boolean none = OverlayKeys.ALL.stream().noneMatch(options::has) && !options.has(OverlayKeys.X_LINES);
        return none ? Overlays.NONE : new OverlayReader(options, frame, context, data).read();
    }

    /// The upright lines alone, for a chart that nothing else is drawn over.
    static List<Overlays.Band> uprights(Options options, Frame frame, DrawContext context, XyData data) {
        return options.has(OverlayKeys.X_LINES)
                ? new OverlayReader(options, frame, context, data).uprights()
                : List.of();
    }

    private List<Overlays.Band> uprights() {
        List<Overlays.Band> lines = new ArrayList<>();
        options.find(OverlayKeys.X_LINES)
                .ifPresent(l -> l.forEach(o -> upright(o).ifPresent(lines::add)));
        return lines;
    }

    private Optional<Overlays.Band> upright(Options line) {
        Optional<String> x = line.find(OverlayKeys.LINE_X);
        if (x.isEmpty() || !isReadable(line, OverlayKeys.LINE_X, x.get())) {
            return Optional.empty();
        }
        Optional<Double> at = axis.at(x.get());
        if (at.isEmpty()) {
            offAxis(line, OverlayKeys.LINE_X, "x-lines", x.get());
        }
        String label = LabelText.of(line.find(OverlayKeys.LINE_LABEL).orElse(""));
        return at.map(a -> new Overlays.Band(a, a, label, LabelText.of(axis.written(x.get()))));
    }

    private Overlays read() {
        List<Overlays.Level> levels = new ArrayList<>();
        options.find(OverlayKeys.TARGET).ifPresent(r -> level(r, "chart.target").ifPresent(levels::add));
        options.find(OverlayKeys.LINES)
                .ifPresent(l -> l.forEach(r -> level(r, "chart.line-of").ifPresent(levels::add)));
        List<Overlays.Band> bands = new ArrayList<>();
        options.find(OverlayKeys.BANDS).ifPresent(b -> b.forEach(o -> bands.addAll(bands(o))));
        bands.addAll(uprights());
        List<Overlays.Note> notes = new ArrayList<>();
        options.find(OverlayKeys.NOTES).ifPresent(n -> n.forEach(o -> note(o).ifPresent(notes::add)));
        return new Overlays(options.find(OverlayKeys.PREVIOUS).flatMap(this::ghost), levels, bands, notes);
    }

    // Values by place

    /// The place along x of each row, in the order of the axis; -1 where the row has none. Found by name: places may
    /// have been sorted and cut since they were read.
    private int[] placesOfRows() {
        Column x = frame.column(options.get(ChartKeys.X).name());
        PlaceReader reader = new PlaceReader(x, context, options.find(ChartKeys.X_FORMAT));
        int[] seen = new int[frame.rowCount()];
        for (int row = 0; row < seen.length; row++) {
            seen[row] = reader.add(row).orElse(-1);
        }
        List<String> names = reader.places().names();
        List<Integer> turns = reader.turns();
        Map<String, Integer> kept = new HashMap<>();
        for (int i = 0; i < data.places().size(); i++) {
            kept.put(data.places().names().get(i), i);
        }
        return Arrays.stream(seen)
                .map(i -> i < 0 ? -1 : kept.getOrDefault(names.get(turns.get(i)), -1))
                .toArray();
    }

    private double[] blank() {
        double[] values = new double[data.places().size()];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    private Optional<Overlays.Ghost> ghost(Earlier earlier) {
        List<ColumnRef> ys = options.get(ChartKeys.Y);
        if (earlier.columns().size() != ys.size()) {
            context.problems()
                    .add(
                            ProblemCode.BAD_VALUE,
                            options.span(OverlayKeys.PREVIOUS),
                            context.owner() + " has " + ys.size() + " columns as y and "
                                    + earlier.columns().size() + " as previous",
                            "Name one earlier column for each column of y, in its order");
            return Optional.empty();
        }
        ColumnCheck check = new ColumnCheck(frame, context);
        Optional<Column> color =
                options.find(ChartKeys.COLOR).map(ColumnRef::name).map(frame::column);
        Map<String, Integer> slots = new HashMap<>();
        data.series().forEach(s -> slots.put(s.name(), s.slot()));
        int count = data.series().stream().mapToInt(Series::slot).max().orElse(-1) + 1;
        List<double[]> values = IntStream.range(0, count).mapToObj(i -> blank()).toList();
        int[] places = placesOfRows();
        for (int i = 0; i < ys.size(); i++) {
            Optional<Column> column =
                    check.numbers("previous", earlier.columns().get(i));
            Column y = frame.column(ys.get(i).name());
            for (int row = 0; column.isPresent() && row < places.length; row++) {
                String name = XyReader.seriesName(color, y, ys.size() > 1, row, context.formats());
                Integer slot = slots.get(LabelText.of(name));
                double value = column.get().number(row);
                if (slot != null && places[row] >= 0 && Double.isFinite(value)) {
                    values.get(slot)[places[row]] = value + 0.0;
                }
            }
        }
        boolean any = values.stream().flatMapToDouble(Arrays::stream).anyMatch(Double::isFinite);
        String label = earlier.label().orElseGet(() -> context.words().say("chart.previous"));
        return any ? Optional.of(new Overlays.Ghost(label, values)) : Optional.empty();
    }

    private Optional<Overlays.Level> level(Reference reference, String word) {
        double[] values = blank();
        String name = context.words().say(word);
        if (reference.column().isPresent()) {
            ColumnRef ref = reference.column().get();
            name = word.equals("chart.target") ? name : LabelText.of(ref.name());
            Optional<Column> column = new ColumnCheck(frame, context).numbers(ref.key(), ref);
            int[] places = placesOfRows();
            for (int row = 0; column.isPresent() && row < places.length; row++) {
                double value = column.get().number(row);
                if (places[row] >= 0 && Double.isFinite(value)) {
                    values[places[row]] = value + 0.0;
                }
            }
        } else {
            Arrays.fill(values, reference.number().orElse(Double.NaN));
        }
        double[] known = Arrays.stream(values).filter(Double::isFinite).toArray();
        if (known.length == 0) {
            return Optional.empty();
        }
        boolean varies = Arrays.stream(known).anyMatch(v -> v != known[0]);
        return Optional.of(new Overlays.Level(
                reference.label().orElse(name),
                Arrays.stream(values).boxed().toList(),
                varies,
                word.equals("chart.target")));
    }

    // Places that the author names

    /// A band as it is written, or one for each row where `from` (and `to`, `label`) are columns.
    private List<Overlays.Band> bands(Options band) {
        Optional<String> from = band.find(OverlayKeys.FROM);
        if (from.isEmpty()) {
            return List.of();
        }
        String to = band.find(OverlayKeys.TO).orElse(from.get());
        String label = band.find(OverlayKeys.BAND_LABEL).orElse("");
        Optional<Column> column = frame.find(from.get());
        if (column.isEmpty()) {
            return band(band, from.get(), to, label).stream().toList();
        }
        Set<List<String>> seen = new LinkedHashSet<>();
        for (int row = 0; row < frame.rowCount(); row++) {
            if (!column.get().isNull(row)) {
                String start = written(column.get().get(row));
                seen.add(List.of(
                        start, cell(to, row).orElse(start), cell(label, row).orElse("")));
            }
        }
        return seen.stream()
                .flatMap(s ->
                        axis
                                .span(s.get(0), s.get(1))
                                .map(at -> new Overlays.Band(at[0], at[1], LabelText.of(s.get(2))))
                                .stream())
                .toList();
    }

    private Optional<String> cell(String columnOrText, int row) {
        Optional<Column> column = frame.find(columnOrText);
        return column.isEmpty()
                ? Optional.of(columnOrText)
                : Optional.ofNullable(column.get().get(row)).map(OverlayReader::written);
    }

    /// As an author would write it.
    private static String written(@Nullable Object value) {
        return switch (value) {
            case LocalDate d -> d.toString();
            case LocalDateTime t -> t.toString();
            case OffsetDateTime t -> t.toLocalDateTime().toString();
            case null, default -> Formats.plain(value);
        };
    }

    private Optional<Overlays.Band> band(Options band, String from, String to, String label) {
        if (!isReadable(band, OverlayKeys.FROM, from) || !isReadable(band, OverlayKeys.TO, to)) {
            return Optional.empty();
        }
        Optional<double[]> span = axis.span(from, to);
        if (span.isEmpty()) {
            boolean known =
                    data.places() instanceof Places.Categories && axis.of(from).isPresent();
            offAxis(band, known ? OverlayKeys.TO : OverlayKeys.FROM, "bands", known ? to : from);
        }
        return span.map(at -> new Overlays.Band(at[0], at[1], LabelText.of(label)));
    }

    private Optional<Overlays.Note> note(Options note) {
        Optional<String> x = note.find(OverlayKeys.NOTE_X);
        Optional<String> text = note.find(OverlayKeys.NOTE_TEXT).map(LabelText::of);
        if (x.isEmpty() || text.isEmpty() || !isReadable(note, OverlayKeys.NOTE_X, x.get())) {
            return Optional.empty();
        }
        Optional<Integer> place = axis.of(x.get());
        Optional<Double> y = note.find(OverlayKeys.NOTE_Y);
        int slot = note.find(OverlayKeys.NOTE_SERIES).map(s -> slot(note, s)).orElse(-1);
        boolean pointsAtSomething = place.isPresent() && (y.isPresent() || data.has(place.get()));
        if (!pointsAtSomething) {
            offAxis(note, OverlayKeys.NOTE_X, "notes", x.get());
            return Optional.empty();
        }
        return Optional.of(new Overlays.Note(place.get(), y, slot, text.get()));
    }

    private int slot(Options note, String name) {
        Optional<Series> found = data.series().stream()
                .filter(s -> s.name().equals(LabelText.of(name)))
                .findFirst();
        if (found.isEmpty()) {
            List<String> names = data.series().stream().map(Series::name).toList();
            context.problems()
                    .add(
                            ProblemCode.OFF_AXIS,
                            note.span(OverlayKeys.NOTE_SERIES),
                            "a note of " + context.owner() + " speaks of series: " + name + ", which it does not draw",
                            Suggestion.sentence("series", name, names));
        }
        return found.map(Series::slot).orElse(-1);
    }

    private boolean isReadable(Options options, Key<String> key, String text) {
        if (axis.canRead(text)) {
            return true;
        }
        boolean times = data.places() instanceof Places.Times;
        context.problems()
                .add(
                        ProblemCode.BAD_VALUE,
                        options.span(key),
                        key.name() + " must be " + (times ? "a day or a moment" : "a number") + " along " + data.xName()
                                + ", not '" + text + "'",
                        times ? "Write it as 2021-10-25 or 2021-10-25 14:00" : "Write it as it stands in the column");
        return false;
    }

    private void offAxis(Options options, Key<String> key, String what, String text) {
        List<String> names =
                data.places().names().stream().filter(n -> !n.isEmpty()).toList();
        String hint = data.places() instanceof Places.Categories
                ? Suggestion.sentence("places", text, names)
                : data.xName() + " goes from " + names.getFirst() + " to " + names.getLast();
        context.problems()
                .add(
                        ProblemCode.OFF_AXIS,
                        options.span(key),
                        context.owner() + " has no " + data.xName() + " " + text + " for its " + what,
                        hint);
    }
}
