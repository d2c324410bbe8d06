package io.broadsheet.engine.render;

import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.project.Period;
import io.broadsheet.engine.project.Site;
import java.util.List;
import java.util.Locale;

/// What a page says, before it is a page.
///
/// @param title the report's title, as plain text
/// @param subtitle may be empty
/// @param language what the text is written in: the page's `lang`
/// @param body the report itself
/// @param headings of the body, in order; more than three become a table of contents
/// @param dataAsOf up to when the data goes, as it is written; may be empty
/// @param sources where the numbers come from, for the foot
/// @param brand how the site shows itself
/// @param version Broadsheet's version; may be empty
public record PageContent(
        String title,
        String subtitle,
        Site site,
        Period period,
        Locale language,
        Html body,
        List<PageHeading> headings,
        String dataAsOf,
        List<String> sources,
        String version,
        Brand brand,
        PageExtras extras) {
    public PageContent {
        headings = List.copyOf(headings);
        sources = List.copyOf(sources);
    }

    /// A page in the site's language, with nothing but a title and a body.
    public static PageContent of(String title, Site site, Period period, Html body) {
        return new PageContent(
                title,
                "",
                site,
                period,
                site.locale(),
                body,
                List.of(),
                "",
                List.of(),
                "",
                Brand.plain(site),
                PageExtras.none());
    }

    public PageContent withSubtitle(String newSubtitle) {
        return new PageContent(
                title, newSubtitle, site, period, language, body, headings, dataAsOf, sources, version, brand, extras);
    }

    public PageContent withHeadings(List<PageHeading> newHeadings) {
        return new PageContent(
                title, subtitle, site, period, language, body, newHeadings, dataAsOf, sources, version, brand, extras);
    }

    public PageContent withDataAsOf(String moment) {
        return new PageContent(
                title, subtitle, site, period, language, body, headings, moment, sources, version, brand, extras);
    }

    public PageContent withSources(List<String> newSources) {
        return new PageContent(
                title, subtitle, site, period, language, body, headings, dataAsOf, newSources, version, brand, extras);
    }

    public PageContent withVersion(String newVersion) {
        return new PageContent(
                title, subtitle, site, period, language, body, headings, dataAsOf, sources, newVersion, brand, extras);
    }

    public PageContent withExtras(PageExtras newExtras) {
        return new PageContent(
                title, subtitle, site, period, language, body, headings, dataAsOf, sources, version, brand, newExtras);
    }

    public PageContent withBrand(Brand newBrand) {
        return new PageContent(
                title, subtitle, site, period, language, body, headings, dataAsOf, sources, version, newBrand, extras);
    }
}
