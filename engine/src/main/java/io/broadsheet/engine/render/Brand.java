package io.broadsheet.engine.render;

import io.broadsheet.engine.project.Site;
import io.broadsheet.engine.project.SiteLogo;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// How a site shows itself on any theme: its name, its logo, its colour. They are columns of the sites list:
/// `brand_name`, `brand_logo` (an image file of the project, or a `data:` address), `brand_color` (`#2f5bea`); `logo`
/// and `color` where a list calls them so. What is no colour and no image is left to the theme: a list is no
/// place to break a page.
///
/// @param name what the page calls the site
/// @param logo a `data:` address
public record Brand(String name, Optional<String> logo, Optional<BrandColour> colour) {

    /// @param projectFolder where a logo's file is
    public static Brand of(Site site, Path projectFolder) {
        String name =
                part(site, "name").map(String::strip).filter(n -> !n.isEmpty()).orElse(site.name());
        return new Brand(
                name,
                part(site, "logo")
                        .map(String::strip)
                        .flatMap(logo -> SiteLogo.read(logo, projectFolder).address()),
                part(site, "color").flatMap(BrandColour::parse));
    }

    /// A site that has a name only.
    public static Brand plain(Site site) {
        return new Brand(site.name(), Optional.empty(), Optional.empty());
    }

    private static Optional<String> part(Site site, String what) {
        Map<String, String> columns = site.attributes();
        return Optional.ofNullable(columns.get("brand_" + what)).or(() -> Optional.ofNullable(columns.get(what)));
    }

    /// What comes after a theme's style: the accent, as near to the site's colour as it can be read on the theme's
    /// ground.
    public String css(Theme theme) {
        return colour.map(theme::style).orElse("");
    }
}
