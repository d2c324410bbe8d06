package io.broadsheet.server.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.broadsheet.engine.EngineOptions;
import io.broadsheet.engine.ProjectException;
import io.broadsheet.engine.RenderRequest;
import io.broadsheet.engine.ReportEngine;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.project.Site;
import io.broadsheet.server.ShopProject;
import io.broadsheet.server.TestDatabase;
import io.broadsheet.server.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sites, recipients and readers as rows, on both databases.
class SitesTest {
    @Nested
    class OnH2 extends Suite {
        @Override
        TestDatabase database() {
            return TestDatabase.h2(folder);
        }
    }

    @Nested
    class OnPostgres extends Suite {
        @Override
        TestDatabase database() {
            return TestDatabase.of(TestPostgres.database());
        }
    }

    abstract static class Suite {
        private static final String HEADER = "id,name,locale,timezone,currency,recipients,logo\n";

        @TempDir
        Path folder;

        private Path project;
        private ReportEngine engine;
        private TestDatabase database;
        private StoredSites sites;

        abstract TestDatabase database();

        @BeforeEach
        void open() {
            project = ShopProject.in(folder, "");
            engine = ReportEngine.open(project, EngineOptions.DEFAULT.withWorkers(1));
            database = database();
            sites = sites(engine);
        }

        private StoredSites sites(ReportEngine of) {
            return new StoredSites(
                    of,
                    new SiteTable(database.jdbc()),
                    new RecipientTable(database.jdbc()),
                    new ReaderTable(database.jdbc()),
                    database.transactions(),
                    () -> Instant.parse("2026-03-02T00:00:00Z"));
        }

        @AfterEach
        void close() {
            engine.close();
            database.close();
        }

        private void list(String lines) throws IOException {
            Files.writeString(project.resolve("sites.csv"), HEADER + lines);
        }

        private List<String> addresses(String site) {
            return sites.recipients(site).stream()
                    .map(r -> r.name() + " <" + r.address() + ">")
                    .toList();
        }

        @Test
        void takesOverNewChangedAndAbsentSites() throws IOException {
            assertThat(sites.synchronise()).isEqualTo(3);
            assertThat(sites.find("c3").orElseThrow().zone().getId()).isEqualTo("Europe/Berlin");

            list("a1,Alpha and Sons,en,Asia/Seoul,USD,Ann <ann@example.com>,a.png\nd4,델타,ko,,,,\n");
            assertThat(sites.synchronise()).isEqualTo(2);

            SiteView a1 = sites.find("a1").orElseThrow();
            assertThat(a1.name()).isEqualTo("Alpha and Sons");
            assertThat(a1.brand()).containsEntry("logo", "a.png");
            assertThat(sites.find("b2").orElseThrow().active()).isFalse();
            assertThat(sites.find("d4").orElseThrow().name()).isEqualTo("델타");
            assertThat(addresses("a1")).containsExactly("Ann <ann@example.com>");
            assertThat(addresses("b2")).isEmpty();
            assertThat(sites.synchronise()).isEqualTo(2);
        }

        @Test
        void keepsTheIdOfARecipientWhoComesBack() throws IOException {
            list("a1,A,en,,,Ann <ann@Example.COM>,\n");
            sites.synchronise();
            Recipient ann = sites.recipients("a1").getFirst();
            assertThat(ann.address()).isEqualTo("ann@example.com");
            list("a1,A,en,,,,\n");
            sites.synchronise();
            assertThat(sites.recipients("a1")).isEmpty();
            assertThat(sites.recipient(ann.publicId()).orElseThrow().active()).isFalse();
            list("a1,A,en,,,Ann B. <ann@example.com>,\n");
            sites.synchronise();
            assertThat(sites.recipient(ann.id()).orElseThrow().publicId()).isEqualTo(ann.publicId());
            assertThat(sites.recipients("a1").getFirst().name()).isEqualTo("Ann B.");
        }

        @Test
        void reportsAddressesThatCanNotBeMailedAndMailsTheOthers() throws IOException {
            list("a1,A,ko,,,김철수 <kim@example.com>; nobody; a@b@c.com; x <y@nodot>; <script>@example.com;"
                    + " lee@한국.com; kim@example.com,\n");
            sites.synchronise();
            assertThat(addresses("a1")).containsExactly("김철수 <kim@example.com>", " <lee@xn--3e0b707e.com>");
            assertThat(sites.wrongRecipients())
                    .extracting(Sites.WrongRecipient::entry)
                    .containsExactly("nobody", "a@b@c.com", "x <y@nodot>", "<script>@example.com");
        }

        @Test
        void anEmptyOrMissingListChangesNothing() throws IOException {
            sites.synchronise();
            list("");
            assertThat(sites.synchronise()).isEqualTo(3);
            Files.delete(project.resolve("sites.csv"));
            assertThatThrownBy(() -> sites.synchronise()).isInstanceOf(ProjectException.class);
            assertThat(sites.all()).allMatch(SiteView::active);
            assertThat(engine.sites()).hasSize(3);
        }

        @Test
        void whatCameByApiStaysAndCanBeRendered() throws IOException {
            sites.synchronise();
            Site site = engine.project()
                    .sitesOf(
                            List.of(Map.of("id", "z9", "name", "Zeta", "locale", "en", "color", "#123456")),
                            new Problems())
                    .getFirst();
            sites.put(site, true);
            sites.putRecipients(
                    "z9",
                    List.of(new RecipientTable.Wanted("z9", address("zoe@example.com", "Zoe"), Optional.empty())));
            sites.putRecipients(
                    "a1",
                    List.of(new RecipientTable.Wanted("a1", address("api@example.com", "Api"), Optional.empty())));
            list("a1,A,en,,,Ann <ann@example.com>,\n");
            assertThat(sites.synchronise()).isEqualTo(2);
            assertThat(sites.find("z9").orElseThrow().brand()).containsEntry("color", "#123456");
            assertThat(addresses("z9")).containsExactly("Zoe <zoe@example.com>");
            assertThat(addresses("a1")).containsExactly("Ann <ann@example.com>", "Api <api@example.com>");

            // Another process learns of it when it synchronises.
            try (ReportEngine other = ReportEngine.open(project, EngineOptions.DEFAULT.withWorkers(1))) {
                sites(other).synchronise();
                assertThat(other.render(RenderRequest.of("orders", "z9", LocalDate.of(2026, 3, 2)))
                                .site()
                                .name())
                        .isEqualTo("Zeta");
            }
        }

        private static MailAddress address(String address, String name) {
            try {
                return MailAddress.of(address, name);
            } catch (WrongAddress e) {
                throw new IllegalArgumentException(e);
            }
        }

        @Test
        void takesIdsAndNamesThatWereMeantToHurt() throws IOException {
            String id = "../..'; drop table site; --<script>";
            list("\"" + id + "\",\"<b>x\uD83D\uDE00" + "n".repeat(500) + "\",en,,,,\"</script>\"\n");
            assertThat(sites.synchronise()).isEqualTo(1);
            assertThat(sites.find(id).orElseThrow().name())
                    .startsWith("<b>x\uD83D\uDE00n")
                    .hasSizeLessThan(401);
            assertThat(sites.find(id).orElseThrow().brand()).containsEntry("logo", "</script>");
        }

        @Test
        void aReaderIsMadeOnceForEachSiteAndSubject() {
            sites.synchronise();
            Reader first = sites.reader("a1", "user:7", "Kim");
            assertThat(sites.reader("a1", "user:7", "")).isEqualTo(first);
            assertThat(sites.reader("b2", "user:7", "Kim").id()).isNotEqualTo(first.id());
            assertThat(sites.reader("a1", "user:7", "김").name()).isEqualTo("김");
            assertThat(sites.reader(first.publicId()).orElseThrow().siteId()).isEqualTo("a1");
            assertThatThrownBy(() -> sites.reader("a1", "u".repeat(401), ""))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
