package io.broadsheet.engine.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.Batch;
import io.broadsheet.engine.BatchRequest;
import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.ReportEngine;
import io.broadsheet.engine.project.Site;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No page ever holds anything of another site.
class IsolationTest {
    private static final Pattern CANARY = Pattern.compile("canary-(\\w+)-");

    @TempDir
    Path folder;

    private TestProject project() {
        StringBuilder csv = new StringBuilder("site,v,word\n");
        List<String> sites = new ArrayList<>();
        String[] zones = {"Asia/Seoul", "America/New_York", "Asia/Seoul", "UTC"};
        for (int s = 0; s < 8; s++) {
            sites.add("s" + s + "|" + zones[s % zones.length]);
            for (int i = 0; s != 5 && i < 50; i++) {
                csv.append("s")
                        .append(s)
                        .append(',')
                        .append(i)
                        .append(",canary-s")
                        .append(s)
                        .append("-\n");
            }
        }
        TestProject project = new TestProject(folder)
                .files("{ path: data }")
                .file("data/words.csv", csv.toString())
                .sites(String.join("\n", sites));
        project.dataset("mine", "files", "site", "select * from words");
        project.file("shared/m.sql", """
                create macro words(n) as table select word, v from mine where v < n;
                create macro here() as :site;
                """);
        String body = """
                ```sql q
                select word, count(*) as n from words(:most) group by all
                ```

                ```sql r
                select word || '!' as loud from q
                ```

                ```sql direct source=files
                select word from words where site = :site limit 1
                ```

                ```sql own
                select here() as by_macro, :site as by_name from range(1)
                ```

                {% for w in r %}{{ w.loud }}{% endfor %} {{ site.id }} asked by {{ own.by_macro }} and {{ own.by_name }}.

                ```table q
                ```
                """;
        String front =
                "params: { most: { type: integer, default: 40 } }\nuse: [ words from shared/m.sql, here from shared/m.sql ]\n";
        project.report("r", front, body);
        project.report("second", front.replace("40", "30"), body);
        return project;
    }

    private static void assertOwn(Site site, List<Rendering> renderings) {
        for (Rendering rendering : renderings) {
            String page = rendering.page().orElseThrow();
            assertThat(rendering.problems()).as("problems of " + site).isEmpty();
            assertThat(rendering.site()).isEqualTo(site);
            assertThat(page).contains("asked by " + site.id() + " and " + site.id() + ".");
            boolean found = false;
            for (Matcher m = CANARY.matcher(page); m.find(); ) {
                found = true;
                assertThat(m.group(1)).as("canary on the page of " + site).isEqualTo(site.id());
            }
            assertThat(found)
                    .as("canary on the page of " + site)
                    .isEqualTo(!site.id().equals("s5"));
        }
    }

    private void assertApart(int rounds) throws Exception {
        try (ReportEngine engine = project().open(2);
                Batch batch = engine.batch(BatchRequest.of(TestProject.ISSUE), e -> {});
                ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < rounds; i++) {
                int round = i;
                done.add(threads.submit(() -> {
                    Site site = batch.sites().get(round % 8);
                    if (round % 3 == 0) {
                        assertOwn(site, List.of(TestProject.page(engine, site.id())));
                    } else {
                        assertOwn(site, batch.render(site));
                    }
                }));
            }
            for (Future<?> f : done) {
                f.get();
            }
            Leftovers.assertNone(engine);
        }
    }

    @Test
    void keepsPagesOfSitesApart() throws Exception {
        assertApart(100);
    }

    @Test
    @Tag("slow")
    void keepsAThousandPairsOfPagesApart() throws Exception {
        assertApart(2_000);
    }

    @Test
    void keepsWholeRunsApart() {
        try (ReportEngine engine = project().open(4);
                Batch batch = engine.batch(BatchRequest.of(TestProject.ISSUE), e -> {})) {
            boolean whole = batch.renderAll(done -> assertOwn(done.site(), done.renderings()));
            assertThat(whole).isTrue();
        }
    }
}
