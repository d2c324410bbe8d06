package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.option.ColumnRef;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A chart of values by place and series: one drawing, or small ones by the values of a column.
///
/// @param frame the rows that the data was read from
/// @param bands whether places need a width
/// @param notes said after the caption
record XyPanels(ChartFigure figure, Frame frame, XyData data, boolean bands, List<String> notes) {
    XyPanels {
        notes = List.copyOf(notes);
    }

    Options options() {
        return figure.options();
    }

    DrawContext context() {
        return figure.context();
    }

    private Optional<ColumnRef> facet() {
        return options().find(DataKeys.FACET);
    }

    /// @param ends what to write where each series ends at the right; empty for series that don't
    Html draw(XyPainter painter, List<String> ends) {
        if (facet().isPresent()) {
            SmallCharts small = SmallCharts.of(this, painter);
            return with(small.said()).small(small::paint);
        }
        Overlays overlays = overlays(frame, data);
        boolean several = data.series().size() > 1;
        XyFrame.Over over = new XyFrame.Over(overlays, figure.valueText(), painter.stacked(), !several && !bands);
        YAxis y = painter.axis(painter.extent(data, overlays));
        String description = Described.of(figure.component(), data, figure.valueText(), overlays);
        return with(overlays.caption(several, bands, context().words()))
                .draw(
                        description,
                        sheet -> painter.paint(
                                data,
                                y,
                                new XyFrame.Request(
                                        sheet, options(), context().formats(), bands, ends, over, Panel.WHOLE)));
    }

    /// What is drawn over the data; over shares nothing that is counted in values can be.
    Overlays overlays(Frame rows, XyData of) {
        Overlays overlays = OverlayReader.read(options(), rows, context(), of);
        boolean counted = overlays.ghost().isPresent() || !overlays.levels().isEmpty();
        if (!data.share() || !counted) {
            return overlays;
        }
        context()
                .problems()
                .add(
                        ProblemCode.BAD_VALUE,
                        options().span(DataKeys.SHARE),
                        context().owner() + " draws shares, and over them values that are counted",
                        "Leave out `share`, or `previous`, `target` and `lines`");
        return new Overlays(Optional.empty(), List.of(), overlays.bands(), overlays.notes());
    }

    private XyPanels with(String note) {
        List<String> all = new ArrayList<>(notes);
        if (!note.isEmpty()) {
            all.add(note);
        }
        return new XyPanels(figure, frame, data, bands, all);
    }

    Html draw(Function<Sheet, Drawing> painter) {
        return draw(Described.of(figure.component(), data, figure.valueText(), Overlays.NONE), painter);
    }

    /// @param said of the overlays, after the caption
    Html draw(Overlays overlays, String said, Function<Sheet, Drawing> painter) {
        return with(said).draw(Described.of(figure.component(), data, figure.valueText(), overlays), painter);
    }

    private Html draw(String description, Function<Sheet, Drawing> painter) {
        return figure.draw(new ChartFigure.About(data.yName(), description, String.join(", ", notes)), painter);
    }

    /// Small charts, which one sentence describes together.
    Html small(Function<Sheet, Drawing> painter) {
        String facets = facet().map(ColumnRef::name).orElse("");
        String all = Described.of(figure.component(), named(), figure.valueText(), Overlays.NONE);
        int count = data.facets().size();
        String description = context().words().say("chart.desc.facets", LabelText.of(facets), count, all);
        return draw(description, painter);
    }

    /// The data with each series named after its small chart.
    private XyData named() {
        boolean several = data.slots().size() > 1;
        List<Series> series = new ArrayList<>();
        for (Series s : data.series()) {
            String name = several ? s.facet() + " · " + s.name() : s.facet();
            series.add(new Series(name, series.size(), s.values()));
        }
        return data.with(data.places(), series).with(Look.USUAL, false);
    }

    Legend legend(Sheet sheet, boolean stacked) {
        XyData first = data.facets().values().iterator().next();
        return first.series().size() == 1 ? Legend.none(sheet) : XyFrame.legend(first, sheet, bands || stacked);
    }
}
