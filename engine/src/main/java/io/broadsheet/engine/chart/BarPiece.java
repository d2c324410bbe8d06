package io.broadsheet.engine.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/// One bar, or one layer of a stacked bar.
///
/// @param lane its turn beside the other bars of its place
/// @param from the value that it begins at: 0, or the top of the layer under it
record BarPiece(Series series, int place, int lane, double from, double to) {
    /// All bars of all places. In a stack, values over zero climb from zero and values under zero descend from it.
    static List<BarPiece> of(XyData data, boolean stack) {
        List<BarPiece> pieces = new ArrayList<>();
        double[] over = new double[data.places().size()];
        double[] under = new double[data.places().size()];
        for (int lane = 0; lane < data.series().size(); lane++) {
            Series series = data.series().get(lane);
            for (int place = 0; place < over.length; place++) {
                double value = data.part(series, place);
                if (Double.isNaN(value)) {
                    continue;
                }
                if (!stack) {
                    pieces.add(new BarPiece(series, place, lane, 0, value));
                    continue;
                }
                double[] reached = value < 0 ? under : over;
                pieces.add(new BarPiece(series, place, 0, reached[place], reached[place] + value));
                reached[place] += value;
            }
        }
        return pieces;
    }

    static DoubleStream ends(List<BarPiece> pieces) {
        return pieces.stream().mapToDouble(BarPiece::to);
    }
}
