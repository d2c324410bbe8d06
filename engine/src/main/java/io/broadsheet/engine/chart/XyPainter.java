package io.broadsheet.engine.chart;

import java.util.stream.DoubleStream;

/// How one kind of chart draws values by place and series: as a chart, or as one of several small ones.
interface XyPainter {
    /// What the axis of values must hold.
    DoubleStream extent(XyData data, Overlays overlays);

    /// Whether series stand on each other.
    boolean stacked();

    YAxis axis(DoubleStream extent);

    Drawing paint(XyData data, YAxis y, XyFrame.Request request);
}
