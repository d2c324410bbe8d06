package io.broadsheet.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.component.Component;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.plan.ReportPlanner;
import io.broadsheet.engine.source.Block;
import io.broadsheet.engine.source.YamlValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `examples/gallery`, from which the guide's pages and pictures are made.
class GalleryTest {
    private static final LocalDate ISSUE = LocalDate.of(2021, 11, 1);
    /// A page of the guide shows every option of a component; ten charts are the most.
    private static final int PAGE_LIMIT = 64 * 1024;
    private static ReportEngine engine;

    @BeforeAll
    static void open() {
        engine = ReportEngine.open(
                ComponentDocs.GALLERY, EngineOptions.DEFAULT.withWorkers(1).withEnvironment(Map.of()));
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void everyReportRendersWithoutAProblem() {
        assertThat(engine.check()).isEmpty();
        for (String report : engine.project().reports().keySet()) {
            Rendering made = engine.render(RenderRequest.of(report, ComponentDocs.site(report), ISSUE));
            assertThat(made.problems()).as(report).isEmpty();
            assertThat(made.outcome()).as(report).isEqualTo(Outcome.READY);
            assertThat(made.page().orElseThrow().getBytes(UTF_8).length)
                    .as(report)
                    .isLessThan(PAGE_LIMIT);
        }
    }

    @Test
    void everyComponentHasAReportThatUsesAllOfItsKeys() {
        Set<String> unused = new TreeSet<>();
        for (String name : ReportEngine.COMPONENTS.names()) {
            List<YamlValue.Mapping> bodies = ComponentDocs.source(engine.project(), name).components().stream()
                    .filter(c -> c.kind().text().equals(name))
                    .map(Block.Component::body)
                    .toList();
            Component component = ReportEngine.COMPONENTS.find(name).orElseThrow();
            unused(name, Key.join(List.of(ReportPlanner.NAME), component.keys()), bodies, unused);
        }
        assertThat(unused).as("keys that no example uses").isEmpty();
    }

    private static void unused(String owner, List<Key<?>> keys, List<YamlValue.Mapping> bodies, Set<String> unused) {
        for (Key<?> key : keys) {
            if (key.isRest()) {
                continue;
            }
            List<YamlValue> values =
                    bodies.stream().flatMap(b -> b.get(key.name()).stream()).toList();
            String name = owner + "." + key.name();
            if (values.isEmpty()) {
                unused.add(name);
            }
            List<YamlValue.Mapping> maps =
                    values.stream().flatMap(GalleryTest::maps).toList();
            for (ComponentDocs.Inner inner : ComponentDocs.inner(key.type().shape())) {
                unused(name, inner.keys(), maps, unused);
            }
        }
    }

    private static Stream<YamlValue.Mapping> maps(YamlValue value) {
        return switch (value) {
            case YamlValue.Scalar scalar -> Stream.empty();
            case YamlValue.Sequence list -> list.items().stream().flatMap(GalleryTest::maps);
            case YamlValue.Mapping map -> Stream.of(map);
        };
    }

    /// Without it both drawings of the curves were seen, the one for phones below the other.
    @Test
    void curvesOfCohortsBringTheStyleOfCharts() {
        String page = engine.render(RenderRequest.of("retention", "london", ISSUE))
                .page()
                .orElseThrow();
        assertThat(page).contains("chart-curves").containsPattern("<style>[^<]*\\.chart .chart-narrow\\{display:none");
    }
}
