package io.broadsheet.engine.chart;

import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.KeyType;
import io.broadsheet.engine.option.Options;
import java.util.List;

/// The keys of what is drawn over the data: earlier values, references, bands and notes.
final class OverlayKeys {
    static final Key<Earlier> PREVIOUS = Key.of(
            "previous",
            Earlier.TYPE,
            "The column of the same values one period before, drawn behind as a quiet dashed line.");
    static final Key<Reference> TARGET =
            Key.of("target", Reference.TYPE, "The value to reach: a number, or a column that has one for each place.");
    static final Key<List<Reference>> LINES = Key.of(
            "lines",
            KeyType.listOf("a list of numbers, columns, or maps with value and label", Reference.TYPE),
            "Values to measure against, each a line with its label: a mean, a limit.");

    static final Key<String> FROM = Key.text(
                    "from", "Where the band begins: a day, a number, a place along x, or the column that has it.")
            .require();
    static final Key<String> TO =
            Key.text("to", "The last day (or place) in the band; by default the one it begins at.");
    static final Key<String> BAND_LABEL = Key.words("label", "What happened then, over the band; or the column of it.");
    static final Key<List<Options>> BANDS = Key.of(
            "bands",
            KeyType.listOf(
                    "a list of maps with from, to and label", KeyType.map("a band", List.of(FROM, TO, BAND_LABEL))),
            "Stretches along x that were special, such as sale weeks; several, or as many as the query has rows with them.");

    static final Key<String> LINE_X =
            Key.text("x", "The day, number or place where the line stands.").require();
    static final Key<String> LINE_LABEL = Key.words("label", "What it is called, over the line.");
    static final Key<List<Options>> X_LINES = Key.of(
            "x-lines",
            KeyType.listOf("a list of maps with x and label", KeyType.map("a line", List.of(LINE_X, LINE_LABEL))),
            "Upright lines: a day after which something was different, a number to measure against.");

    static final Key<String> NOTE_X =
            Key.text("x", "The day, number or place that is spoken of.").require();
    static final Key<Double> NOTE_Y = Key.number("y", "How high the note points; by default at the value there.");
    static final Key<String> NOTE_SERIES =
            Key.text("series", "The series that is spoken of; by default the highest there.");
    static final Key<String> NOTE_TEXT =
            Key.words("text", "What is to be said about it.").require();
    static final Key<List<Options>> NOTES = Key.of(
            "notes",
            KeyType.listOf(
                    "a list of maps with x and text",
                    KeyType.map("a note", List.of(NOTE_X, NOTE_Y, NOTE_SERIES, NOTE_TEXT))),
            "Words at points: what happened there.");

    static final List<Key<?>> ALL = List.of(PREVIOUS, TARGET, LINES, BANDS, NOTES);

    private OverlayKeys() {}
}
