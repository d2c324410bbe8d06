package io.broadsheet.engine.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.component.Component;
import io.broadsheet.engine.component.ComponentLimits;
import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.option.ColumnRef;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.project.Period;
import io.broadsheet.engine.project.PeriodKind;
import io.broadsheet.engine.source.Snippet;
import io.broadsheet.engine.source.SourceText;
import io.broadsheet.engine.source.YamlReader;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/// Draws a component from its YAML as a report would.
final class Drawing {
    private final Component component;
    private final Problems problems = new Problems();
    private Formats formats = Formats.of(Locale.KOREAN, ZoneId.of("Asia/Seoul"), "KRW");
    private ComponentLimits limits = ComponentLimits.DEFAULT;
    private PeriodKind kind = PeriodKind.WEEK;

    private Drawing(Component component) {
        this.component = component;
    }

    static Drawing of(String component) {
        return new Drawing(TableComponents.all().stream()
                .filter(c -> c.name().equals(component))
                .findFirst()
                .orElseThrow());
    }

    Drawing in(Locale locale, String currency) {
        formats = Formats.of(locale, ZoneId.of("Asia/Seoul"), currency);
        return this;
    }

    Drawing with(ComponentLimits newLimits) {
        limits = newLimits;
        return this;
    }

    Drawing with(PeriodKind newKind) {
        kind = newKind;
        return this;
    }

    String draw(String yaml, Frame frame) {
        SourceText source = SourceText.of("report.md", yaml);
        Options options = Options.read(
                component.name() + " 'q'",
                source.span(0, 0),
                YamlReader.readMapping(Snippet.of(source), problems).orElseThrow(),
                component.keys(),
                problems);
        for (ColumnRef ref : options.columnRefs()) {
            assertThat(frame.find(ref.name())).as("column " + ref.name()).isPresent();
        }
        DrawContext context = new DrawContext(
                "q1",
                component.name() + " 'q'",
                formats,
                Period.before(LocalDate.of(2021, 11, 1), kind, DayOfWeek.MONDAY),
                DayOfWeek.MONDAY,
                limits,
                problems);
        return component.draw(options, frame, context).markup();
    }

    /// Draws what must have nothing wrong with it.
    String drawCleanly(String yaml, Frame frame) {
        String html = draw(yaml, frame);
        assertThat(problems.toString()).as(yaml).isEmpty();
        return html;
    }

    List<String> problems() {
        return problems.list().stream().map(Problem::toString).toList();
    }
}
