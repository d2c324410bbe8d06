package io.broadsheet.engine.render;

import io.broadsheet.engine.component.ComponentLimits;
import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.html.HtmlWriter;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.project.Period;
import io.broadsheet.engine.project.PeriodKind;
import io.broadsheet.engine.project.Site;
import io.broadsheet.engine.source.Snippet;
import io.broadsheet.engine.source.SourceText;
import io.broadsheet.engine.source.YamlReader;
import io.broadsheet.engine.table.TableComponents;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The page that sizes are measured on: two cohort tables of 12 weeks, a chart of about 8 KB, a table of 200
/// rows, and something of all that Markdown makes. The numbers are made up.
final class SamplePage {
    private static final Period PERIOD = Period.before(LocalDate.of(2021, 11, 1), PeriodKind.WEEK, DayOfWeek.MONDAY);

    private final Site site;
    private final HtmlWriter body = new HtmlWriter();
    private final List<PageHeading> headings = new ArrayList<>();
    private int components;

    private SamplePage(Site site) {
        this.site = site;
    }

    static Site site(Locale locale, String name) {
        return new Site("10026", name, locale, ZoneId.of("Asia/Seoul"), "KRW", List.of(), Map.of());
    }

    static PageContent korean() {
        return new SamplePage(site(Locale.KOREAN, "아틀리에 10026")).write().withSubtitle("한 주 동안 무슨 일이 있었는지 데이터로 확인하세요!");
    }

    static PageContent english() {
        return new SamplePage(site(Locale.ENGLISH, "Atelier 10026")).write();
    }

    private PageContent write() {
        component("values", "", values());
        heading("1. 첫방문자 코호트의 재방문 리텐션");
        body.raw(Html.trusted("""
                <p>재방문율이 가장 높았던 주는 <strong>9.20 – 9.26</strong>입니다 (1주 후 9.2%).</p>
                <blockquote><p>초반 방문 주 코호트의 재방문율은 <em>높게</em> 잡힙니다.</p></blockquote>
                """));
        String retention = "cohort: cohort\nsize: size\noffset: week\nrate: rate\ntitle: 재방문\ncaption: 최근 12주\n";
        component("retention", retention, cohorts(50_000));
        heading("2. 첫구매자 코호트의 재구매 리텐션");
        component("retention", retention + "shade: column\n", cohorts(400));
        heading("3. 어디에서 왔을까");
        body.raw(chart());
        heading("4. 상품");
        component("table", """
                title: 많이 팔린 상품
                search: true
                sort: revenue
                total: true
                columns: [product_id, orders, { column: revenue, format: money }]
                """, products());
        body.raw(Html.trusted("""
                <h3>그 밖에</h3><ul><li>하나<ul><li>둘</li></ul></li></ul><ol><li>첫째</li></ol><hr>
                <pre><code>select 1</code></pre><p><del>지운 말</del> <a href="#s1">링크</a></p>
                <div class="cols"><div><p>왼쪽</p></div><div class="note">오른쪽</div></div>
                <table><thead><tr><th>채널</th></tr></thead><tbody><tr><td>직접</td></tr></tbody></table>
                """));
        return PageContent.of("주간 코호트 리포트", site, PERIOD, body.toHtml())
                .withHeadings(headings)
                .withDataAsOf("2021.11.1 06:12")
                .withSources(List.of("shop", "files"))
                .withVersion("0.1.0");
    }

    private void heading(String text) {
        String id = "s" + (headings.size() + 1);
        headings.add(new PageHeading(2, id, text));
        body.open("h2").attribute("id", id).text(text).close().newLine();
    }

    private void component(String name, String yaml, Frame frame) {
        Problems problems = new Problems();
        var component = TableComponents.all().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow();
        SourceText source = SourceText.of("report.md", yaml);
        Options options = Options.read(
                name,
                source.whole(),
                YamlReader.readMapping(Snippet.of(source), problems).orElseThrow(),
                component.keys(),
                problems);
        DrawContext context = new DrawContext(
                "c" + ++components, name, site.formats(), PERIOD, DayOfWeek.MONDAY, ComponentLimits.DEFAULT, problems);
        body.raw(component.draw(options, frame, context)).newLine();
        if (!problems.isEmpty()) {
            throw new IllegalStateException(problems.toString());
        }
    }

    private static Frame values() {
        return Frame.of(
                Column.of("visitors", ColumnType.INTEGER, 51024L),
                Column.of("previous_visitors", ColumnType.INTEGER, 54726L),
                Column.of("revisit_rate", ColumnType.DOUBLE, 0.079),
                Column.of("previous_revisit_rate", ColumnType.DOUBLE, 0.085));
    }

    private static Frame cohorts(int people) {
        List<Object> cohorts = new ArrayList<>();
        List<Object> sizes = new ArrayList<>();
        List<Object> weeks = new ArrayList<>();
        List<Object> rates = new ArrayList<>();
        for (int c = 0; c < 12; c++) {
            for (int week = 0; week < 12 - c; week++) {
                cohorts.add(LocalDate.of(2021, 8, 9).plusWeeks(c));
                sizes.add((long) people + 977L * c);
                weeks.add((long) week);
                rates.add(week == 0 ? 1.0 : 0.09 / (1 + 0.4 * week) + 0.003 * ((c * 7 + week * 5) % 4));
            }
        }
        return Frame.of(
                Column.of("cohort", ColumnType.DATE, cohorts),
                Column.of("size", ColumnType.INTEGER, sizes),
                Column.of("week", ColumnType.INTEGER, weeks),
                Column.of("rate", ColumnType.DOUBLE, rates));
    }

    private static Frame products() {
        List<Object> ids = new ArrayList<>();
        List<Object> orders = new ArrayList<>();
        List<Object> revenues = new ArrayList<>();
        for (long i = 0; i < 200; i++) {
            ids.add(10_000 + i * 37 % 200);
            orders.add(5 + i * 13 % 20);
            revenues.add(3_887_000 - i * 17_300);
        }
        return Frame.of(
                Column.of("product_id", ColumnType.INTEGER, ids),
                Column.of("orders", ColumnType.INTEGER, orders),
                Column.of("revenue", ColumnType.INTEGER, revenues));
    }

    /// As large as a line chart of seven channels over 12 weeks.
    private static Html chart() {
        HtmlWriter out = new HtmlWriter();
        out.open("figure").open("figcaption").text("채널별 주간 방문자").close();
        out.open("svg").attribute("viewBox", "0 0 832 300").attribute("role", "img");
        out.attribute("aria-label", "채널별 주간 방문자");
        for (int line = 1; line <= 7; line++) {
            for (int week = 0; week < 12; week++) {
                out.open("circle")
                        .attribute("cx", 44 + week * 63.3)
                        .attribute("cy", 260 - line * 30 - (week * 17 + line * 29) % 41 * 0.7)
                        .attribute("r", 3)
                        .attribute("fill", "var(--c" + line + ")");
                out.element("title", "8." + (9 + week) + ": " + (7_059 + week * 31 + line * 977) + "명");
                out.close();
            }
        }
        return out.close().close().newLine().toHtml();
    }
}
