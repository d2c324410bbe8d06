package io.broadsheet.engine.narrative;

import io.broadsheet.engine.source.SourceText;
import io.broadsheet.engine.source.Span;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// From a line of the compiled template back to the author's files: the report's own lines first, then those of the
/// macros that stand behind them. Pebble knows lines only; the column is where the word stands in the line.
final class TemplatePlaces {
    private static final int LINES_OF_ONE_TAG = 12;

    private final SourceText report;
    private final int firstLine;
    private final List<NarrativeTemplate.ImportedMacro> macros;

    /// @param firstLine the line on which the template begins
    TemplatePlaces(SourceText report, int firstLine, List<NarrativeTemplate.ImportedMacro> macros) {
        this.report = report;
        this.firstLine = firstLine;
        this.macros = List.copyOf(macros);
    }

    private record Place(SourceText file, int line) {}

    private Place place(int line) {
        int rest = line - report.lineCount();
        if (rest <= 0) {
            return new Place(report, Math.max(1, line));
        }
        for (NarrativeTemplate.ImportedMacro imported : macros) {
            int lines = (int) imported.macro().template().lines().count();
            if (rest <= lines) {
                return new Place(imported.file(), imported.macro().line() + rest - 1);
            }
            rest -= lines;
        }
        return new Place(report, report.lineCount());
    }

    /// A line's tag; the first line with a tag where the line is not known.
    Span line(int templateLine) {
        int line = templateLine > 0 ? templateLine : firstLineWithTag();
        Place place = place(line);
        String text = place.file().line(place.line());
        int tag = Math.max(text.indexOf("{{"), text.indexOf("{%"));
        int from = tag >= 0 ? tag : text.length() - text.stripLeading().length();
        int close = Math.max(text.indexOf("}}", from), text.indexOf("%}", from));
        int to = close >= 0 && tag >= 0 ? close + 2 : text.length();
        return place.file().span(place.file().lineStart(place.line()) + from, Math.max(1, to - from));
    }

    private int firstLineWithTag() {
        for (int line = firstLine; line <= report.lineCount(); line++) {
            String text = report.line(line);
            if (text.contains("{{") || text.contains("{%")) {
                return line;
            }
        }
        return 1;
    }

    /// The place of a tag: `{{`, or `{% if %}` for any that begins with it.
    Span tag(int line, String tag) {
        Place place = place(line);
        String text = place.file().line(place.line());
        String word = tag.replaceAll("[{}%\\s]", "");
        Matcher m = Pattern.compile(word.isEmpty() ? Pattern.quote(tag) : "\\{%-?\\s*" + word + "[^%]*(?:%})?")
                .matcher(text);
        return m.find()
                ? place.file().span(place.file().lineStart(place.line()) + m.start(), m.end() - m.start())
                : line(line);
    }

    /// The first use of a word at a line or shortly behind it (a tag may go over several lines).
    Span word(int line, String word) {
        Place place = place(line);
        Pattern pattern = Pattern.compile("(?<![\\p{L}\\p{N}_])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}_])");
        for (int l = place.line();
                l < Math.min(place.line() + LINES_OF_ONE_TAG, place.file().lineCount() + 1);
                l++) {
            String text = place.file().line(l);
            Matcher m = pattern.matcher(text);
            int from = l == place.line() ? firstTag(text) : 0;
            if (m.find(from)) {
                return place.file().span(place.file().lineStart(l) + m.start(), word.length());
            }
        }
        return line(line);
    }

    /// The first use of a word anywhere in the report's tags.
    Span firstUse(String word) {
        for (int line = firstLine; !word.isEmpty() && line <= report.lineCount(); line++) {
            String text = report.line(line);
            int at = text.indexOf(word, firstTag(text));
            if (at >= 0 && text.contains("{")) {
                return report.span(report.lineStart(line) + at, word.length());
            }
        }
        return line(0);
    }

    private static int firstTag(String text) {
        int print = text.indexOf("{{");
        int tag = text.indexOf("{%");
        return Math.max(0, print < 0 ? tag : tag < 0 ? print : Math.min(print, tag));
    }
}
