package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.html.HtmlWriter;
import io.broadsheet.engine.option.Options;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The element around a drawing: title, caption, and the drawing for wide and for narrow pages under one description.
record ChartFigure(String component, Options options, DrawContext context) {
    /// @param name the drawing's title where the author gives none
    /// @param description one sentence for who can't see it
    /// @param note said after the caption; may be empty
    record About(String name, String description, String note) {}

    Html draw(About about, Function<Sheet, Drawing> painter) {
        HtmlWriter out = begin(about.note());
        svg(out, Optional.of("chart-wide"), painter.apply(Sheet.WIDE), about);
        svg(out, Optional.of("chart-narrow"), painter.apply(Sheet.NARROW), about);
        return out.close().toHtml();
    }

    /// A drawing that is small enough for every page.
    Html drawOnce(About about, Drawing drawing) {
        HtmlWriter out = begin(about.note());
        svg(out, Optional.empty(), drawing, about);
        return out.close().toHtml();
    }

    /// The sentence that stands for a drawing of nothing.
    Html empty() {
        return empty("");
    }

    Html empty(String note) {
        return begin(note)
                .element("p", "chart-empty", context.words().say("empty.chart"))
                .close()
                .toHtml();
    }

    HtmlWriter begin(String note) {
        HtmlWriter out = new HtmlWriter(8192).open("figure", "chart chart-" + component);
        String title = options.find(ChartKeys.TITLE).map(LabelText::of).orElse("");
        String caption = caption(note);
        if (!title.isEmpty() || !caption.isEmpty()) {
            out.open("figcaption").text(title);
            if (!caption.isEmpty()) {
                out.text(title.isEmpty() ? "" : " ").element("span", "chart-caption", caption);
            }
            out.close();
        }
        return out;
    }

    /// The unit is said once: by the author's caption, or after it.
    private String caption(String note) {
        String said = options.find(ChartKeys.CAPTION).map(LabelText::of).orElse("");
        String unit = options.find(ChartKeys.UNIT).map(LabelText::of).orElse("");
        return Stream.of(said, note, said.contains(unit) ? "" : unit)
                .filter(s -> !s.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /// The second of two drawings refers to the words of the first.
    private void svg(HtmlWriter out, Optional<String> cssClass, Drawing drawing, About about) {
        String title = context.id() + "-title";
        String description = context.id() + "-desc";
        out.open("svg");
        cssClass.ifPresent(c -> out.attribute("class", c));
        out.attribute(
                        "viewBox",
                        "0 0 " + HtmlWriter.coordinate(drawing.width()) + " " + HtmlWriter.coordinate(drawing.height()))
                .attribute("width", drawing.width())
                .attribute("role", "img")
                .attribute("aria-labelledby", title + " " + description)
                .attribute("font-size", "12")
                .attribute("fill", Ink.MUTED.paint());
        if (!cssClass.equals(Optional.of("chart-narrow"))) {
            String name = options.find(ChartKeys.TITLE).map(LabelText::of).orElse(about.name());
            out.open("title").attribute("id", title).text(name).close();
            out.open("desc")
                    .attribute("id", description)
                    .text(about.description())
                    .close();
        }
        // The script gives the phone's marks the words of the wide page's, which are in the same order.
        new SvgWriter(out, context.id(), cssClass.equals(Optional.of("chart-narrow"))).write(drawing.marks());
        out.close();
    }

    ValueText valueText() {
        Optional<String> unit = options.find(ChartKeys.UNIT).map(LabelText::of);
        return new ValueText(context.formats(), options.find(ChartKeys.FORMAT), unit.orElse(""));
    }
}
