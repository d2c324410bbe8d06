package io.broadsheet.cli.preview;

import io.broadsheet.cli.output.Json;
import io.broadsheet.engine.html.Html;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The page around the report's.
final class ShellPage {
    private static final Pattern SLOT = Pattern.compile("\\{\\{([a-z.]+)\\}\\}");

    private ShellPage() {}

    static String html(PreviewWords words, String token) {
        return SLOT.matcher(Resources.text("shell.html"))
                .replaceAll(m -> Matcher.quoteReplacement(
                        switch (m.group(1)) {
                            case "language" -> words.language();
                            case "token" -> token;
                            // Within an attribute.
                            case "words" -> Html.text(Json.of(words.texts())).markup();
                            default -> Html.text(words.say(m.group(1))).markup();
                        }));
    }
}
