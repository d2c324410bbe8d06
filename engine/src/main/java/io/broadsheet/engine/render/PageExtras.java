package io.broadsheet.engine.render;

import io.broadsheet.engine.html.Html;
import java.util.List;
import java.util.regex.Pattern;

/// What others add to a page: feedback, reading time, an author's own style.
///
/// @param foot markup between the report and the page's foot
/// @param css appended after the theme's
/// @param script a second script of the page, after the theme's; the page's policy lets it run by its hash
/// @param origins where the page may send to: `https://reports.example.com` or `'self'`; nowhere if empty
public record PageExtras(Html foot, String css, String script, List<String> origins) {
    private static final Pattern ORIGIN = Pattern.compile("'self'|https?://[A-Za-z0-9.-]+(:\\d{1,5})?");
    private static final PageExtras NONE = new PageExtras(Html.empty(), "", "", List.of());

    public PageExtras {
        css = Minify.css(css);
        script = Minify.script(script).replace("</", "<\\/");
        origins = List.copyOf(origins);
        for (String origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException("not an origin: " + origin);
            }
        }
    }

    public static PageExtras none() {
        return NONE;
    }

    /// Only CSS, as a report may have some of its own.
    public static PageExtras css(String css) {
        return new PageExtras(Html.empty(), css, "", List.of());
    }
}
