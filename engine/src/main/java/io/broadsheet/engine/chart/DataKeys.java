package io.broadsheet.engine.chart;

import io.broadsheet.engine.option.ColumnRef;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.KeyType;
import io.broadsheet.engine.option.Shape;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.source.YamlValue;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The keys that say what of the data is drawn, in which order, on which scale.
final class DataKeys {
    static final Key<Order> SORT = Key.of(
                    "sort",
                    Order.TYPE,
                    "The order of the bars: `-value` with the largest first, `value` with the smallest, `label` and"
                            + " `-label` by name, `none` as in the query.")
            .orElse(Order.NONE);
    static final Key<Integer> LIMIT = Key.integer(
            "limit",
            1,
            1000,
            "How many bars stand for themselves, the first ones after sorting; the rest is added up as one more.");
    static final Key<Integer> SERIES_LIMIT = Key.integer(
            "series-limit",
            1,
            40,
            "How many series stand for themselves, the largest ones; the rest is added up as one more.");
    static final Key<String> OTHERS = Key.of(
            "others",
            new OthersType(),
            "What the rest of a limit is called, `false` to leave it out: counts and amounts add up, rates, averages"
                    + " and distinct people do not.");
    static final Key<Boolean> SHARE =
            Key.flag("share", "Whether each place is drawn as 100 %, its series as their shares; implies `stack`.");
    static final Key<Missing> MISSING = Key.choice(
                    "missing",
                    Missing.class,
                    "What a missing value or a left-out date is: `gap`, `zero`, or `connect` to draw over it.")
            .orElse(Missing.GAP);
    static final Key<ScaleKind> SCALE = Key.choice(
                    "scale",
                    ScaleKind.class,
                    "How values climb: `linear`, or `log` where equal factors are equal distances.")
            .orElse(ScaleKind.LINEAR);
    static final Key<ScaleKind> X_SCALE = Key.choice(
                    "x-scale",
                    ScaleKind.class,
                    "How numbers along x climb: `linear`, or `log` where equal factors are equal distances.")
            .orElse(ScaleKind.LINEAR);
    static final Key<ScaleKind> SCALE_FROM_ZERO = Key.of(
            "scale",
            new FromZero(),
            "Only `linear`: a length from zero is what is compared, and a log scale has no zero.");
    static final Key<ColumnRef> FACET =
            Key.column("facet", "The column whose values each get a small chart of their own, on shared axes.");
    static final Key<FacetY> FACET_Y = Key.choice(
                    "facet-y", FacetY.class, "Whether small charts share their axis of values, or each has its own.")
            .orElse(FacetY.SHARED);
    static final Key<Integer> FACET_COLUMNS =
            Key.integer("facet-columns", 1, 6, "How many small charts stand side by side on a screen; one on a phone.");

    static final List<Key<?>> FACETS = List.of(FACET, FACET_Y, FACET_COLUMNS);
    static final List<Key<?>> SERIES = List.of(SERIES_LIMIT, OTHERS);

    enum Missing {
        GAP,
        ZERO,
        CONNECT
    }

    enum ScaleKind {
        LINEAR,
        LOG
    }

    enum FacetY {
        SHARED,
        FREE
    }

    private DataKeys() {}

    /// A name, which may have `{{ }}`, or `false`, which reads as the empty name.
    private static final class OthersType implements KeyType<String> {
        @Override
        public String expects() {
            return "a name, or false";
        }

        @Override
        public Shape shape() {
            return new Shape.Text();
        }

        @Override
        public Optional<String> read(String key, YamlValue value, Problems problems) {
            boolean off = value instanceof YamlValue.Scalar s
                    && !s.quoted()
                    && (s.text().equals("false") || s.text().equals("no"));
            return off ? Optional.of("") : KeyType.WORDS.read(key, value, problems);
        }

        @Override
        public YamlValue reworded(YamlValue value, UnaryOperator<YamlValue.Scalar> words) {
            return KeyType.WORDS.reworded(value, words);
        }
    }

    /// Refuses `log` with the reason.
    private static final class FromZero implements KeyType<ScaleKind> {
        private static final KeyType<ScaleKind> ANY = KeyType.choice(ScaleKind.class);

        @Override
        public String expects() {
            return "linear";
        }

        @Override
        public Shape shape() {
            return new Shape.Choice(List.of("linear"));
        }

        @Override
        public Optional<ScaleKind> read(String key, YamlValue value, Problems problems) {
            Optional<ScaleKind> read = ANY.read(key, value, problems);
            if (read.equals(Optional.of(ScaleKind.LOG))) {
                problems.add(
                        ProblemCode.BAD_VALUE,
                        value.span(),
                        key + " can't be log here: the marks are measured from zero, which no log scale has",
                        "Draw a line or a scatter with `scale: log`, or leave it out");
                return Optional.empty();
            }
            return read;
        }
    }
}
