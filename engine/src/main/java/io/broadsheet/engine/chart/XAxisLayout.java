package io.broadsheet.engine.chart;

import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.format.ValueFormat;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Lays out the places along x. Numbers and times keep their distances; text stands evenly.
///
/// @param bands whether each place needs a width of its own, as bars do
record XAxisLayout(Sheet sheet, Formats formats, Optional<ValueFormat> format, boolean bands) {
    private static final int MOST_BANDS = 400;

    XAxis lay(Places places, double left, double right) {
        return switch (places) {
            case Places.Categories c -> even(c.names(), c.counted(), left, right);
            case Places.Numbers n -> distant(n, n.values(), left, right);
            case Places.Times t -> distant(t, t.seconds(), left, right);
        };
    }

    private XAxis even(List<String> names, boolean ordered, double left, double right) {
        double band = (right - left) / names.size();
        List<Double> centers = IntStream.range(0, names.size())
                .mapToObj(i -> left + (i + 0.5) * band)
                .toList();
        List<XAxis.Tag> tags = new CategoryTags(names, centers, band, ordered).choose(sheet.width());
        return new XAxis(centers, band, tags, XAxis.heightOf(tags));
    }

    private XAxis distant(Places places, List<Double> values, double left, double right) {
        double first = values.getFirst();
        double last = values.getLast();
        double step = smallestStep(values);
        if (bands && values.size() > 1 && (step <= 0 || (last / 2 - first / 2) / step > MOST_BANDS / 2.0)) {
            return even(places.names(), true, left, right);
        }
        double room = bands ? step / 2 : 0;
        Scale scale = places instanceof Places.Numbers n && n.log()
                ? new LogScale(first, last, left, right)
                : new LinearScale(first - room, last + room, left, right);
        List<Double> centers = values.stream().map(scale::at).toList();
        double band = values.size() == 1
                ? right - left
                : bands ? centers.get(1) - centers.get(0) : (right - left) / values.size();
        for (int i = 1; bands && i < centers.size(); i++) {
            band = Math.min(band, centers.get(i) - centers.get(i - 1));
        }
        List<Tick> ticks = switch (places) {
            case Places.Times t -> new TimeTicks(t, formats, format).choose(scale, apart(), sheet.width());
            case Places.Numbers n -> numbers(n, scale);
            case Places.Categories c -> throw new IllegalStateException("categories have no distances");
        };
        List<XAxis.Tag> tags = ticks.stream().map(t -> tag(t, scale)).toList();
        return new XAxis(centers, band, tags, XAxis.heightOf(tags));
    }

    private static double smallestStep(List<Double> values) {
        return IntStream.range(1, values.size())
                .mapToDouble(i -> values.get(i) - values.get(i - 1))
                .min()
                .orElse(0);
    }

    private List<Tick> numbers(Places.Numbers numbers, Scale scale) {
        ValueText text = new ValueText(formats, format, "");
        return numbers.log() ? factors(numbers.values(), scale, text) : numbers(numbers.values(), scale, text);
    }

    /// Powers of ten, with 2 and 5 between them where there are few; where not two of them have room, both ends.
    private List<Tick> factors(List<Double> values, Scale scale, ValueText text) {
        double first = values.getFirst();
        double last = values.getLast();
        for (int wanted : first < last ? new int[] {12, 8, 6, 5, 4, 3, 2} : new int[0]) {
            List<Tick> labelled = text.positions(LogTicks.around(first, last, wanted).values().stream()
                    .filter(v -> v.doubleValue() >= first && v.doubleValue() <= last)
                    .toList());
            if (labelled.size() > 1 && Tick.fit(labelled, scale, apart(), sheet.width())) {
                return labelled;
            }
        }
        List<Tick> ends = List.of(Tick.of(first, text.name(first)), Tick.of(last, text.name(last)));
        return first < last && Tick.fit(ends, scale, 0, sheet.width()) ? ends : ends.subList(1, 2);
    }

    /// As many round numbers between the first and the last value as have room.
    List<Tick> numbers(List<Double> values, Scale scale, ValueText text) {
        double first = values.getFirst();
        double last = values.getLast();
        boolean whole = values.stream().allMatch(v -> v == Math.rint(v));
        if (first < last) {
            for (int wanted : new int[] {12, 10, 8, 6, 5, 4, 3, 2, 1}) {
                NumberTicks ticks = NumberTicks.within(first, last, wanted);
                List<Tick> labelled = text.positions(ticks.values());
                boolean tooFine = whole && ticks.step().compareTo(BigDecimal.ONE) < 0;
                if (!tooFine && !labelled.isEmpty() && Tick.fit(labelled, scale, apart(), sheet.width())) {
                    return labelled;
                }
            }
        }
        return List.of(Tick.of(last, text.name(last)));
    }

    private XAxis.Tag tag(Tick tick, Scale scale) {
        return new XAxis.Tag(tick.labelX(scale, sheet.width()), tick.lines(), false, "");
    }

    private double apart() {
        return sheet.isNarrow() ? 44 : 72;
    }
}
