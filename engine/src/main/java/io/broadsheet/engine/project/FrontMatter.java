package io.broadsheet.engine.project;

import io.broadsheet.engine.option.Colours;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.KeyType;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.option.Shape;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.source.Name;
import io.broadsheet.engine.source.ReportSource;
import io.broadsheet.engine.source.Span;
import io.broadsheet.engine.source.YamlValue;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a report says of itself before it begins.
///
/// @param title the page's heading
/// @param label a shorter name for lists and cards; the title where there is none
/// @param period how long the period is that it speaks of
/// @param sources where the numbers come from, for the page's foot; may be empty
/// @param asOf up to when the data goes, for the page's foot; the period's last day where it is empty
/// @param mailSummary the components that go into the mail
public record FrontMatter(
        String title,
        String subtitle,
        String label,
        String description,
        PeriodKind period,
        Name theme,
        List<ParameterSpec> parameters,
        List<Import> imports,
        List<ExpectationSpec> expectations,
        String sources,
        String asOf,
        List<Name> mailSummary,
        Colours colours) {
    public static final PeriodKind DEFAULT_PERIOD = PeriodKind.WEEK;
    public static final String DEFAULT_THEME = "default";

    private static final KeyType<Name> NAME = KeyType.scalar("a name", s -> Optional.of(new Name(s.text(), s.span())));
    static final KeyType<Name> THEME_NAME = NAME.shaped(new Shape.NameOf(Shape.Thing.THEME));

    private static final Key<String> TITLE = Key.text("title", "The heading of the page; `{{ }}` in it is evaluated.")
            .require();
    private static final Key<String> SUBTITLE = Key.text(
                    "subtitle", "A line under the title; `{{ }}` in it is evaluated.")
            .orElse("");
    private static final Key<String> LABEL = Key.text("label", "A shorter name for lists and cards.");
    private static final Key<String> DESCRIPTION = Key.text(
                    "description", "What the report is for, for your colleagues.")
            .orElse("");
    private static final Key<PeriodKind> PERIOD =
            Key.choice("period", PeriodKind.class, "How long its period is.").orElse(DEFAULT_PERIOD);
    private static final Key<Name> THEME =
            Key.of("theme", THEME_NAME, "A theme: built in, a folder under themes/, or one of a jar.");
    private static final Key<List<ParameterSpec>> PARAMS =
            Key.of("params", ParameterSpec.DECLARATIONS, "Its parameters.").orElse(List.of());
    private static final Key<List<Import>> USE =
            Key.of("use", Import.LIST, "What it takes from shared files.").orElse(List.of());
    private static final Key<List<ExpectationSpec>> EXPECT = Key.of(
                    "expect", ExpectationSpec.LIST, "What must be true before it may leave.")
            .orElse(List.of());
    private static final Key<String> SOURCES = Key.text(
                    "sources", "Where the numbers come from, said at the foot of the page; `{{ }}` in it is evaluated.")
            .orElse("");
    private static final Key<String> AS_OF = Key.text(
                    "as-of",
                    "Up to when the data goes, said at the foot of the page; the period's last day by default. `{{ }}`"
                            + " in it is evaluated: `\"{{ kpi.latest | datetime }}\"`.")
            .orElse("");
    private static final Key<List<Name>> SUMMARY = Key.of(
                    "summary",
                    KeyType.listOf("a list of components' names", NAME.shaped(new Shape.NameOf(Shape.Thing.COMPONENT))),
                    "Components that go into the mail.")
            .orElse(List.of());
    private static final Key<Options> MAIL = Key.of("mail", KeyType.map("mail", List.of(SUMMARY)), "How it is mailed.");

    private static final Key<Colours> COLORS = Key.of(
                    "colors",
                    Colours.MAP,
                    "Fixed colours by the values of the data, in all charts of the page: `{ Kakao: 6, Refunds: bad }`.")
            .orElse(Colours.NONE);

    public static final List<Key<?>> KEYS = List.of(
            TITLE, SUBTITLE, LABEL, DESCRIPTION, PERIOD, THEME, PARAMS, USE, EXPECT, SOURCES, AS_OF, MAIL, COLORS);

    /// Keys whose text may hold `{{ }}`.
    public static final List<String> LIVE_KEYS = List.of("title", "subtitle", "sources", "as-of");

    public FrontMatter {
        parameters = List.copyOf(parameters);
        imports = List.copyOf(imports);
        expectations = List.copyOf(expectations);
        mailSummary = List.copyOf(mailSummary);
    }

    /// The name for lists and cards of a page.
    ///
    /// @param shownTitle the title as the page shows it, which may be evaluated
    public String label(String shownTitle) {
        return label.equals(title) ? shownTitle : label;
    }

    /// Reads a report's front matter.
    public static FrontMatter read(ReportSource report, Problems problems) {
        YamlValue.Mapping yaml = report.frontMatter();
        Span top = report.text().span(0, report.text().line(1).length());
        // A file that does not begin with front matter has been told so: a missing title is not news then.
        boolean present = report.text().line(1).startsWith("---");
        boolean unread = !present || (yaml.entries().isEmpty() && problems.hasErrors());
        Options options = Options.read("the front matter", top, yaml, KEYS, unread ? new Problems() : problems);
        List<ParameterSpec> parameters = options.get(PARAMS);
        checkDuplicates(options.get(USE), problems);
        return new FrontMatter(
                options.find(TITLE).orElse(report.name()),
                options.get(SUBTITLE),
                options.find(LABEL).or(() -> options.find(TITLE)).orElse(report.name()),
                options.get(DESCRIPTION),
                options.get(PERIOD),
                options.find(THEME).orElse(new Name(DEFAULT_THEME, top)),
                parameters,
                options.get(USE),
                options.get(EXPECT),
                options.get(SOURCES),
                options.get(AS_OF),
                options.find(MAIL).map(m -> m.get(SUMMARY)).orElse(List.of()),
                options.get(COLORS));
    }

    private static void checkDuplicates(List<Import> imports, Problems problems) {
        Set<String> names = new HashSet<>();
        for (Import i : imports) {
            if (!names.add(i.name().text())) {
                problems.add(
                        ProblemCode.DUPLICATE_NAME,
                        i.name().span(),
                        "'" + i.name() + "' is imported twice",
                        "Keep one of them");
            }
        }
    }
}
