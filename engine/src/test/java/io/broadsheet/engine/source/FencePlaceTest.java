package io.broadsheet.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class FencePlaceTest {
    private static List<FencePlace> places(String text) {
        return FencePlace.of(SourceText.of("report.md", text));
    }

    @Test
    void findsFencesWithTheirWordsAndEnds() {
        List<FencePlace> places = places("""
                ---
                title: ```
                ---
                ```sql a source=b
                select 1
                ```

                - x

                  ~~~ line a
                  x: y
                  ~~~
                """);
        assertThat(places)
                .extracting(FencePlace::openLine, FencePlace::endLine, FencePlace::closed, FencePlace::indent)
                .containsExactly(tuple(4, 6, true, 0), tuple(10, 12, true, 2));
        assertThat(places.getFirst().words()).extracting(Name::text).containsExactly("sql", "a", "source=b");
        assertThat(places.getLast().words().getLast().span()).hasToString("report.md:10:12");
        assertThat(places.getLast().holds(11)).isTrue();
        assertThat(places.getLast().holds(12)).isFalse();
    }

    @Test
    void anOpenFenceGoesOnToTheEnd() {
        assertThat(places("```line a\nx: y\n\nz")).singleElement().satisfies(place -> {
            assertThat(place.closed()).isFalse();
            assertThat(place.endLine()).isGreaterThan(4);
        });
    }

    @Test
    void openFrontMatterIsAllThereIs() {
        SourceText text = SourceText.of("report.md", "---\ntitle: x\n```sql a\n");
        assertThat(FencePlace.frontMatterEnd(text)).isGreaterThan(text.lineCount());
        assertThat(FencePlace.of(text)).isEmpty();
        assertThat(FencePlace.frontMatterEnd(SourceText.of("report.md", "# x\n---\n")))
                .isZero();
    }
}
