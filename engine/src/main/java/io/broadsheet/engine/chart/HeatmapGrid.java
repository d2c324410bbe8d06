package io.broadsheet.engine.chart;

import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.format.Words;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Draws the cells of a heat map, each with its number where all numbers have room.
final class HeatmapGrid {
    private static final double ROW = 30;
    private static final double GAP = 2;
    private static final double WIDEST = 96;
    private static final double NAME_GAP = 10;
    private static final double KEY = 24;
    private static final int KEY_STEPS = 7;
    private static final double KEY_STEP = 14;
    private static final double LONGEST_KEY = 96;

    /// Shades between these keep the text's contrast over 4.5:1 on light and on dark ground.
    private static final double FAINTEST = 0.08;
    private static final double STRONGEST = 0.6;
    private static final double STRONGEST_UNDER_ZERO = 0.5;
    /// Where no text stands in the cells.
    private static final double STRONGEST_BARE = 0.92;
    private static final Ink UNDER_ZERO = Ink.of("var(--c2)");

    private final HeatmapData data;
    private final ValueText text;
    private final boolean written;
    private final Optional<Numbers> numbersTable;
    private final Map.Entry<HeatmapData.Cell, Number> most;
    private final Map.Entry<HeatmapData.Cell, Number> least;
    private final boolean bare;

    /// @param data has one cell at least
    /// @param written whether the author says how places are written
    /// @param numbersTable the table under the drawing
    HeatmapGrid(HeatmapData data, ValueText text, boolean written, Optional<Numbers> numbersTable) {
        this.numbersTable = numbersTable;
        this.data = data;
        this.text = text;
        this.written = written;
        this.most = extreme(data, 1);
        this.least = extreme(data, -1);
        this.bare = labels(Sheet.WIDE).isEmpty();
    }

    String description(Words words) {
        return Particles.decide(words.say(
                "chart.desc.heatmap",
                Integer.toString(data.rows().size()),
                Integer.toString(data.columns().size()),
                text.exact(most.getValue()),
                name(most.getKey()),
                text.exact(least.getValue()),
                name(least.getKey())));
    }

    private static Map.Entry<HeatmapData.Cell, Number> extreme(HeatmapData data, int sign) {
        return data.values().entrySet().stream()
                .max(Comparator.comparingDouble(e -> sign * e.getValue().doubleValue()))
                .orElseThrow();
    }

    private String name(HeatmapData.Cell cell) {
        return LabelText.isolated(data.rows().names().get(cell.row())) + ", "
                + LabelText.isolated(data.columns().names().get(cell.column()));
    }

    Drawing paint(Sheet sheet) {
        List<String> rowNames = shortNames(data.rows());
        double nameWidth = nameWidth(sheet);
        double left = nameWidth + NAME_GAP;
        double cell = cellWidth(sheet);
        List<String> numbers = labels(sheet);
        double top = KEY;
        double bottom = top + ROW * data.rows().size();
        List<Mark> marks = new ArrayList<>(key());
        for (int i = 0; i < rowNames.size(); i++) {
            double y = top + i * ROW + ROW / 2 + 3;
            marks.add(Mark.Label.of(nameWidth, y, rowNames.get(i), Mark.Anchor.END, Ink.TEXT)
                    .cutTo(nameWidth));
        }
        marks.addAll(cells(new Mark.Spot(left, top), cell, numbers, sheet));
        List<Double> centers = IntStream.range(0, data.columns().size())
                .mapToObj(i -> left + (i + 0.5) * cell)
                .toList();
        boolean ordered = !(data.columns() instanceof Places.Categories);
        List<XAxis.Tag> tags =
                new CategoryTags(shortNames(data.columns()), centers, cell, ordered).choose(sheet.width());
        XAxis axis = new XAxis(centers, cell, tags, XAxis.heightOf(tags));
        marks.addAll(axis.marks(bottom));
        return new Drawing(sheet.width(), bottom + axis.height(), marks);
    }

    private double nameWidth(Sheet sheet) {
        double widest = sheet.width() * (sheet.isNarrow() ? 0.28 : 0.3);
        return Math.min(widest, TextWidth.widest(shortNames(data.rows())) + 1);
    }

    private double cellWidth(Sheet sheet) {
        double left = nameWidth(sheet) + NAME_GAP;
        return Math.min(WIDEST, (sheet.width() - left) / data.columns().size());
    }

    /// What the shades mean: the least value, steps to the greatest, the greatest.
    private List<Mark> key() {
        double from = least.getValue().doubleValue();
        double to = most.getValue().doubleValue();
        String leastText = TextWidth.cut(text.brief(least.getValue()), LONGEST_KEY);
        String mostText = TextWidth.cut(text.brief(most.getValue()), LONGEST_KEY);
        double x = TextWidth.of(leastText) + 8;
        List<Mark> marks = new ArrayList<>();
        marks.add(Mark.Label.of(0, 12, leastText, Mark.Anchor.START, Ink.MUTED));
        for (int i = 0; i < KEY_STEPS; i++) {
            double value = from + (to / KEY_STEPS - from / KEY_STEPS) * (i + 0.5);
            marks.add(Mark.Box.of(x + i * KEY_STEP, 3, KEY_STEP, 10, shade(value), ""));
        }
        marks.add(Mark.Label.of(x + KEY_STEPS * KEY_STEP + 8, 12, mostText, Mark.Anchor.START, Ink.MUTED));
        return marks;
    }

    private List<Mark> cells(Mark.Spot corner, double width, List<String> labels, Sheet sheet) {
        int count = data.values().size();
        double gap = width > 8 ? GAP : 0;
        List<Mark.Grid.Run> runs = new ArrayList<>();
        List<Mark> numbers = new ArrayList<>();
        data.values().forEach((cell, value) -> {
            lengthen(runs, cell, shade(value.doubleValue()));
            if (!labels.isEmpty()) {
                String label = labels.get(numbers.size());
                double middle = corner.x() + cell.column() * width + (width - gap) / 2;
                double y = corner.y() + cell.row() * ROW + ROW / 2 + 3;
                numbers.add(Mark.Label.of(middle, y, label, Mark.Anchor.MIDDLE, Ink.TEXT));
            }
        });
        List<Mark> marks = new ArrayList<>();
        marks.add(new Mark.Grid(
                corner.x(),
                corner.y(),
                width,
                ROW,
                gap,
                data.columns().size(),
                data.rows().size(),
                runs));
        marks.addAll(numbers);
        if (sheet.hasTooltips(count)) {
            List<String> texts = texts();
            marks.add(new Mark.Cells(
                    corner.x(),
                    corner.y(),
                    width,
                    ROW,
                    data.rows().names(),
                    data.columns().names(),
                    texts,
                    text.withUnit(""),
                    numbersTable.filter(t -> says(t, texts)).isPresent()));
        }
        return marks;
    }

    private static void lengthen(List<Mark.Grid.Run> runs, HeatmapData.Cell cell, Ink ink) {
        if (!runs.isEmpty()) {
            Mark.Grid.Run last = runs.getLast();
            if (last.row() == cell.row()
                    && last.column() + last.length() == cell.column()
                    && last.ink().equals(ink)) {
                runs.set(runs.size() - 1, new Mark.Grid.Run(last.column(), last.row(), last.length() + 1, ink));
                return;
            }
        }
        runs.add(new Mark.Grid.Run(cell.column(), cell.row(), 1, ink));
    }

    /// Whether the chart's table has the same names and texts, so that the script can read them there.
    private boolean says(Numbers table, List<String> texts) {
        List<String> rows = table.rows().stream().map(r -> r.getFirst().text()).toList();
        List<String> columns =
                table.heads().stream().skip(1).map(Numbers.Head::text).toList();
        List<String> cells = table.rows().stream()
                .flatMap(r -> r.stream().skip(1))
                .map(c -> c.text().equals(Formats.MISSING) ? "" : text.withUnit(c.text()))
                .toList();
        return table.named()
                && rows.equals(data.rows().names())
                && columns.equals(data.columns().names())
                && cells.equals(texts);
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < data.rows().size(); row++) {
            for (int column = 0; column < data.columns().size(); column++) {
                Number value = data.values().get(new HeatmapData.Cell(column, row));
                texts.add(value == null ? "" : text.exact(value));
            }
        }
        return texts;
    }

    /// The numbers in the fullest form that fits every cell; none where no form does.
    private List<String> labels(Sheet sheet) {
        double width = cellWidth(sheet) - GAP - 4;
        List<List<String>> forms = List.of(
                data.values().values().stream().map(text::written).toList(),
                data.values().values().stream().map(text::brief).toList());
        return forms.stream()
                .filter(f -> TextWidth.widest(f) <= width)
                .findFirst()
                .orElse(List.of());
    }

    private Ink shade(double value) {
        double from = least.getValue().doubleValue();
        double to = most.getValue().doubleValue();
        double strongest = bare ? STRONGEST_BARE : STRONGEST;
        if (from >= 0 || to <= 0) {
            double part = new LinearScale(from, to, 0, 1).at(value);
            return shade(Ink.ACCENT, strongest, part);
        }
        double part = Math.abs(value) / Math.max(to, -from);
        double strongestUnderZero = bare ? STRONGEST_BARE : STRONGEST_UNDER_ZERO;
        return value < 0 ? shade(UNDER_ZERO, strongestUnderZero, part) : shade(Ink.ACCENT, strongest, part);
    }

    /// In steps of two percent, finer than an eye tells apart.
    private static Ink shade(Ink ink, double strongest, double part) {
        return ink.withOpacity(Math.round((FAINTEST + (strongest - FAINTEST) * part) * 50) / 50.0);
    }

    /// Days of one year go without it; weeks are named as on other axes.
    private List<String> shortNames(Places places) {
        if (places instanceof Places.Times t
                && t.days()
                && !written
                && !t.seconds().isEmpty()) {
            TimeTicks ticks = new TimeTicks(t, text.formats(), Optional.empty());
            boolean weeks = t.size() > 1 && ticks.cadence() == ChronoUnit.WEEKS;
            boolean oneYear = t.local(t.seconds().getFirst()).getYear()
                    == t.local(t.seconds().getLast()).getYear();
            return oneYear
                    ? t.seconds().stream()
                            .map(s -> t.local(s).toLocalDate())
                            .map(d -> weeks ? ticks.week(d) : text.formats().dayOfMonth(d))
                            .toList()
                    : t.names();
        }
        return places.names();
    }
}
