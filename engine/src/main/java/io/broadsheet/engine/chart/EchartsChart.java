package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.Component;
import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.html.HtmlWriter;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.source.YamlValue;
import java.util.List;

/// What the other components can't draw: an ECharts option object. The page holds the rows as a table and the option as
/// data; where the project brings the ECharts library, a script puts the chart in the table's place
/// (docs/adr/0003-echarts.md).
final class EchartsChart implements Component {
    private static final int DEFAULT_HEIGHT = 360;
    private static final Key<YamlValue.Mapping> OPTION =
            Key.rest("option", "Everything else: the ECharts option object.");

    @Override
    public String name() {
        return "echarts";
    }

    @Override
    public String says() {
        return "An ECharts option object, for what the other charts can't draw; the query's rows are its dataset.";
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(ChartKeys.CAPTION, ChartKeys.HEIGHT, OPTION);
    }

    @Override
    public Html draw(Options options, Frame frame, DrawContext context) {
        EchartsOption option = new EchartsOption(options.get(OPTION), frame, context);
        option.check();
        ChartFigure figure = new ChartFigure(name(), options, context);
        if (frame.isEmpty()) {
            return figure.empty();
        }
        int rows = rowsThatFit(options, frame, context);
        HtmlWriter out = figure.begin("");
        out.open("div", "chart-view")
                .attribute("data-height", options.find(ChartKeys.HEIGHT).orElse(DEFAULT_HEIGHT))
                .attribute("hidden")
                .close();
        out.open("details").attribute("open").element("summary", summary(rows, frame, context));
        table(out, frame, context, Math.min(rows, context.limits().tableRows()));
        out.close();
        out.open("script").attribute("type", "application/json").raw(Html.trusted(option.json(rows)));
        return out.close().close().toHtml();
    }

    private static int rowsThatFit(Options options, Frame frame, DrawContext context) {
        int most = context.limits().chartPoints();
        if (frame.rowCount() > most) {
            context.problems()
                    .add(
                            ProblemCode.TOO_MANY_ROWS,
                            options.span(),
                            context.owner() + " has " + frame.rowCount() + " points; a chart may have " + most,
                            "Aggregate in the query; the first " + most + " are drawn");
        }
        return Math.min(frame.rowCount(), most);
    }

    private static String summary(int rows, Frame frame, DrawContext context) {
        int shown = Math.min(rows, context.limits().tableRows());
        String data = context.words().say("chart.data");
        return shown == frame.rowCount()
                ? data
                : data + " (" + context.words().say("chart.first-of", shown, frame.rowCount()) + ")";
    }

    private static void table(HtmlWriter out, Frame frame, DrawContext context, int rows) {
        out.open("div", "chart-data").open("table").open("thead").open("tr");
        for (Column column : frame.columns()) {
            out.open("th").attribute("scope", "col");
            number(out, column);
            out.text(column.name()).close();
        }
        out.close().close().open("tbody");
        for (int row = 0; row < rows; row++) {
            out.open("tr");
            for (Column column : frame.columns()) {
                out.open("td");
                number(out, column);
                out.text(LabelText.of(context.formats().write(column.get(row)))).close();
            }
            out.close();
        }
        out.close().close().close();
    }

    private static void number(HtmlWriter out, Column column) {
        if (column.type().isNumber()) {
            out.attribute("class", "n");
        }
    }
}
