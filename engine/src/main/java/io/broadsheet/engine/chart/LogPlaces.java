package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The places along an x axis where equal factors are equal distances: the numbers over zero.
///
/// @param kept which of all places they are
/// @param leftOut how many are not
record LogPlaces(Places places, List<Integer> kept, int leftOut) {
    LogPlaces {
        kept = List.copyOf(kept);
    }

    /// Empty where the axis is not to be one; with a problem where it can't be.
    static Optional<LogPlaces> of(Places all, String xName, Options options, DrawContext context) {
        if (!options.has(DataKeys.X_SCALE) || options.get(DataKeys.X_SCALE) != DataKeys.ScaleKind.LOG) {
            return Optional.empty();
        }
        if (!(all instanceof Places.Numbers numbers)) {
            context.problems()
                    .add(
                            ProblemCode.BAD_VALUE,
                            options.span(DataKeys.X_SCALE),
                            context.owner() + " has no numbers along x: factors of " + xName + " mean nothing",
                            "Leave out `x-scale`, or name a column of numbers as x");
            return Optional.empty();
        }
        List<Integer> kept = IntStream.range(0, numbers.size())
                .filter(i -> numbers.values().get(i) > 0)
                .boxed()
                .toList();
        Places places = numbers.onLog().at(kept);
        return Optional.of(new LogPlaces(places, kept, numbers.size() - kept.size()));
    }

    /// What a reader is told of those that are not there.
    Optional<String> note(DrawContext context) {
        return leftOut == 0 ? Optional.empty() : Optional.of(context.words().say("chart.log-left-out", leftOut));
    }
}
