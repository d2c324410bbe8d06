package io.broadsheet.engine.render;

import io.broadsheet.engine.project.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// How a site shows itself on any theme: its name, its logo, its colour. They are columns of the sites list:
/// `brand_name`, `brand_logo` (an image file of the project, or a `data:` address), `brand_color` (`#2f5bea`); `logo`
/// and
/// `color` where a list calls them so. What is no colour and no image is left to the theme: a list is no place to break
/// a page.
///
/// @param name what the page calls the site
/// @param logo a `data:` address
public record Brand(String name, Optional<String> logo, Optional<BrandColour> colour) {
    /// A logo is in every page.
    public static final long LARGEST_LOGO_BYTES = 65_536;

    static final Map<String, String> IMAGE_TYPES = Map.of(
            "svg",
            "image/svg+xml",
            "png",
            "image/png",
            "jpg",
            "image/jpeg",
            "jpeg",
            "image/jpeg",
            "webp",
            "image/webp");

    private static final Pattern DATA =
            Pattern.compile("data:image/(png|jpeg|gif|webp|svg\\+xml);base64,[A-Za-z0-9+/]{1,200000}={0,2}");

    /// @param projectFolder where a logo's file is
    public static Brand of(Site site, Path projectFolder) {
        String name =
                part(site, "name").map(String::strip).filter(n -> !n.isEmpty()).orElse(site.name());
        return new Brand(
                name,
                part(site, "logo").map(String::strip).flatMap(logo -> logo(logo, projectFolder)),
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

    private static Optional<String> logo(String logo, Path folder) {
        if (logo.startsWith("data:")) {
            return DATA.matcher(logo).matches() ? Optional.of(logo) : Optional.empty();
        }
        String type = IMAGE_TYPES.get(logo.substring(logo.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        if (type == null || logo.contains(":")) {
            return Optional.empty();
        }
        try {
            Path home = folder.toRealPath();
            Path file = home.resolve(logo).toRealPath();
            return file.startsWith(home) && Files.size(file) <= LARGEST_LOGO_BYTES
                    ? Optional.of(data(type, Files.readAllBytes(file)))
                    : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    static String data(String type, byte[] image) {
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(image);
    }

    /// What comes after a theme's style: the accent, as near to the site's colour as it can be read on the theme's
    /// ground.
    public String css(Theme theme) {
        return colour.map(theme::style).orElse("");
    }
}
