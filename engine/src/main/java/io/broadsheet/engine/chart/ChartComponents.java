package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.Component;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// The components that draw, and the style that they need.
public final class ChartComponents {
    private static final List<Component> DRAWINGS = List.of(
            new LineChart(),
            new AreaChart(),
            new BarChart(),
            new ScatterChart(),
            new HistogramChart(),
            new HeatmapChart(),
            new FunnelChart(),
            new SparkChart());
    // ECharts has a table of its own, which stands for the drawing where there is no script.
    private static final List<Component> ALL = Stream.concat(
                    DRAWINGS.stream().map(NumberedChart::new), Stream.of(new EchartsChart()))
            .toList();

    private ChartComponents() {}

    /// `line`, `area`, `bar`, `scatter`, `histogram`, `heatmap`, `funnel`, `spark` and `echarts`.
    public static List<Component> all() {
        return ALL;
    }

    /// The same without the numbers behind them.
    static List<Component> bare() {
        return Stream.concat(DRAWINGS.stream(), Stream.of(new EchartsChart())).toList();
    }

    /// The style sheet that every page with a chart includes once. It reads the theme's variables `--text`, `--muted`
    /// and `--bg`; the drawings read `--line`, `--faint`, `--accent` and `--c1` to `--c8`.
    public static String css() {
        return resource("chart.css");
    }

    /// The script that draws the `echarts` of a page, for after the ECharts library (`echarts.min.js`, 5 or 6). Only
    /// for pages that have one, and only where the project brings the library; without both the tables stay.
    public static String echartsScript() {
        return resource("echarts-start.js");
    }

    static String resource(String name) {
        try (InputStream in = ChartComponents.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
