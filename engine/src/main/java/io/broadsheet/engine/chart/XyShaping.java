package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.format.ValueFormat;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.option.Colours;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.problem.ProblemCode;
import java.text.Collator;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What an author's options make of the rows: fewer series, places in order, a rest that is added up, gaps, shares.
/// What can't be done is a problem where the report says it, and a note to the reader where the data does.
final class XyShaping {
    private final Options options;
    private final DrawContext context;
    private final List<String> notes = new ArrayList<>();

    /// @param notes said after the caption
    record Shaped(XyData data, List<String> notes) {
        Shaped {
            notes = List.copyOf(notes);
        }

        String note() {
            return String.join(", ", notes);
        }
    }

    private XyShaping(Options options, DrawContext context) {
        this.options = options;
        this.context = context;
    }

    /// @param dates whether dates that are left out matter, as between points and not between bars
    static Shaped read(Options options, Frame frame, DrawContext context, boolean dates) {
        XyShaping shaping = new XyShaping(options, context);
        XyData data = shaping.shaped(XyReader.read(options, frame, context), dates);
        return new Shaped(data, shaping.notes);
    }

    private XyData shaped(XyData read, boolean dates) {
        XyData data = limited(sorted(seriesLimited(alongFactors(read))));
        data = dates ? missing(data) : data;
        data = options.get(DataKeys.SCALE) == DataKeys.ScaleKind.LOG ? overZero(data) : data;
        Colours colours = options.find(ColourKeys.COLORS).orElse(Colours.NONE).orElse(context.colours());
        boolean cut = options.has(DataKeys.LIMIT) || options.has(DataKeys.SERIES_LIMIT);
        Look look = Look.of(data.slots(), colours.byValue(), cut ? restName() : "", meaning());
        return data.with(look, shares(data));
    }

    private XyData alongFactors(XyData data) {
        Optional<LogPlaces> log = LogPlaces.of(data.places(), data.xName(), options, context);
        if (log.isEmpty()) {
            return data;
        }
        log.get().note(context).ifPresent(notes::add);
        XyData kept = data.at(log.get().kept());
        return kept.with(log.get().places(), kept.series());
    }

    private XyData seriesLimited(XyData data) {
        Optional<Integer> most = options.find(DataKeys.SERIES_LIMIT);
        int all = data.slots().size();
        if (most.isEmpty() || all <= most.get()) {
            return data;
        }
        Rest rest = rest(DataKeys.SERIES_LIMIT);
        note(most.get(), all, rest, "chart.series-of");
        return rest.ofSeries(data, most.get());
    }

    private XyData sorted(XyData data) {
        List<String> names = data.places().names();
        Comparator<Integer> byTotal = Comparator.comparingDouble(data::total);
        return switch (options.get(DataKeys.SORT)) {
            case NONE -> data;
            case SMALLEST -> ordered(data, byTotal);
            case LARGEST -> ordered(data, byTotal.reversed());
            case LABEL -> data.places() instanceof Places.Categories ? ordered(data, byName(names)) : data;
            case LABEL_BACK ->
                ordered(
                        data,
                        data.places() instanceof Places.Categories
                                ? byName(names).reversed()
                                : Comparator.reverseOrder());
        };
    }

    private Comparator<Integer> byName(List<String> names) {
        Collator collator = Collator.getInstance(context.formats().locale());
        return Comparator.comparing(names::get, collator::compare);
    }

    /// What is put in another order has no distance any more.
    private static XyData ordered(XyData data, Comparator<Integer> comparator) {
        XyData ordered = data.at(IntStream.range(0, data.places().size())
                .boxed()
                .sorted(comparator)
                .toList());
        return ordered.with(new Places.Categories(ordered.places().names()), ordered.series());
    }

    private XyData limited(XyData data) {
        Optional<Integer> most = options.find(DataKeys.LIMIT);
        int all = data.places().size();
        if (most.isEmpty() || all <= most.get()) {
            return data;
        }
        Rest rest = rest(DataKeys.LIMIT);
        if (!rest.name().isEmpty() && !(data.places() instanceof Places.Categories)) {
            context.problems()
                    .add(
                            ProblemCode.BAD_VALUE,
                            options.span(DataKeys.LIMIT),
                            context.owner() + " adds up " + data.xName()
                                    + " past a limit, which then has no place among the others",
                            "Write `sort: -value`, or leave the rest out with `others: false`");
            rest = new Rest("");
        }
        note(most.get(), all, rest, "chart.first-of");
        return rest.ofPlaces(data, most.get());
    }

    private void note(int most, int all, Rest rest, String words) {
        String said = context.words().say(words, most, all);
        notes.add(
                rest.name().isEmpty()
                        ? said
                        : context.words().say("chart.rest", said, LabelText.isolated(rest.name())));
    }

    private String restName() {
        return LabelText.of(options.find(DataKeys.OTHERS).orElse(context.words().say("chart.others")));
    }

    /// The rest, without a name where adding up makes no sense and we can know it: rates, and columns of their own.
    private Rest rest(Key<Integer> limit) {
        String name = restName();
        boolean rates = options.find(ChartKeys.FORMAT)
                .filter(f -> f.kind() == ValueFormat.Kind.PERCENT)
                .isPresent();
        int columns = limit == DataKeys.SERIES_LIMIT ? options.get(ChartKeys.Y).size() : 1;
        if (name.isEmpty() || (!rates && columns == 1)) {
            return new Rest(name);
        }
        context.problems()
                .add(
                        ProblemCode.BAD_VALUE,
                        options.span(limit),
                        context.owner()
                                + (rates ? " adds up rates past a limit" : " adds up different columns past a limit"),
                        rates
                                ? "Write `others: false` to leave the rest out, or give the query's counts to be drawn"
                                : "Write `others: false` to leave the rest out, or draw one column with a `color`");
        return new Rest("");
    }

    private XyData missing(XyData data) {
        return switch (options.get(DataKeys.MISSING)) {
            case GAP -> MissingDates.opened(data);
            case CONNECT -> data;
            case ZERO -> zeros(MissingDates.filled(data, dayName()));
        };
    }

    private Function<LocalDate, String> dayName() {
        return options.find(ChartKeys.X_FORMAT)
                .<Function<LocalDate, String>>map(f -> day -> context.formats().write(f, day))
                .orElse(context.formats()::date);
    }

    private XyData zeros(XyData data) {
        if (options.get(DataKeys.SCALE) == DataKeys.ScaleKind.LOG) {
            context.problems()
                    .add(
                            ProblemCode.BAD_VALUE,
                            options.span(DataKeys.MISSING),
                            context.owner() + " draws missing values as zero, which no log scale has",
                            "Write `missing: gap` or `missing: connect`, or leave out `scale: log`");
            return data;
        }
        return replaced(data, v -> v == null || !Double.isFinite(v.doubleValue()) ? (Number) 0L : v);
    }

    private XyData overZero(XyData data) {
        long under = data.values().filter(v -> v <= 0).count();
        if (under == 0) {
            return data;
        }
        notes.add(context.words().say("chart.log-left-out", under));
        return replaced(data, v -> v == null || v.doubleValue() <= 0 ? null : v);
    }

    private static XyData replaced(XyData data, Function<@Nullable Number, @Nullable Number> value) {
        return data.with(
                data.places(),
                data.series().stream()
                        .map(s -> {
                            List<@Nullable Number> values = new ArrayList<>();
                            s.values().forEach(v -> values.add(value.apply(v)));
                            return s.with(values);
                        })
                        .toList());
    }

    private boolean shares(XyData data) {
        if (!options.get(DataKeys.SHARE)) {
            return false;
        }
        boolean single =
                !options.has(ChartKeys.COLOR) && options.get(ChartKeys.Y).size() == 1;
        boolean under = data.values().anyMatch(v -> v < 0);
        if (single || under) {
            context.problems()
                    .add(
                            ProblemCode.BAD_VALUE,
                            options.span(DataKeys.SHARE),
                            context.owner()
                                    + (single
                                            ? " has one series, which always is 100 %"
                                            : " draws shares of values under zero"),
                            single
                                    ? "Name the column of the parts as `color`, or several columns as `y`"
                                    : "A part can't be less than nothing: leave out `share`, or the negative rows");
        }
        return !single && !under;
    }

    private Optional<Look.Meaning> meaning() {
        Optional<Look.Meaning> meaning = options.find(ColourKeys.MEANING);
        boolean several =
                options.has(ChartKeys.COLOR) || options.get(ChartKeys.Y).size() > 1;
        if (meaning.isPresent() && several) {
            context.problems()
                    .add(
                            ProblemCode.BAD_VALUE,
                            options.span(ColourKeys.MEANING),
                            context.owner() + " has several series, whose colours tell them apart, not good from bad",
                            "Draw one column of changes, without `color`; `facet` makes a small chart for each");
            return Optional.empty();
        }
        return meaning;
    }
}
