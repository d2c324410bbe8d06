package io.broadsheet.engine.chart;

import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.format.ValueFormat;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// The axis of values: a range that begins and ends at round ticks.
///
/// @param log whether equal factors are equal distances
record YAxis(double from, double to, List<Tick> ticks, boolean log) {
    private static final double GAP = 8;
    private static final double SMALLEST = 1e-305;

    YAxis {
        ticks = List.copyOf(ticks);
    }

    YAxis(double from, double to, List<Tick> ticks) {
        this(from, to, ticks, false);
    }

    /// Bars and areas measure from zero.
    static YAxis fromZero(DoubleStream values, ValueText text, int wanted) {
        return of(values, text, wanted, true);
    }

    /// Lines and dots do as well, unless that would leave them less than a third of the height.
    static YAxis near(DoubleStream values, ValueText text, int wanted) {
        return of(values, text, wanted, false);
    }

    /// Values over zero on a log scale; the others have no place on it.
    static YAxis log(DoubleStream values, ValueText text, int wanted) {
        DoubleSummaryStatistics range =
                values.map(YAxis::drawable).filter(v -> v > 0).summaryStatistics();
        if (range.getCount() == 0) {
            return fromZero(DoubleStream.empty(), text, wanted);
        }
        LogTicks round = LogTicks.around(range.getMin(), range.getMax(), wanted);
        List<Tick> ticks = labelled(round.values(), text);
        return new YAxis(NumberTicks.finite(round.from()), NumberTicks.finite(round.to()), ticks, true);
    }

    /// Shares of a whole: from nothing to 100 %.
    static YAxis shares(Formats formats) {
        ValueText percent = new ValueText(formats, Optional.of(new ValueFormat(ValueFormat.Kind.PERCENT, 0)), "");
        return fromZero(DoubleStream.of(0, 0.5, 1), percent, 5);
    }

    private static YAxis of(DoubleStream values, ValueText text, int wanted, boolean zero) {
        double[] all = values.map(YAxis::drawable).toArray();
        DoubleSummaryStatistics range = DoubleStream.of(all).summaryStatistics();
        double low = all.length == 0 ? 0 : range.getMin();
        double high = all.length == 0 ? 0 : range.getMax();
        double farthest = Math.max(Math.abs(low), Math.abs(high));
        if (zero || low == high || high / 2 - low / 2 >= farthest / 6) {
            low = Math.min(low, 0);
            high = Math.max(high, 0);
        }
        if (low == high) {
            high = 1;
        }
        BigDecimal step = NumberTicks.step(low, high, wanted);
        boolean whole = DoubleStream.of(all).allMatch(v -> v == Math.rint(v));
        NumberTicks ticks = NumberTicks.around(low, high, whole ? step.max(BigDecimal.ONE) : step);
        return new YAxis(ticks.first(), ticks.last(), labelled(ticks.values(), text));
    }

    private static List<Tick> labelled(List<BigDecimal> values, ValueText text) {
        List<String> labels = text.ticks(values);
        return IntStream.range(0, values.size())
                .mapToObj(i -> Tick.of(NumberTicks.finite(values.get(i)), labels.get(i)))
                .toList();
    }

    /// Sums may overflow; what is too small for full precision has no ticks of its own.
    private static double drawable(double value) {
        double held = Math.clamp(value, -Double.MAX_VALUE, Double.MAX_VALUE);
        return Math.abs(held) < SMALLEST ? 0 : held;
    }

    /// Only the zero line, where values stand beside their marks.
    static YAxis bare(DoubleStream values) {
        DoubleSummaryStatistics range = values.map(YAxis::drawable).summaryStatistics();
        double low = Math.min(0, range.getMin());
        double high = Math.max(0, range.getMax());
        return new YAxis(low, low == high ? 1 : high, List.of(Tick.of(0, "")));
    }

    YAxis zeroOnly() {
        return new YAxis(from, to, ticks.stream().filter(t -> t.value() == 0).toList());
    }

    /// The same lines without labels, which a neighbour has.
    YAxis unlabelled() {
        return new YAxis(
                from, to, ticks.stream().map(t -> Tick.of(t.value(), "")).toList(), log);
    }

    boolean isBare() {
        return ticks.stream().allMatch(t -> t.lines().getFirst().isEmpty());
    }

    Scale scale(double bottom, double top) {
        return log ? new LogScale(from, to, bottom, top) : new LinearScale(from, to, bottom, top);
    }

    /// What the labels need at the left of the plot.
    double labelWidth() {
        return isBare() ? 0 : ticks.stream().mapToDouble(Tick::labelWidth).max().orElse(0) + GAP;
    }

    /// Grid lines with their labels at the left.
    List<Mark> marks(Scale scale, double left, double right) {
        List<Mark> marks = new ArrayList<>();
        for (Tick tick : ticks) {
            double y = scale.at(tick.value());
            marks.add(new Mark.Rule(left, y, right, y, tick.value() == 0 ? Ink.BASE : Ink.GRID));
        }
        for (Tick tick : isBare() ? List.<Tick>of() : ticks) {
            double y = scale.at(tick.value()) + 4;
            marks.add(Mark.Label.of(left - GAP, y, tick.lines().getFirst(), Mark.Anchor.END, Ink.MUTED));
        }
        return marks;
    }

    /// The same for values along the bottom.
    List<Mark> marksAcross(LinearScale scale, Plot plot, double sheetWidth) {
        List<Mark> marks = new ArrayList<>();
        for (Tick tick : ticks) {
            double x = scale.at(tick.value());
            marks.add(new Mark.Rule(x, plot.top(), x, plot.bottom(), tick.value() == 0 ? Ink.BASE : Ink.GRID));
        }
        for (Tick tick : ticks) {
            String label = tick.lines().getFirst();
            double x = tick.labelX(scale, sheetWidth);
            marks.add(Mark.Label.of(x, plot.bottom() + 18, label, Mark.Anchor.MIDDLE, Ink.MUTED));
        }
        return marks;
    }
}
