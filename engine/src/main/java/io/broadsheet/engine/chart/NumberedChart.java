package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.Component;
import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.component.Headline;
import io.broadsheet.engine.component.MailPart;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.Options;
import java.util.List;
import java.util.Optional;

/// A chart with the numbers behind it: the rows that it draws, as a table to open.
record NumberedChart(Component chart) implements Component {
    static final Key<Boolean> NUMBERS = Key.flag(
                    "numbers", "Whether readers can open the chart's numbers as a table, and save them as CSV.")
            .orElse(true);

    private static final String END = "</figure>";

    @Override
    public String name() {
        return chart.name();
    }

    @Override
    public String says() {
        return chart.says();
    }

    @Override
    public List<Key<?>> keys() {
        return Key.join(chart.keys(), List.of(NUMBERS));
    }

    @Override
    public boolean drawsQuery() {
        return chart.drawsQuery();
    }

    /// A mail shows the drawing alone.
    @Override
    public Optional<MailPart> mailPart(Options options, Frame frame, DrawContext context) {
        return chart.mailPart(options, frame, context);
    }

    @Override
    public List<Headline> headlines(Options options, Frame frame, DrawContext context) {
        return chart.headlines(options, frame, context);
    }

    /// The table is the last thing in the drawing's figure.
    @Override
    public Html draw(Options options, Frame frame, DrawContext context) {
        if (!options.get(NUMBERS)) {
            return chart.draw(options, frame, context);
        }
        Numbers numbers = new NumbersReader(chart, options, frame, context).read();
        Html drawn = chart instanceof HeatmapChart heatmap
                ? heatmap.draw(options, frame, context, Optional.of(numbers))
                : chart.draw(options, frame, context);
        String markup = drawn.markup();
        if (numbers.isEmpty() || !markup.contains("<svg") || !markup.endsWith(END)) {
            return drawn;
        }
        String title = options.find(ChartKeys.TITLE).map(LabelText::of).orElse("");
        String table = new NumbersTable(numbers, title, context).write().markup();
        return Html.trusted(markup.substring(0, markup.length() - END.length()) + table + END);
    }
}
