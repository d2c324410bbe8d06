package io.broadsheet.engine.chart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Values by place and series. Series stand in the order of their first appearance in the query, so that an author
/// orders them (and their colours) by ordering the rows.
///
/// @param xName the column along x
/// @param yName the columns drawn, for a title where the author gives none
/// @param share whether a value is drawn as its share of its place
record XyData(Places places, List<Series> series, String xName, String yName, Look look, boolean share) {
    XyData {
        series = List.copyOf(series);
    }

    XyData(Places places, List<Series> series, String xName, String yName) {
        this(places, series, xName, yName, Look.USUAL, false);
    }

    XyData with(Places newPlaces, List<Series> newSeries) {
        return new XyData(newPlaces, newSeries, xName, yName, look, share);
    }

    XyData with(Look newLook, boolean shares) {
        return new XyData(places, series, xName, yName, newLook, shares);
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

    /// What is drawn for a value: itself, or its share of its place; NaN for a gap.
    double part(Series s, int place) {
        double value = s.at(place);
        if (!share) {
            return value;
        }
        double total = total(place);
        return total > 0 && Double.isFinite(total) ? value / total : Double.NaN;
    }

    /// The names of the series by their slots, each once.
    List<String> slots() {
        Map<Integer, String> names = new TreeMap<>();
        series.forEach(s -> names.putIfAbsent(s.slot(), s.name()));
        return List.copyOf(names.values());
    }

    XyData at(List<Integer> kept) {
        return with(places.at(kept), series.stream().map(s -> s.atPlaces(kept)).toList());
    }

    /// The data of each small chart, by its name: every series in each, so that all look alike.
    Map<String, XyData> facets() {
        List<String> names = slots();
        Map<String, List<Series>> byFacet = new LinkedHashMap<>();
        for (Series s : series) {
            byFacet.computeIfAbsent(s.facet(), f -> blank(names, f)).set(s.slot(), s);
        }
        Map<String, XyData> facets = new LinkedHashMap<>();
        byFacet.forEach((facet, own) -> facets.put(facet, with(places, own)));
        return facets;
    }

    private List<Series> blank(List<String> names, String facet) {
        List<Series> blank = new ArrayList<>();
        for (String name : names) {
            blank.add(new Series(name, blank.size(), Collections.nCopies(places.size(), null), facet));
        }
        return blank;
    }

    Ink ink(Series s) {
        return look.line(s.name(), s.slot(), series.size());
    }

    Ink fill(Series s) {
        return look.fill(s.name(), s.slot(), series.size());
    }

    /// Of one bar.
    Ink fill(Series s, int place) {
        return series.size() == 1 ? look.fill(s, places.names().get(place), s.at(place)) : fill(s);
    }
}
