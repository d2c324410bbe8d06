package io.broadsheet.engine.component;

import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.format.Words;
import io.broadsheet.engine.option.Colours;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.project.Period;
import java.time.DayOfWeek;

/// What a component draws for: whose eyes, which period, under which name.
///
/// @param id unique in the page, stable: what the component's element ids begin with
/// @param owner how messages name it: `line 'weekly'`
/// @param weekStart the day on which the project's weeks begin
/// @param colours what the report says for all of its charts
public record DrawContext(
        String id,
        String owner,
        Formats formats,
        Period period,
        DayOfWeek weekStart,
        ComponentLimits limits,
        Problems problems,
        Colours colours) {
    public DrawContext(
            String id,
            String owner,
            Formats formats,
            Period period,
            DayOfWeek weekStart,
            ComponentLimits limits,
            Problems problems) {
        this(id, owner, formats, period, weekStart, limits, problems, Colours.NONE);
    }

    /// The fixed words of the page, in the reader's language.
    public Words words() {
        return formats.words();
    }
}
