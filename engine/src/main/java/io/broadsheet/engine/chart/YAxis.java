package io.broadsheet.engine.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;

/// The axis of values: a range that begins and ends at round ticks.
record YAxis(double from, double to, List<Tick> ticks) {
    private static final double GAP = 8;
    private static final double SMALLEST = 1e-305;

    YAxis {
        ticks = List.copyOf(ticks);
    }

    /// Bars and areas measure from zero.
    static YAxis fromZero(DoubleStream values, ValueText text, int wanted) {
        return of(values, text, wanted, true);
    }

    /// Lines and dots do as well, unless that would leave them less than a third of the height.
    static YAxis near(DoubleStream values, ValueText text, int wanted) {
        return of(values, text, wanted, false);
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
        return new YAxis(
                ticks.first(),
                ticks.last(),
                ticks.values().stream()
                        .map(v -> Tick.of(NumberTicks.finite(v), text.tick(v)))
                        .toList());
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

    boolean isBare() {
        return ticks.stream().allMatch(t -> t.lines().getFirst().isEmpty());
    }

    LinearScale scale(double bottom, double top) {
        return new LinearScale(from, to, bottom, top);
    }

    /// What the labels need at the left of the plot.
    double labelWidth() {
        return isBare() ? 0 : ticks.stream().mapToDouble(Tick::labelWidth).max().orElse(0) + GAP;
    }

    /// Grid lines with their labels at the left.
    List<Mark> marks(LinearScale scale, double left, double right) {
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
