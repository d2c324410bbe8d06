package io.broadsheet.engine.render;

import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.format.Words;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.html.HtmlWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes a page: one HTML file that needs nothing else. The same content gives the same bytes.
///
/// Its policy lets nothing be fetched, and only the page's own scripts run, by their hash.
public final class PageWriter {
    private static final int CONTENTS_FROM = 4;

    private final Theme theme;
    private final PageContent content;
    private final Formats formats;
    private final Words words;
    private final String period;
    private final String label;

    private PageWriter(Theme theme, PageContent content) {
        this.theme = theme;
        this.content = content;
        this.formats = content.site().formats();
        this.words = formats.words();
        this.period = formats.period(content.period().start(), content.period().lastDay());
        this.label = IssueLabel.of(content.period(), formats);
    }

    public static String write(Theme theme, PageContent content) {
        return new PageWriter(theme, content).page();
    }

    private String page() {
        Html header = header();
        Html contents = contents();
        Html footer = footer();
        Html foot = content.extras().foot();
        Set<String> names = new HashSet<>(theme.givenNames());
        Set<String> variables = new HashSet<>();
        for (Html part : List.of(header, contents, content.body(), foot, footer)) {
            names.addAll(StyleRules.namesOf(part.markup()));
            variables.addAll(StyleRules.variablesOf(part.markup()));
        }
        theme.frame().ifPresent(frame -> variables.addAll(StyleRules.variablesOf(frame.source())));
        PageScript.Cut script = theme.script().forPage(List.of(contents, content.body()));
        for (String text : List.of(script.text(), extraScript())) {
            names.addAll(StyleRules.wordsOf(text));
            variables.addAll(StyleRules.variablesOf(text));
        }
        PageParts parts = new PageParts(
                content.language().toLanguageTag(),
                head(style(names, variables), script),
                skip(),
                header,
                contents,
                content.body(),
                foot,
                footer,
                scripts(script));
        return theme.frame().map(frame -> frame.write(parts, texts())).orElseGet(() -> framed(parts));
    }

    private Map<String, String> texts() {
        return Map.of(
                "title",
                content.title(),
                "subtitle",
                content.subtitle(),
                "site",
                content.brand().name(),
                "period",
                period,
                "label",
                label);
    }

    /// The built-in frame. Plain Java: no template engine has to start for a page.
    private static String framed(PageParts parts) {
        HtmlWriter out = new HtmlWriter(parts.body().markup().length() + 24_000);
        out.raw(Html.trusted("<!doctype html>")).newLine();
        out.open("html").attribute("lang", parts.language()).newLine();
        out.open("head").newLine().raw(parts.head()).close().newLine();
        out.open("body").newLine().raw(parts.skip()).newLine();
        out.raw(parts.header()).newLine();
        out.raw(parts.contents());
        out.open("main", "page").attribute("id", "main").newLine();
        out.raw(parts.body()).newLine();
        out.close().newLine();
        out.raw(parts.foot());
        out.raw(parts.footer()).newLine();
        out.raw(parts.script());
        out.close().newLine();
        return out.close().newLine().toHtml().markup();
    }

    // Head

    /// The theme's rules, the report's own and the brand's, without what this page can't use.
    private String style(Set<String> names, Set<String> variables) {
        return theme.rules()
                .and(Theme.rules(content.extras().css()))
                .and(StyleRules.of(content.brand().css(theme)))
                .forPage(names, variables);
    }

    private Html head(String css, PageScript.Cut script) {
        HtmlWriter out = new HtmlWriter(theme.css().length() + 1024);
        out.open("meta").attribute("charset", "utf-8").close().newLine();
        meta(out, "http-equiv", "Content-Security-Policy", policy(script));
        meta(out, "name", "viewport", "width=device-width, initial-scale=1");
        meta(out, "name", "color-scheme", "light dark");
        meta(out, "name", "referrer", "no-referrer");
        meta(out, "name", "robots", "noindex");
        meta(out, "name", "format-detection", "telephone=no");
        meta(out, "name", "generator", ("Broadsheet " + content.version()).strip());
        out.element("title", title()).newLine();
        // Nothing is shown before the script at the end has run, so that nothing moves: the page is small.
        out.open("link")
                .attribute("rel", "expect")
                .attribute("href", "#end")
                .attribute("blocking", "render")
                .close()
                .newLine();
        // Inside a style element "<\/" means "</" to CSS, and nothing to HTML.
        out.open("style").raw(Html.trusted(css.replace("</", "<\\/"))).close().newLine();
        return out.toHtml();
    }

    private static void meta(HtmlWriter out, String kind, String name, String value) {
        out.open("meta")
                .attribute(kind, name)
                .attribute("content", value)
                .close()
                .newLine();
    }

    private String title() {
        return content.title() + " · " + content.brand().name() + " · " + period;
    }

    private String policy(PageScript.Cut script) {
        List<String> origins = content.extras().origins();
        String to = origins.isEmpty() ? "'none'" : String.join(" ", origins);
        StringBuilder policy = new StringBuilder("default-src 'none'; style-src 'unsafe-inline'; img-src data:; ");
        if (theme.css().contains("@font-face")) {
            policy.append("font-src data:; ");
        }
        policy.append("script-src '").append(script.hash()).append('\'');
        if (!extraScript().isEmpty()) {
            policy.append(" '").append(Theme.sha256(extraScript())).append('\'');
        }
        if (!origins.isEmpty()) {
            policy.append("; connect-src ").append(to);
        }
        return policy.append("; base-uri 'none'; form-action ").append(to).toString();
    }

    private String extraScript() {
        return content.extras().script();
    }

    // Header

    private Html skip() {
        return new HtmlWriter()
                .open("a", "skip")
                .attribute("href", "#main")
                .text(words.say("page.skip"))
                .close()
                .toHtml();
    }

    private Html header() {
        HtmlWriter out = new HtmlWriter();
        out.open("header", "page top").open("div");
        out.open("p", "kick");
        content.brand().logo().or(theme::logo).ifPresentOrElse(logo -> logo(out, logo), () -> initial(out));
        out.element("b", content.brand().name());
        out.element("span", period);
        out.element("span", label).close();
        out.element("h1", content.title());
        if (!content.subtitle().isEmpty()) {
            out.element("p", "sub", content.subtitle());
        }
        return out.close().close().toHtml();
    }

    private static void logo(HtmlWriter out, String logo) {
        out.open("img", "logo").attribute("src", logo).attribute("alt", "").close();
    }

    private void initial(HtmlWriter out) {
        String initial = content.brand()
                .name()
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .limit(1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        out.open("span", "mark")
                .attribute("aria-hidden", "true")
                .text(initial.toUpperCase(formats.locale()))
                .close();
    }

    private Html contents() {
        int top = content.headings().stream().mapToInt(PageHeading::level).min().orElse(1);
        List<PageHeading> shown =
                content.headings().stream().filter(h -> h.level() <= top + 1).toList();
        if (shown.size() < CONTENTS_FROM) {
            return Html.empty();
        }
        HtmlWriter out = new HtmlWriter();
        out.open("nav", "page toc").attribute("aria-label", words.say("page.contents"));
        out.open("details").attribute("open").element("summary", words.say("page.contents"));
        out.open("ol");
        for (PageHeading heading : shown) {
            out.open("li");
            if (heading.level() > top) {
                out.attribute("class", "in");
            }
            out.open("a")
                    .attribute("href", "#" + heading.id())
                    .text(heading.text())
                    .close();
            out.close();
        }
        return out.close().close().close().newLine().toHtml();
    }

    // Footer

    private Html footer() {
        HtmlWriter out = new HtmlWriter();
        out.open("footer", "page").open("div", "foot").open("div");
        out.element(
                "span", words.say("page.issued", formats.date(content.period().issue())));
        if (!content.dataAsOf().isEmpty()) {
            out.text(" ").element("span", words.say("page.data-as-of", content.dataAsOf()));
        }
        if (!content.sources().isEmpty()) {
            out.text(" ").element("span", words.say("page.sources", String.join(", ", content.sources())));
        }
        out.close().element("div", ("Broadsheet " + content.version()).strip());
        return out.close().close().toHtml();
    }

    private Html scripts(PageScript.Cut script) {
        HtmlWriter out = new HtmlWriter(script.text().length() + 64);
        out.open("script").raw(Html.trusted(script.text())).close();
        out.open("i").attribute("id", "end").attribute("hidden").close().newLine();
        if (!extraScript().isEmpty()) {
            out.open("script").raw(Html.trusted(extraScript())).close().newLine();
        }
        return out.toHtml();
    }
}
