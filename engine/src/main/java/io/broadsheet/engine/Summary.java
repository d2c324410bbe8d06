package io.broadsheet.engine;

import io.broadsheet.engine.component.ComponentLimits;
import io.broadsheet.engine.component.DrawContext;
import io.broadsheet.engine.component.Headline;
import io.broadsheet.engine.component.MailPart;
import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.option.ColumnRef;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.plan.PlannedComponent;
import io.broadsheet.engine.plan.ReportPlan;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.project.Period;
import io.broadsheet.engine.source.Name;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a report's `mail: summary` says in numbers: of each component that it names, in its order. A component without
/// numbers gives its title, unless another one of the same name has numbers.
///
/// @param worded the options of drawn components by slot, with the narrative in their words evaluated
record Summary(
        ReportPlan plan,
        Map<String, Frame> frames,
        Map<Integer, Options> worded,
        Formats formats,
        Period period,
        DayOfWeek weekStart,
        ComponentLimits componentLimits) {
    private static final Key<String> TITLE = Key.text("title", "");
    private static final Key<String> CAPTION = Key.text("caption", "");
    private static final Key<String> LABEL = Key.text("label", "");

    List<Headline> headlines() {
        return plan.file().frontMatter().mailSummary().stream()
                .map(Name::text)
                .distinct()
                .flatMap(name -> of(name).stream())
                .toList();
    }

    /// What a mail shows of each component, in the order of the front matter, before pictures are drawn.
    List<Part> parts() {
        return plan.file().frontMatter().mailSummary().stream()
                .map(Name::text)
                .distinct()
                .flatMap(name -> parts(name).stream())
                .toList();
    }

    /// One component in a mail.
    ///
    /// @param shown a picture or rows; where there is none, the numbers stand for it
    record Part(String title, String caption, Optional<MailPart> shown, List<Headline> numbers) {}

    private List<Part> parts(String name) {
        List<Part> parts = new ArrayList<>();
        for (PlannedComponent component : plan.components()) {
            Frame frame = component.query().map(frames::get).orElse(Frame.empty());
            boolean there = component.query().isEmpty()
                    || frames.containsKey(component.query().get());
            if (component.name().equals(name) && there && columnsAreThere(component, frame)) {
                parts.add(new Part(
                        title(component),
                        text(component, CAPTION).orElse(""),
                        component.component().mailPart(options(component), frame, context(component)),
                        numbers(component, frame)));
            }
        }
        return parts;
    }

    private List<Headline> of(String name) {
        List<Headline> found = plan.components().stream()
                .filter(c -> c.name().equals(name))
                .flatMap(c -> of(c).stream())
                .toList();
        boolean numbers = found.stream().anyMatch(Headline::hasNumber);
        return numbers ? found.stream().filter(Headline::hasNumber).toList() : found;
    }

    private List<Headline> of(PlannedComponent component) {
        Frame frame = component.query().isEmpty()
                ? Frame.empty()
                : frames.get(component.query().get());
        if (frame == null || !columnsAreThere(component, frame)) {
            return List.of();
        }
        List<Headline> numbers = numbers(component, frame);
        String title = title(component);
        return numbers.isEmpty() && !title.isEmpty() ? List.of(Headline.title(title)) : numbers;
    }

    private List<Headline> numbers(PlannedComponent component, Frame frame) {
        return component.component().headlines(options(component), frame, context(component));
    }

    private DrawContext context(PlannedComponent component) {
        // Its problems are known from drawing it.
        return new DrawContext(
                "c" + component.slot(),
                component.owner(),
                formats,
                period,
                weekStart,
                componentLimits,
                new Problems(),
                plan.file().frontMatter().colours());
    }

    private Options options(PlannedComponent component) {
        return worded.getOrDefault(component.slot(), component.options());
    }

    private static boolean columnsAreThere(PlannedComponent component, Frame frame) {
        return component.options().columnRefs().stream()
                .map(ColumnRef::name)
                .allMatch(column -> frame.find(column).isPresent());
    }

    private String title(PlannedComponent component) {
        return text(component, TITLE).or(() -> text(component, LABEL)).orElse("");
    }

    private Optional<String> text(PlannedComponent component, Key<String> key) {
        boolean has =
                component.component().keys().stream().anyMatch(k -> k.name().equals(key.name()));
        return has ? options(component).find(key).filter(t -> !t.isBlank()) : Optional.empty();
    }
}
