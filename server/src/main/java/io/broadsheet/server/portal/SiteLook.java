package io.broadsheet.server.portal;

import io.broadsheet.engine.render.BrandColour;
import io.broadsheet.server.site.SiteView;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A site's name, color and logo. They come from a customer list, so only what is surely a color or an image passes.
///
/// @param initial the first letter of the name, where there is no logo
/// @param logo an https or data address; empty where there is none
/// @param style CSS that sets the colors; empty where there is none
/// @param logoOrigin where the logo comes from, for the policy
record SiteLook(String name, String initial, String logo, String style, Optional<String> logoOrigin) {
    private static final Pattern DATA =
            Pattern.compile("data:image/(png|jpeg|gif|webp|svg\\+xml);base64,[A-Za-z0-9+/]{1,200000}={0,2}");
    private static final Pattern ADDRESS = Pattern.compile("https://[A-Za-z0-9.-]+(:\\d{1,5})?/[!-~&&[^'\"<>`\\\\]]*");

    static SiteLook of(SiteView site) {
        String name = site.brandPart("name").filter(n -> !n.isBlank()).orElse(site.name());
        Optional<String> logo = site.brandPart("logo").map(String::strip);
        Optional<URI> address = logo.filter(l -> ADDRESS.matcher(l).matches()).flatMap(SiteLook::address);
        Optional<String> data = logo.filter(l -> DATA.matcher(l).matches());
        return new SiteLook(
                name,
                initial(name, site.locale()),
                address.map(URI::toString).or(() -> data).orElse(""),
                site.brandPart("color")
                        .flatMap(BrandColour::parse)
                        .map(BrandColour::accentCss)
                        .orElse(""),
                address.map(a -> "https://" + a.getRawAuthority()));
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String initial(String name, Locale locale) {
        return name.codePoints()
                .filter(Character::isLetterOrDigit)
                .limit(1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .toUpperCase(locale);
    }
}
