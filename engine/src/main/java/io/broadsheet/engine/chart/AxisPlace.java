package io.broadsheet.engine.chart;

import io.broadsheet.engine.format.Formats;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/// Where on an axis something stands that an author names: `2021-10-25`, `2021-10-25 14:00`, `12.5`, or the text of a
/// place. Positions count places from 0; between two places lie fractions.
record AxisPlace(Places places, Formats formats) {
    /// Whether the axis could have it at all.
    boolean canRead(String text) {
        return switch (places) {
            case Places.Categories c -> true;
            case Places.Numbers n -> number(text).isPresent();
            case Places.Times t -> moment(text).isPresent();
        };
    }

    /// The place that it is, or (along time) falls into.
    Optional<Integer> of(String text) {
        return switch (places) {
            case Places.Categories c -> named(text);
            case Places.Numbers n -> number(text).map(n.values()::indexOf).filter(i -> i >= 0);
            case Places.Times t -> moment(text).flatMap(m -> within(t, t.second(m)));
        };
    }

    /// First and last place of a stretch; fractions where the axis has distances. Empty where none of it is on the
    /// axis.
    Optional<double[]> span(String from, String to) {
        return switch (places) {
            case Places.Categories c ->
                named(from).flatMap(a -> named(to).map(b -> new double[] {Math.min(a, b), Math.max(a, b)}));
            case Places.Numbers n -> number(from).flatMap(a -> number(to).flatMap(b -> span(n, a, b)));
            case Places.Times t -> moment(from).flatMap(a -> moment(to).flatMap(b -> span(t, a, end(to, b))));
        };
    }

    /// Where exactly it stands: between two places where the axis has distances. Empty where it is not on the axis.
    Optional<Double> at(String text) {
        return switch (places) {
            case Places.Categories c -> named(text).map(Integer::doubleValue);
            case Places.Numbers n -> number(text).flatMap(a -> span(n, a, a)).map(ends -> ends[0]);
            case Places.Times t ->
                moment(text)
                        .map(t::second)
                        .flatMap(s -> span(t.seconds(), s, s)
                                .map(ends -> ends[0])
                                .or(() -> within(t, s).map(Integer::doubleValue)));
        };
    }

    /// On a log axis what lies between two places lies there by its factor.
    private static Optional<double[]> span(Places.Numbers n, double a, double b) {
        if (!n.log()) {
            return span(n.values(), a, b);
        }
        List<Double> logs = n.values().stream().map(Math::log10).toList();
        return span(logs, Math.log10(Math.max(a, Double.MIN_VALUE)), Math.log10(Math.max(b, Double.MIN_VALUE)));
    }

    /// A day ends where the next begins.
    private static LocalDateTime end(String text, LocalDateTime moment) {
        return text.strip().length() <= 10 ? moment.plusDays(1) : moment;
    }

    private static Optional<double[]> span(Places.Times t, LocalDateTime from, LocalDateTime to) {
        List<Double> seconds = t.seconds();
        double start = t.second(from);
        double end = t.second(to);
        if (!t.days()) {
            return span(seconds, start, end);
        }
        int first = -1;
        int last = -1;
        for (int i = 0; i < seconds.size(); i++) {
            if (seconds.get(i) < end && seconds.get(i) + length(seconds, i) > start) {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        return first < 0 ? Optional.empty() : Optional.of(new double[] {first, last});
    }

    private static Optional<double[]> span(List<Double> values, double a, double b) {
        double from = Math.min(a, b);
        double to = Math.max(a, b);
        if (to < values.getFirst() || from > values.getLast()) {
            return Optional.empty();
        }
        return Optional.of(new double[] {position(values, from), position(values, to)});
    }

    private static double position(List<Double> values, double value) {
        for (int i = 0; i < values.size(); i++) {
            if (value <= values.get(i)) {
                double before = i == 0 ? value : values.get(i - 1);
                return i == 0 ? 0 : i - (values.get(i) - value) / (values.get(i) - before);
            }
        }
        return values.size() - 1.0;
    }

    private static Optional<Integer> within(Places.Times t, double second) {
        List<Double> seconds = t.seconds();
        for (int i = 0; i < seconds.size(); i++) {
            if (second >= seconds.get(i) && second < seconds.get(i) + length(seconds, i)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /// How long a place lasts: to the next; the last one as long as the shortest.
    private static double length(List<Double> seconds, int place) {
        if (place + 1 < seconds.size()) {
            return seconds.get(place + 1) - seconds.get(place);
        }
        double shortest = seconds.size() < 2 ? 86_400 : Double.MAX_VALUE;
        for (int i = 1; i < seconds.size(); i++) {
            shortest = Math.min(shortest, seconds.get(i) - seconds.get(i - 1));
        }
        return shortest;
    }

    /// Days that are sorted by value are text by then; they are found by their day all the same.
    private Optional<Integer> named(String text) {
        int at = places.names().indexOf(LabelText.of(text));
        if (at < 0) {
            at = moment(text)
                    .map(m -> places.names().indexOf(formats.date(m.toLocalDate())))
                    .orElse(-1);
        }
        return at < 0 ? Optional.empty() : Optional.of(at);
    }

    /// As a reader has it written.
    String written(String text) {
        return switch (places) {
            case Places.Categories c -> named(text).map(c.names()::get).orElse(text);
            case Places.Numbers n ->
                number(text).map(ValueText.plain(formats)::name).orElse(text);
            case Places.Times t -> moment(text).map(formats::write).orElse(text);
        };
    }

    private static Optional<Double> number(String text) {
        try {
            double value = Double.parseDouble(text.replace("_", "")) + 0.0;
            return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDateTime> moment(String text) {
        String written = text.strip();
        try {
            return written.length() <= 10
                    ? Optional.of(LocalDate.parse(written).atStartOfDay())
                    : Optional.of(LocalDateTime.parse(written.replace(' ', 'T')));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
