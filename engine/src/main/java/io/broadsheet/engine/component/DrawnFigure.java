package io.broadsheet.engine.component;

import java.util.Optional;

/// Finds the drawing in a chart's markup: the one for a phone where there are two, since mails are read there, and the
/// sentence that describes it.
final class DrawnFigure {
    private static final String FIGURE = "<figure class=\"chart ";
    private static final String NARROW = "<svg class=\"chart-narrow\"";
    private static final String END = "</svg>";

    private DrawnFigure() {}

    static Optional<MailPart> find(String markup) {
        int wide = markup.startsWith(FIGURE) ? markup.indexOf("<svg") : -1;
        if (wide < 0) {
            return Optional.empty();
        }
        int narrow = markup.indexOf(NARROW);
        int from = narrow < 0 ? wide : narrow;
        int end = markup.indexOf(END, from);
        return end < 0
                ? Optional.empty()
                : Optional.of(new MailPart.Drawn(markup.substring(from, end + END.length()), description(markup)));
    }

    private static String description(String markup) {
        int open = markup.indexOf("<desc");
        int from = open < 0 ? -1 : markup.indexOf('>', open) + 1;
        int end = from <= 0 ? -1 : markup.indexOf("</desc>", from);
        return end < 0 ? "" : text(markup.substring(from, end));
    }

    private static String text(String escaped) {
        return escaped.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
