package io.broadsheet.engine.chart;

import java.util.List;

/// The rows of a scatter plot: every row a point of its own.
///
/// @param groups the values of `color` by first appearance; one of no name without it
/// @param facets the names of the small charts; one of no name without them
record ScatterData(
        Places places, List<Point> points, List<String> groups, List<String> facets, String xName, String yName) {
    ScatterData {
        points = List.copyOf(points);
        groups = List.copyOf(groups);
        facets = List.copyOf(facets);
    }

    /// The points of one small chart.
    ScatterData facet(int facet) {
        return with(points.stream().filter(p -> p.facet() == facet).toList());
    }

    /// The points at some of the places.
    ScatterData at(Places newPlaces, List<Integer> kept) {
        List<Point> moved = points.stream()
                .filter(p -> kept.contains(p.place()))
                .map(p -> p.at(kept.indexOf(p.place())))
                .toList();
        return new ScatterData(newPlaces, moved, groups, facets, xName, yName);
    }

    ScatterData with(List<Point> kept) {
        return new ScatterData(places, kept, groups, facets, xName, yName);
    }

    /// @param place its turn along x
    /// @param size never negative; 0 where there is none
    /// @param sizeText the size in full; may be empty
    /// @param label may be empty
    record Point(int facet, int place, int group, Number y, double size, String sizeText, String label) {
        double value() {
            return y.doubleValue() + 0.0;
        }

        Point in(int newGroup) {
            return new Point(facet, place, newGroup, y, size, sizeText, label);
        }

        Point at(int newPlace) {
            return new Point(facet, newPlace, group, y, size, sizeText, label);
        }
    }
}
