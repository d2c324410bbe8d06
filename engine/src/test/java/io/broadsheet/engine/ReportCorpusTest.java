package io.broadsheet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.query.FailedWork;
import io.broadsheet.testing.Golden;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every report of the corpus, with what Broadsheet says of it.
class ReportCorpusTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void knowsASourceThatGoesAway() {
        LostSource.register();
    }

    @TestFactory
    Stream<DynamicTest> saysWhatItsGoldenFileSays() {
        return ReportCorpus.cases().stream()
                .map(one -> DynamicTest.dynamicTest(
                        one.name(),
                        () -> Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
                            Path project = folder.resolve(one.name());
                            List<Problem> problems = ReportCorpus.problems(one, project);
                            Golden.assertSame(one.golden(), ReportCorpus.text(problems, project));
                        })));
    }

    @Test
    void hasAnExampleOfEveryProblem() {
        Set<String> examples = ReportCorpus.cases().stream()
                .map(c -> c.name().substring(c.name().indexOf('/') + 1))
                .collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>();
        Arrays.stream(ProblemCode.values())
                .map(ProblemCode::id)
                .filter(id -> !examples.contains(id) && !FailedWork.EXAMPLES.containsKey(id))
                .forEach(missing::add);
        assertThat(missing).isEmpty();
    }
}
