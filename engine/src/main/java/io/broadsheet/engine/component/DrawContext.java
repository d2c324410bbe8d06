package io.broadsheet.engine.component;

import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.format.Words;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.project.Period;

/// What a component draws for: whose eyes, which period, under which name.
///
/// @param id unique in the page, stable: what the component's element ids begin with
/// @param owner how messages name it: `line 'weekly'`
public record DrawContext(
        String id, String owner, Formats formats, Period period, ComponentLimits limits, Problems problems) {
    /// The fixed words of the page, in the reader's language.
    public Words words() {
        return formats.words();
    }
}
