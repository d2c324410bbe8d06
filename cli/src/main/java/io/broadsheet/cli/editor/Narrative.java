package io.broadsheet.cli.editor;

import io.broadsheet.engine.source.FencePlace;
import io.broadsheet.engine.source.SourceText;
import java.util.Optional;

/// The tag of narrative that a place stands in.
final class Narrative {
    /// Tags are short; what is longer is text after a brace that nobody closed.
    private static final int LONGEST_TAG = 2_000;

    private Narrative() {}

    /// What stands between the `{{` or `{%` and the place; empty outside of tags.
    static Optional<String> tag(ReportText report, int offset) {
        SourceText text = report.text();
        int line = text.lineOf(offset);
        Optional<FencePlace> fence = report.fenceAround(line);
        boolean yaml = report.yamlAround(line).isPresent();
        if (fence.isPresent() && !yaml) {
            return Optional.empty();
        }
        int from = yaml ? text.lineStart(line) : Math.max(0, offset - LONGEST_TAG);
        for (FencePlace before : report.fences()) {
            if (before.endLine() <= line) {
                from = Math.max(from, text.lineStart(before.endLine()));
            }
        }
        String before = text.text().substring(Math.min(from, offset), offset);
        int open = Math.max(before.lastIndexOf("{{"), before.lastIndexOf("{%"));
        int close = Math.max(before.lastIndexOf("}}"), before.lastIndexOf("%}"));
        return open > close ? Optional.of(before.substring(open + 2)) : Optional.empty();
    }
}
