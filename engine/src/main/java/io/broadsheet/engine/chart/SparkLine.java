package io.broadsheet.engine.chart;

import io.broadsheet.engine.html.HtmlWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A line of a word's size, for a cell or beside a number: its course, with a dot on its last value. It has its own
/// range, no axes and no tips; the numbers stand beside it or in its name.
public final class SparkLine {
    private static final double PAD = 3;

    private final List<@Nullable Number> values;
    private final double width;
    private final double height;

    /// @param values in their order; a gap where one is null or not finite
    public SparkLine(List<? extends @Nullable Number> values, double widthPx, double heightPx) {
        this.values = java.util.Collections.unmodifiableList(new java.util.ArrayList<@Nullable Number>(values));
        this.width = widthPx;
        this.height = heightPx;
    }

    /// Whether there is a value to draw.
    public boolean isEmpty() {
        return values.stream().allMatch(v -> Double.isNaN(number(v)));
    }

    private static double number(@Nullable Number value) {
        double number = value == null ? Double.NaN : value.doubleValue();
        return Double.isFinite(number) ? number : Double.NaN;
    }

    /// Writes an `svg` of the class `spk`, which the page's style draws.
    ///
    /// @param label what it says to who can't see it; empty where the text beside says it
    public void write(HtmlWriter out, String label) {
        out.open("svg", "spk")
                .attribute("viewBox", "0 0 " + HtmlWriter.coordinate(width) + " " + HtmlWriter.coordinate(height))
                .attribute("width", width)
                .attribute("height", height);
        if (label.isEmpty()) {
            out.attribute("aria-hidden", "true");
        } else {
            out.attribute("role", "img").attribute("aria-label", label);
        }
        draw(out);
        out.close();
    }

    private void draw(HtmlWriter out) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Number value : values) {
            double number = number(value);
            if (!Double.isNaN(number)) {
                low = Math.min(low, number);
                high = Math.max(high, number);
            }
        }
        LinearScale x = new LinearScale(0, Math.max(1, values.size() - 1), PAD, width - PAD);
        LinearScale y = new LinearScale(low, high, height - PAD, PAD);
        StringBuilder path = new StringBuilder();
        double lastX = 0;
        double lastY = 0;
        char before = 'M';
        for (int i = 0; i < values.size(); i++) {
            double number = number(values.get(i));
            if (Double.isNaN(number)) {
                before = 'M';
                continue;
            }
            lastX = x.at(i);
            lastY = low < high ? y.at(number) : height / 2;
            path.append(before).append(tenth(lastX)).append(' ').append(tenth(lastY));
            before = ' ';
        }
        if (!path.isEmpty()) {
            out.open("path").attribute("d", path.toString()).close();
            out.open("circle")
                    .attribute("cx", tenth(lastX))
                    .attribute("cy", tenth(lastY))
                    .attribute("r", 2)
                    .close();
        }
    }

    private static String tenth(double value) {
        return HtmlWriter.coordinate(Math.round(value * 10) / 10.0);
    }
}
