package io.broadsheet.engine.problem;

import static io.broadsheet.engine.problem.FailureClass.EXTERNAL;
import static io.broadsheet.engine.problem.FailureClass.INTERNAL;
import static io.broadsheet.engine.problem.FailureClass.RESOURCES;
import static io.broadsheet.engine.problem.FailureClass.USER;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Every kind of mistake, under a stable name. `docs/problems.md` is generated from this list and from the
/// examples in the tests.
public enum ProblemCode {
    // Files
    NOT_UTF8(USER, "The file is not UTF-8.", "Save it as UTF-8; the place is the first byte that is not."),
    TOO_LARGE(
            USER,
            "The file is larger than a source file may be.",
            "Move data into files of a source; keep the report to words, queries and charts."),
    UNREADABLE_FILE(USER, "A file that is needed can't be read.", "Check its name and its permissions."),
    EMPTY_REPORT(
            USER,
            "The report has nothing in it.",
            "Write front matter with a title, then text; `broadsheet init` makes an example."),
    CONTROL_CHARACTER(
            USER,
            "The file holds a control character.",
            "Delete it; an editor that shows invisible characters finds it."),

    // YAML
    BAD_YAML(
            USER,
            "The YAML can't be read.",
            "Mind indentation and quotes; a value with `: ` or `#` in it needs quotes."),
    YAML_TAB(USER, "YAML is indented with a tab.", "Indent with spaces."),
    DUPLICATE_KEY(USER, "A key stands twice.", "Keep one of them."),
    UNKNOWN_KEY(USER, "A key that nothing reads.", "Correct its name, or delete it."),
    MISSING_KEY(USER, "A key that must be there is missing.", "Add it."),
    WRONG_TYPE(USER, "A value is of another type than it must be.", "Write it as the message says."),
    BAD_VALUE(USER, "A value is outside of what is allowed.", "Choose one of the values that the message names."),

    // Report
    MISSING_FRONT_MATTER(
            USER,
            "The report does not begin with front matter.",
            "Begin the file with `---`, at least a `title:`, and `---`."),
    UNCLOSED_FRONT_MATTER(USER, "The front matter is not closed.", "Close it with a line of `---`."),
    UNCLOSED_FENCE(
            USER,
            "A fence is opened and never closed.",
            "Close it with as many backticks as opened it, on a line of their own."),
    UNKNOWN_COMPONENT(USER, "No component has this name.", "Correct the name, or name the listing's language."),
    UNNAMED_QUERY(USER, "A query has no name.", "Write ```` ```sql NAME ````."),
    BAD_NAME(
            USER,
            "A name has characters that names can't have.",
            "Use letters, digits and underscores, beginning with a letter."),
    BAD_FENCE(
            USER,
            "The line that opens a fence has something in it that can't be read.",
            "Write ```` ```sql NAME source=SOURCE ```` or ```` ```COMPONENT QUERY ````."),
    DUPLICATE_NAME(USER, "Two things have one name.", "Rename one of them."),
    UNKNOWN_QUERY(USER, "No query has this name.", "Correct the name, or write the query."),
    UNKNOWN_PARAMETER(USER, "No parameter has this name.", "Declare it under `params:`, or correct the name."),
    UNKNOWN_FILTER(USER, "No filter has this name.", "Correct the name; the guide lists the filters."),
    UNKNOWN_NAME(
            USER,
            "The narrative uses a name that is not there.",
            "Correct it; queries, parameters, `site`, `period` and what `use:` imports are there."),
    UNKNOWN_COLUMN(USER, "The query has no such column.", "Correct the name, or select the column."),
    WRONG_COLUMN_TYPE(
            USER, "A column is of a type that can't be drawn so.", "Choose another column, or cast it in the query."),
    OFF_AXIS(
            USER,
            "A chart speaks of a place or a series that it does not draw.",
            "Correct it, or delete it; where the weeks have only moved on, nothing is wrong and it is left out."),
    BAD_ROWS(
            USER,
            "The query's rows are not what is drawn from them.",
            "Check what the query groups by and what it divides."),
    UNKNOWN_IMPORT(USER, "The shared file has nothing of this name.", "Correct the name, or write the macro."),
    UNKNOWN_THEME(USER, "No theme has this name.", "Use `default`, or make the folder under `themes/`."),
    BAD_TEMPLATE(USER, "The narrative's template can't be read.", "Mind `{{ }}`, `{% %}` and their ends."),
    TEMPLATE_FAILED(USER, "The narrative could not be evaluated.", "Check the values that it works on."),
    UNSAFE_HTML(
            USER,
            "The author's HTML has something that a report may not have.",
            "Reports have no scripts, frames, forms or event handlers of their own."),
    OUTSIDE_REQUEST(
            USER,
            "The page would fetch something from elsewhere.",
            "Put the file beside the report; it is taken into the page."),

    // Queries
    BAD_SQL(USER, "The database does not understand the query.", "Correct it at the place shown."),
    REFUSED_SQL(
            USER,
            "The query does something that reports may not do.",
            "A query is one SELECT over datasets, earlier queries and imported macros."),
    SEVERAL_STATEMENTS(USER, "A query holds more than one statement.", "Give each its own fence."),
    UNKNOWN_TABLE(
            USER,
            "The query reads a table that is not there.",
            "Correct the name; datasets and earlier queries are tables."),
    CYCLE(USER, "Queries refer to each other in a circle.", "Break the circle."),
    UNSCOPED_QUERY(
            USER,
            "A query on a source of several sites does not bind `:site`.",
            "Add `where SITE_COLUMN = :site`, or make it a dataset."),
    UNKNOWN_SOURCE(
            USER, "No source has this name.", "Declare it under `sources:` in broadsheet.yaml, or correct the name."),
    UNKNOWN_DATASET_COLUMN(
            USER, "The dataset has no such site column.", "Select the column that `site:` in the header names."),
    QUERY_FAILED(USER, "The query failed while it ran.", "Check the values that it works on."),
    DUPLICATE_COLUMN(USER, "Two columns of a query have one name.", "Name one of them with `as`."),

    // Limits
    TOO_MANY_ROWS(RESOURCES, "The query gives more rows than a page may hold.", "Aggregate or limit it."),
    TOO_MUCH_MEMORY(
            RESOURCES,
            "The query needs more memory than it may use.",
            "Read fewer columns or rows, or aggregate in the source."),
    TOO_SLOW(
            RESOURCES,
            "The query ran longer than it may.",
            "Make it cheaper, or raise `limits: query-time` in broadsheet.yaml."),
    TOO_MUCH_OUTPUT(RESOURCES, "The page is larger than a page may be.", "Show fewer rows."),
    NO_SPACE(RESOURCES, "There is no room on the disk.", "Free some, or name another folder with -Djava.io.tmpdir."),
    TOO_DEEP(USER, "Something is nested deeper than it may be.", "Flatten it."),

    // Project
    NO_PROJECT(
            USER,
            "There is no broadsheet.yaml.",
            "Run it in a project's folder, or name one; `broadsheet init DIR` makes one."),
    UNSET_VARIABLE(USER, "An environment variable is not set.", "Set it, or give a default: `${NAME:-default}`."),
    BAD_SITE(USER, "A site of the sites list can't be used.", "Correct the line."),
    UNKNOWN_SITE(USER, "No site has this id.", "Correct the id; it must be in the project's sites."),
    UNKNOWN_REPORT(
            USER, "No report has this name.", "Correct it; a report is a folder under `reports/` with a report.md."),
    NO_REPORTS(USER, "The project has no reports.", "Make `reports/NAME/report.md`."),
    SOURCE_UNAVAILABLE(
            EXTERNAL, "A source does not answer.", "Check its address, user and password, and that it runs."),
    SOURCE_LOST(EXTERNAL, "A source went away in the middle of a query.", "Try again when it is back."),
    UNREADABLE_DATA(
            USER, "A data file can't be read.", "Correct the file, or give its types under `types:` of the source."),
    CANCELLED(EXTERNAL, "The work was stopped.", "Start it again."),
    INTERNAL_ERROR(
            INTERNAL,
            "Something in Broadsheet is broken.",
            "Report it, with the report's source; nothing was published.");

    private final FailureClass failureClass;
    private final String meaning;
    private final String cure;

    ProblemCode(FailureClass failureClass, String meaning, String cure) {
        this.failureClass = failureClass;
        this.meaning = meaning;
        this.cure = cure;
    }

    /// The stable name shown to people and machines, for example `unknown-column`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<ProblemCode> of(String id) {
        return Arrays.stream(values()).filter(c -> c.id().equals(id)).findFirst();
    }

    public Severity severity() {
        return this == OFF_AXIS ? Severity.WARNING : Severity.ERROR;
    }

    public FailureClass failureClass() {
        return failureClass;
    }

    public String meaning() {
        return meaning;
    }

    public String cure() {
        return cure;
    }
}
