package io.broadsheet.engine.chart;

import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.format.PlainValues;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.html.HtmlWriter;
import java.util.List;

/// Writes the numbers behind a drawing: folded away, open without a script. The page's script adds a button that saves
/// them as CSV, from the plain values (`data-v`) where the texts say less.
record NumbersTable(Numbers numbers, String title, DrawContext context) {
    Html write() {
        HtmlWriter out = new HtmlWriter(numbers.rows().size() * numbers.heads().size() * 18 + 512);
        out.open("details", "nums").open("summary").text(context.words().say("numbers.show"));
        if (!title.isEmpty()) {
            out.element("span", "vh", ": " + title);
        }
        out.close();
        String name = title.isEmpty() ? context.words().say("numbers.show") : title;
        out.open("div", "wide")
                .attribute("role", "region")
                .attribute("aria-label", name)
                .attribute("tabindex", 0);
        out.open("table", numbers.named() ? "data named" : "data")
                .attribute("data-csv", context.words().say("table.save"));
        head(out);
        out.open("tbody").newLine();
        numbers.rows().forEach(row -> row(out, row));
        out.close().close().close();
        if (numbers.rows().size() < numbers.rowCount()) {
            String rows =
                    context.words().say("table.first-rows", count(numbers.rows().size()), count(numbers.rowCount()));
            out.element("p", "more", rows);
        }
        return out.close().toHtml();
    }

    private String count(int rows) {
        return context.formats().number(rows, 0);
    }

    private void head(HtmlWriter out) {
        out.open("thead").open("tr");
        for (Numbers.Head head : numbers.heads()) {
            out.open("th").attribute("scope", "col");
            if (head.isNumber()) {
                out.attribute("data-k", "n");
            }
            // An empty head would be none.
            out.text(head.text().isEmpty() ? "–" : head.text()).close();
        }
        out.close().close();
    }

    private void row(HtmlWriter out, List<Numbers.Cell> cells) {
        PlainValues plain = new PlainValues();
        cells.forEach(cell -> plain.add(cell.value(), cell.text()));
        out.open("tr");
        if (!plain.toString().isEmpty()) {
            out.attribute("data-v", plain.toString());
        }
        for (int i = 0; i < cells.size(); i++) {
            out.open(i == 0 && numbers.named() ? "th" : "td");
            if (!numbers.named() && !numbers.heads().get(i).isNumber()) {
                out.attribute("class", "t");
            }
            out.text(cells.get(i).text()).close();
        }
        out.close().newLine();
    }
}
