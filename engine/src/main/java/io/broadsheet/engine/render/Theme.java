package io.broadsheet.engine.render;

import io.broadsheet.engine.picture.ThemeColours;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.source.Span;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// How pages look: tokens, styles, a script, and the frame around a report. Immutable, thread-safe; load it
/// once for many pages.
///
/// A theme is a folder `themes/NAME/` of the project, a folder `META-INF/broadsheet/themes/NAME/` of a jar in
/// `themes/`, or the same on the class path, whichever is found first, with any of these files:
/// - `theme.yaml`: `extends:` another theme (`default` unless said), `logo:` an image file of the folder
/// - `tokens.css` and `theme.css`, which come after the parent's, so that they win
/// - `page.html`, a Pebble template that takes the place of the frame, see [PageFrame]
///
/// The name `default` is always the built-in theme.
public final class Theme {
    public static final String DEFAULT_NAME = "default";

    private static final int MOST_STYLES = 1_000;
    private static final int MOST_SHEETS = 100;
    /// Of what every page has around its parts.
    private static final Set<String> OWN_NAMES = Set.of("page", "skip", "<html", "<body", "<main", "<a", "<i");
    private static final Map<String, StyleRules> SHEETS = new ConcurrentHashMap<>();

    private static final Theme BUILT_IN = new Theme(
            DEFAULT_NAME,
            Minify.css(resource("tokens.css") + resource("theme.css")),
            PageScript.of(resource("page.js")),
            Optional.empty(),
            Optional.empty());

    private final String name;
    private final String css;
    private final PageScript script;
    private final Optional<String> logo;
    private final Optional<PageFrame> frame;
    private final StyleRules rules;
    private final Set<String> givenNames;
    private final Map<BrandColour, String> styles = new ConcurrentHashMap<>();

    Theme(String name, String css, PageScript script, Optional<String> logo, Optional<PageFrame> frame) {
        this.name = name;
        this.css = css;
        this.script = script;
        this.logo = logo;
        this.frame = frame;
        this.rules = StyleRules.of(css).withoutOverridden();
        this.givenNames = new HashSet<>(OWN_NAMES);
        frame.ifPresent(f -> givenNames.addAll(StyleRules.wordsOf(f.source())));
    }

    public static Theme builtIn() {
        return BUILT_IN;
    }

    /// The themes that reports of a project can name: the built-in one and those of its folder.
    public static List<String> names(Path themesFolder) {
        try (ThemeShelf shelf = new ThemeShelf(themesFolder)) {
            return shelf.names();
        }
    }

    /// Loads a theme of a project. What is wrong becomes problems, and what could be read is in the result.
    ///
    /// @param themesFolder the project's `themes/`; it need not be there
    /// @param at where the theme is named
    public static Theme load(Path themesFolder, String name, Problems problems, Span at) {
        return name.equals(DEFAULT_NAME) ? BUILT_IN : new ThemeLoader(themesFolder, problems).load(name, at);
    }

    public String name() {
        return name;
    }

    /// The whole style sheet, without comments.
    public String css() {
        return css;
    }

    /// The style sheet as rules, of which a page takes those that it can use.
    StyleRules rules() {
        return rules;
    }

    /// A style sheet as rules; of the few that all pages have, once.
    static StyleRules rules(String css) {
        StyleRules known = SHEETS.get(css);
        if (known != null) {
            return known;
        }
        StyleRules made = StyleRules.of(css);
        if (SHEETS.size() < MOST_SHEETS) {
            SHEETS.put(css, made);
        }
        return made;
    }

    /// Classes and elements that are on every page or that the frame may give.
    Set<String> givenNames() {
        return givenNames;
    }

    /// All that a page takes from it.
    public String fingerprint() {
        return css + logo.orElse("") + frame.map(PageFrame::source).orElse("");
    }

    PageScript script() {
        return script;
    }

    /// A `data:` address.
    Optional<String> logo() {
        return logo;
    }

    /// The style of a site's colour on this theme. Worked out once for a colour: it takes longer than the rest of a
    /// page's head.
    String style(BrandColour colour) {
        String known = styles.get(colour);
        if (known != null) {
            return known;
        }
        String made = colour.css(ground(false), ground(true));
        if (styles.size() < MOST_STYLES) {
            styles.put(colour, made);
        }
        return made;
    }

    /// What pages stand on; as in the built-in theme where this one writes it in a way that only a browser reads.
    BrandColour ground(boolean night) {
        return ThemeColours.of(css, night)
                .find("--bg")
                .flatMap(BrandColour::parse)
                .orElse(night ? new BrandColour(0x0f, 0x12, 0x16) : new BrandColour(255, 255, 255));
    }

    Optional<PageFrame> frame() {
        return frame;
    }

    static String sha256(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String file) {
        try (InputStream in = Theme.class.getResourceAsStream(DEFAULT_NAME + "/" + file)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
