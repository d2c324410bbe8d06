package io.broadsheet.engine;

import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.query.FailedWork;
import io.broadsheet.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/problems.md`: every kind of problem with an example from the corpus, what is printed for it, and its cure.
class ProblemDocsTest {
    private static final Path PAGE = Path.of("../docs/problems.md");
    private static final int LONGEST_EXAMPLE = 40;

    @TempDir
    Path folder;

    @BeforeAll
    static void knowsASourceThatGoesAway() {
        LostSource.register();
    }

    @Test
    void listsEveryProblemWithItsExampleAndItsCure() throws IOException {
        Map<String, ReportCorpus.Case> examples = ReportCorpus.cases().stream()
                .collect(Collectors.toMap(
                        c -> c.name().substring(c.name().indexOf('/') + 1), c -> c, (first, second) -> first));
        StringBuilder page = new StringBuilder("""
                # Problems

                What Broadsheet says when something is wrong, on the terminal, in the preview, in JSON and in alerts: where it is, what it
                is, the line, and what to do next. The name in brackets is stable; the words may get better. All that is wrong is said at
                once.

                Who can help is part of the name: **user** is the author's to mend, and trying again gives the same; **external** is a source
                or a network, and later may help; **resources** is too much, and smaller or later may help; **internal** is a bug of ours.

                This page is written by a test from the examples that are checked in every build.

                | problem | meaning | class |
                |---|---|---|
                """);
        for (ProblemCode code : ProblemCode.values()) {
            page.append("| [").append(code.id()).append("](#").append(code.id()).append(") | ");
            page.append(code.meaning().replace("|", "\\|"))
                    .append(" | ")
                    .append(classOf(code))
                    .append(" |\n");
        }
        for (ProblemCode code : ProblemCode.values()) {
            page.append("\n## ").append(code.id()).append("\n\n");
            page.append(code.meaning()).append(' ').append(code.cure());
            page.append(" (").append(classOf(code)).append(")\n");
            example(code, Optional.ofNullable(examples.get(code.id())), page);
        }
        Golden.assertSame(PAGE, page.toString());
    }

    private static String classOf(ProblemCode code) {
        return code.failureClass().name().toLowerCase(Locale.ROOT);
    }

    private void example(ProblemCode code, Optional<ReportCorpus.Case> one, StringBuilder page) throws IOException {
        if (one.isEmpty()) {
            Problem made =
                    Objects.requireNonNull(FailedWork.EXAMPLES.get(code.id())).get();
            listing("text", made + "\n", page);
            return;
        }
        Path project = folder.resolve(code.id());
        List<Problem> problems = ReportCorpus.problems(one.get(), project).stream()
                .filter(p -> p.code() == code)
                .toList();
        if (problems.isEmpty()) {
            throw new AssertionError(one.get() + " is no example of " + code.id());
        }
        Path file = project.resolve(problems.getFirst().span().file());
        if (isShort(code, file)) {
            page.append("\n`").append(problems.getFirst().span().file()).append("`:\n");
            listing(language(file), Files.readString(file), page);
        }
        listing("text", ReportCorpus.text(problems, project), page);
    }

    /// Some files can't be shown: they are missing, long, or no text.
    private static boolean isShort(ProblemCode code, Path file) throws IOException {
        List<ProblemCode> hidden = List.of(
                ProblemCode.NOT_UTF8,
                ProblemCode.CONTROL_CHARACTER,
                ProblemCode.EMPTY_REPORT,
                ProblemCode.TOO_LARGE,
                ProblemCode.TOO_DEEP,
                ProblemCode.UNKNOWN_SITE,
                ProblemCode.UNKNOWN_REPORT);
        return !hidden.contains(code)
                && Files.isRegularFile(file)
                && Files.readString(file).lines().count() <= LONGEST_EXAMPLE;
    }

    private static String language(Path file) {
        String name = String.valueOf(file.getFileName());
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return ending.equals("md") ? "markdown" : ending;
    }

    private static void listing(String language, String text, StringBuilder page) {
        page.append("\n`````").append(language).append('\n').append(text).append("`````\n");
    }
}
