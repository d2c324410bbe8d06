package io.broadsheet.cli.preview;

import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.SummaryPart;
import io.broadsheet.engine.component.Headline;
import io.broadsheet.engine.html.HtmlWriter;
import io.broadsheet.engine.picture.Picture;
import java.util.Base64;
import java.util.List;

/// What a customer gets by mail of a page: the one place where the preview asks for it.
final class MailView {
    private static final String STYLE = """
            :root{color-scheme:SCHEME;--bg:#f6f7f9;--card:#fff;--text:#191c22;--muted:#5b6676;--line:#e3e7ed;--good:#0a7650;--bad:#c42f36}
            DARK
            body{margin:0;background:var(--bg);color:var(--text);font:16px/1.6 Pretendard,-apple-system,"Apple SD Gothic Neo","Noto Sans KR","Malgun Gothic","Segoe UI",sans-serif;word-break:keep-all}
            main{max-width:600px;margin:32px auto;background:var(--card);border-radius:12px;padding:28px 32px;box-sizing:border-box}
            p{margin:0;color:var(--muted);font-size:14px}h1{font-size:22px;line-height:1.35;margin:6px 0 18px}
            table{border-collapse:collapse;width:100%}th{text-align:left;font-weight:400;padding:10px 12px 10px 0;border-top:1px solid var(--line)}
            td{text-align:right;padding:10px 0 10px 12px;border-top:1px solid var(--line);white-space:nowrap;font-variant-numeric:tabular-nums}
            h2{font-size:15px;margin:22px 0 8px}img{display:block;width:100%;height:auto}
            .rows{font-size:13px}.rows td{text-align:left;white-space:normal}.rows .right{text-align:right;white-space:nowrap}
            td b{font-size:18px}.up{color:var(--good)}.down{color:var(--bad)}
            """;
    private static final String DARK =
            ":root{--bg:#0f1216;--card:#171b21;--text:#e9ebef;--muted:#9aa5b4;--line:#2a313b;--good:#43c493;--bad:#ff7b7b}";

    private MailView() {}

    /// The whole document.
    static String html(Rendering rendering, PageView.Scheme scheme, String none) {
        HtmlWriter out = new HtmlWriter();
        out.open("html").attribute("lang", rendering.site().locale().toLanguageTag());
        out.open("head").open("meta").attribute("charset", "utf-8").close();
        out.open("meta")
                .attribute("name", "viewport")
                .attribute("content", "width=device-width, initial-scale=1")
                .close();
        out.element("title", rendering.title());
        out.open("style")
                .raw(io.broadsheet.engine.html.Html.trusted(style(scheme)))
                .close()
                .close();
        out.open("body").open("main");
        out.element("p", rendering.site().name());
        out.element("h1", rendering.title());
        if (rendering.mail().parts().isEmpty()) {
            out.element("p", none);
        }
        rendering.mail().parts().forEach(part -> part(part, scheme, out));
        out.close().close().close();
        return "<!doctype html>" + out.toHtml().markup();
    }

    private static void part(SummaryPart part, PageView.Scheme scheme, HtmlWriter out) {
        if (!part.title().isEmpty()) {
            out.element("h2", part.title());
        }
        switch (part) {
            case SummaryPart.Numbers numbers -> {
                out.open("table");
                numbers.numbers().forEach(headline -> row(headline, out));
                out.close();
            }
            case SummaryPart.Image image -> picture(image, scheme, out);
            case SummaryPart.Table table -> table(table, out);
        }
    }

    private static void picture(SummaryPart.Image image, PageView.Scheme scheme, HtmlWriter out) {
        out.open("picture");
        if (scheme == PageView.Scheme.AUTO) {
            out.open("source")
                    .attribute("media", "(prefers-color-scheme:dark)")
                    .attribute("srcset", data(image.dark()))
                    .close();
        }
        out.open("img")
                .attribute("src", data(scheme == PageView.Scheme.DARK ? image.dark() : image.light()))
                .attribute("width", image.light().widthPx())
                .attribute("alt", image.description())
                .close();
        out.close();
    }

    private static String data(Picture picture) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(picture.png());
    }

    private static void table(SummaryPart.Table table, HtmlWriter out) {
        out.open("table", "rows").open("tr");
        table.rows().columns().forEach(c -> out.element("th", c.right() ? "right" : "", c.label()));
        out.close();
        for (List<String> row : table.rows().rows()) {
            out.open("tr");
            for (int i = 0; i < row.size(); i++) {
                out.element("td", table.rows().columns().get(i).right() ? "right" : "", row.get(i));
            }
            out.close();
        }
        out.close();
    }

    private static void row(Headline headline, HtmlWriter out) {
        out.open("tr").element("th", headline.label()).open("td");
        out.element("b", headline.value());
        if (!headline.change().isEmpty()) {
            out.text(" ").element("span", headline.direction().id(), headline.change());
        }
        out.close().close();
    }

    private static String style(PageView.Scheme scheme) {
        String dark = switch (scheme) {
            case AUTO -> "@media (prefers-color-scheme:dark){" + DARK + "}";
            case LIGHT -> "";
            case DARK -> DARK;
        };
        String schemes = switch (scheme) {
            case AUTO -> "light dark";
            case LIGHT -> "light";
            case DARK -> "dark";
        };
        return STYLE.replace("SCHEME", schemes).replace("DARK", dark);
    }
}
