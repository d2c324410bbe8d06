package io.broadsheet.engine.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Values by place and series. Series stand in the order of their first appearance in the query, so that an author
/// orders them (and their colours) by ordering the rows.
///
/// @param xName the column along x
/// @param yName the columns drawn, for a title where the author gives none
record XyData(Places places, List<Series> series, String xName, String yName) {
    XyData {
        series = List.copyOf(series);
    }

    boolean isEmpty() {
        return values().findAny().isEmpty();
    }

    /// All values that can be drawn.
    DoubleStream values() {
        return series.stream()
                .flatMapToDouble(s ->
                        IntStream.range(0, places.size()).mapToDouble(s::at).filter(v -> !Double.isNaN(v)));
    }

    /// Whether any series has a value there.
    boolean has(int place) {
        return series.stream().anyMatch(s -> s.has(place));
    }

    int valueCount() {
        return places.size() * series.size();
    }

    /// What stands at a place over all series.
    double total(int place) {
        return series.stream()
                .mapToDouble(s -> s.at(place))
                .filter(v -> !Double.isNaN(v))
                .sum();
    }

    XyData sorted(Order order) {
        Comparator<Integer> byTotal = Comparator.comparingDouble(this::total);
        return switch (order) {
            case DATA -> this;
            case LARGEST -> at(order(byTotal.reversed()));
            case SMALLEST -> at(order(byTotal));
        };
    }

    private List<Integer> order(Comparator<Integer> comparator) {
        return IntStream.range(0, places.size()).boxed().sorted(comparator).toList();
    }

    /// The first `most` places.
    XyData first(int most) {
        return places.size() <= most
                ? this
                : at(IntStream.range(0, most).boxed().toList());
    }

    private XyData at(List<Integer> kept) {
        List<Series> cut = new ArrayList<>();
        series.forEach(s -> cut.add(s.atPlaces(kept)));
        // What is sorted by value has no distance any more.
        return new XyData(
                new Places.Categories(kept.stream().map(places.names()::get).toList()), cut, xName, yName);
    }

    Ink ink(Series s) {
        return Ink.series(s.slot(), series.size());
    }

    Ink fill(Series s) {
        return Ink.fill(s.slot(), series.size());
    }
}
