package io.broadsheet.server.edition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.broadsheet.engine.EngineOptions;
import io.broadsheet.engine.MailSummary;
import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.ReportEngine;
import io.broadsheet.engine.SummaryPart;
import io.broadsheet.engine.picture.Picture;
import io.broadsheet.engine.picture.ThemeColours;
import io.broadsheet.engine.query.DataSnapshot;
import io.broadsheet.server.ShopProject;
import io.broadsheet.server.TestDatabase;
import io.broadsheet.server.TestPostgres;
import io.broadsheet.server.TestS3;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Editions, revisions and artifacts, on both databases and both stores.
class EditionsTest {
    private static final Instant NOW = Instant.parse("2021-11-01T00:00:00Z");

    @TempDir
    static Path projectFolder;

    private static ReportEngine engine;
    private static DataSnapshot snapshot;

    @BeforeAll
    static void open() {
        engine = ReportEngine.open(ShopProject.in(projectFolder, ""), EngineOptions.DEFAULT.withWorkers(1));
        snapshot = DataSnapshot.open();
    }

    @AfterAll
    static void close() {
        snapshot.close();
        engine.close();
    }

    @Nested
    class OnH2AndFiles extends Suite {
        @Override
        TestDatabase database() {
            return TestDatabase.h2(folder);
        }

        @Override
        ArtifactStore openStore() {
            return new FileArtifactStore(folder.resolve("out"));
        }

        @Override
        void damage(RevisionView revision, String name) throws IOException {
            Path file = folder.resolve("out").resolve(revision.artifact()).resolve(name);
            Files.writeString(file, Files.readString(file, StandardCharsets.ISO_8859_1) + " ");
        }

        @Test
        void aFolderOfAnArtifactIsForItsOwnerAlone() throws IOException {
            publish(Renderings.good("<p>1</p>"));
            assertThat(Files.getPosixFilePermissions(folder.resolve("out/editions")))
                    .hasSize(3);
            assertThat(folder.resolve("out/.attempts")).isEmptyDirectory();
        }

        @Test
        void aStoreThatTakesNothingLeavesEverythingAsItWas() throws IOException {
            RevisionView first = publish(Renderings.good("<p>1</p>"));
            try (ArtifactStore closed = new FileArtifactStore(
                    Files.writeString(folder.resolve("a-file"), "").resolve("out"))) {
                Rendering second = Renderings.good("<p>2</p>");
                StoredEditions other = editions(closed);
                assertThatThrownBy(() -> other.store(other.begin(second, "", ""), second))
                        .isInstanceOf(IOException.class);
            }
            assertThat(current()).isEqualTo(first.number());
        }
    }

    @Nested
    class OnPostgresAndS3 extends Suite {
        @Override
        TestDatabase database() {
            return TestDatabase.of(TestPostgres.database());
        }

        @Override
        ArtifactStore openStore() {
            spec = TestS3.bucket();
            return new S3ArtifactStore(spec, S3ArtifactStore.Patience.of(spec.timeout()));
        }

        private io.broadsheet.engine.project.StoreSpec spec = io.broadsheet.engine.project.StoreSpec.DEFAULT;

        @Override
        void damage(RevisionView revision, String name) {
            try (var client = TestS3.client()) {
                String bucket = spec.url().replaceAll("s3://([^/]+)/.*", "$1");
                client.putObject(
                        p -> p.bucket(bucket).key("broadsheet/" + revision.artifact() + "/" + name),
                        software.amazon.awssdk.core.sync.RequestBody.fromString("other"));
            }
        }

        @Test
        void aSignedAddressShowsThePageAndNothingElseDoes() throws Exception {
            RevisionView revision = publish(Renderings.good("<p>첫 페이지</p>"));
            URI signed = editions.signedUrl(revision, Duration.ofMinutes(1)).orElseThrow();
            try (HttpClient client = HttpClient.newHttpClient()) {
                HttpResponse<String> page =
                        client.send(HttpRequest.newBuilder(signed).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(page.statusCode()).isEqualTo(200);
                assertThat(page.body()).isEqualTo("<p>첫 페이지</p>");
                URI unsigned = URI.create(signed.toString().replaceFirst("\\?.*", ""));
                URI other = URI.create(signed.toString().replace("page.html", "parameters.json"));
                for (URI uri : List.of(unsigned, other)) {
                    assertThat(client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                                    .statusCode())
                            .isEqualTo(403);
                }
            }
        }
    }

    abstract static class Suite {
        @TempDir
        Path folder;

        private TestDatabase database;
        private ArtifactStore store;
        private final List<Object> events = new ArrayList<>();
        StoredEditions editions;

        abstract TestDatabase database();

        abstract ArtifactStore openStore();

        abstract void damage(RevisionView revision, String name) throws IOException;

        @BeforeEach
        void begin() {
            database = database();
            site("a1");
            store = openStore();
            editions = editions(store);
        }

        StoredEditions editions(ArtifactStore of) {
            return editions(of, () -> NOW);
        }

        private StoredEditions editions(ArtifactStore of, InstantSource clock) {
            return new StoredEditions(
                    new EditionTable(database.jdbc()),
                    new RevisionTable(database.jdbc()),
                    of,
                    new ArtifactFiles(engine, snapshot),
                    database.transactions(),
                    events::add,
                    clock);
        }

        private void site(String id) {
            database.jdbc()
                    .sql("insert into site (id, name, locale, zone, currency, brand, origin, active, synced_at)"
                            + " values (?, 'x', 'ko', 'Asia/Seoul', 'KRW', '{}', 'project', true, current_timestamp)")
                    .param(id)
                    .update();
        }

        @AfterEach
        void end() {
            store.close();
            database.close();
        }

        RevisionView publish(Rendering rendering) throws IOException {
            return editions.store(editions.begin(rendering, "주간", "설명"), rendering);
        }

        int current() {
            return editions.ofSite("a1").getFirst().currentRevision().orElseThrow();
        }

        @Test
        void anEditionThatNobodyBeganIsMissedAndCanStillBePublished() throws IOException {
            Rendering rendering = Renderings.good("<p>1</p>");
            Runnable miss = () -> editions.missed("a1", rendering.report(), rendering.period(), "한 주", "주간");
            miss.run();
            String state = "select state from edition";
            assertThat(database.jdbc().sql(state).query(String.class).list()).containsExactly("missed");
            assertThat(editions.ofSite("a1")).isEmpty();
            editions.failed(editions.begin(rendering, "주간", "설명"));
            assertThat(database.jdbc().sql(state).query(String.class).list()).containsExactly("failed");
            miss.run();
            assertThat(database.jdbc().sql(state).query(String.class).list()).containsExactly("missed");
            publish(rendering);
            miss.run();
            assertThat(editions.ofSite("a1"))
                    .singleElement()
                    .satisfies(e -> assertThat(e.state()).isEqualTo(EditionState.PUBLISHED));
        }

        @Test
        void publishesAPageWithAllThatItTakesToAuditIt() throws IOException {
            RevisionView revision = publish(Renderings.good("<p>한 주</p>"));

            assertThat(revision.state()).isEqualTo("published");
            assertThat(revision.number()).isEqualTo(1);
            assertThat(revision.artifact())
                    .isEqualTo("editions/" + revision.publicId())
                    .doesNotContain("a1");
            assertThat(editions.page(revision)).asString(StandardCharsets.UTF_8).isEqualTo("<p>한 주</p>");
            assertThat(editions.files(revision))
                    .containsExactly("page.html", "data/방문.parquet", "source.zip", "parameters.json", "summary.json");
            assertThat(editions.file(revision, "data/방문.parquet"))
                    .asString(StandardCharsets.ISO_8859_1)
                    .startsWith("PAR1");
            assertThat(editions.file(revision, "parameters.json"))
                    .asString(StandardCharsets.UTF_8)
                    .contains("\"weeks\":12", "2021-10-25", "\"timezone\":\"Asia/Seoul\"");
            assertThat(editions.file(revision, "summary.json"))
                    .asString(StandardCharsets.UTF_8)
                    .contains("54,726명");
            EditionView edition = editions.find(revision.editionId()).orElseThrow();
            assertThat(edition.issueLabel()).isEqualTo("11월 [01주차]");
            assertThat(edition.label()).isEqualTo("주간");
            assertThat(edition.state()).isEqualTo(EditionState.PUBLISHED);
            assertThat(edition.currentRevisionId()).contains(revision.id());
            assertThat(edition.firstPublishedAt()).contains(NOW);
            assertThat(edition.issueDate()).isEqualTo(LocalDate.of(2021, 11, 1));
            assertThat(edition.headlines()).containsExactly(new Headline("방문자", "54,726명", "▼ 6.8%", "down"));
            assertThat(editions.find(edition.publicId())).contains(edition);
            assertThat(editions.revision(revision.publicId())).contains(revision);
            assertThat(editions.orphans(Duration.ofDays(-1))).isEmpty();
        }

        @Test
        void theSameInputMakesNoNewRevisionAndOtherInputDoes() throws IOException {
            RevisionView first = publish(Renderings.good("<p>1</p>"));
            assertThat(publish(Renderings.good("<p>1</p>"))).isEqualTo(first);
            assertThat(publish(Renderings.good("<p>2</p>")).number()).isEqualTo(2);
            assertThat(current()).isEqualTo(2);
            assertThat(editions.revisions(first.editionId()))
                    .extracting(RevisionView::number)
                    .containsExactly(1, 2);
        }

        @Test
        void aMailHasItsPicturesThoughARunWithoutMailsCameFirst() throws IOException {
            Picture picture = Picture.draw(
                    "<svg viewBox=\"0 0 20 10\"><path d=\"M0 0h9v9z\"/></svg>", ThemeColours.of("", false), "#ffffff");
            Rendering without = Renderings.good("<p>1</p>");
            Rendering with = without.withMail(
                    MailSummary.of(List.of(new SummaryPart.Image("Visitors", "", "A line", picture, picture))));
            RevisionView first = publish(without);
            RevisionView second = publish(with);
            assertThat(second.number()).isEqualTo(first.number() + 1);
            assertThat(editions.mailParts(second)).hasSize(1).hasOnlyElementsOfType(MailPart.Image.class);
            assertThat(publish(with).number()).isEqualTo(second.number());
            assertThat(publish(without).number()).isEqualTo(second.number());
        }

        @Test
        void theCustomerSeesTheLastGoodOneUntilSomebodyReleases() throws IOException {
            RevisionView good = publish(Renderings.good("<p>1</p>"));
            RevisionView held = publish(Renderings.held("<p>2</p>"));
            assertThat(held.state()).isEqualTo("held");
            assertThat(held.heldBecause()).contains("마지막 날의 데이터가 아직 없습니다 (it gives false)");
            assertThat(held.expectations()).contains("\"passed\":false");
            assertThat(current()).isEqualTo(1);
            assertThat(editions.find(good.editionId()).orElseThrow().state()).isEqualTo(EditionState.HELD);
            assertThat(editions.held()).extracting(h -> h.revision().id()).containsExactly(held.id());
            assertThat(publish(Renderings.held("<p>2</p>"))).isEqualTo(held);

            assertThat(editions.release(held.id(), "kim")).isTrue();
            assertThat(editions.release(held.id(), "kim")).isFalse();
            assertThat(editions.drop(held.id(), "kim")).isFalse();
            assertThat(current()).isEqualTo(2);
            assertThat(editions.revision(held.id()).orElseThrow().decidedBy()).contains("kim");
            assertThat(events).containsExactly(new EditionEvent.Released(good.editionId(), held.id(), "a1", "kim"));
            assertThat(editions.held()).isEmpty();
            // What a person has released stays, however often it is made again.
            assertThat(publish(Renderings.held("<p>2</p>")).state()).isEqualTo("published");
        }

        @Test
        void aDroppedRevisionIsNeverSeen() throws IOException {
            RevisionView held = publish(Renderings.held("<p>1</p>"));
            assertThat(editions.ofSite("a1")).isEmpty();
            assertThat(editions.drop(held.id(), "lee")).isTrue();
            assertThat(editions.release(held.id(), "lee")).isFalse();
            assertThat(editions.ofSite("a1")).isEmpty();
            assertThat(editions.find(held.editionId()).orElseThrow().state()).isEqualTo(EditionState.FAILED);
            assertThat(events).containsExactly(new EditionEvent.Dropped(held.editionId(), held.id(), "a1", "lee"));
        }

        @Test
        void aHeldRevisionIsSupersededByANewerOne() throws IOException {
            RevisionView held = publish(Renderings.held("<p>1</p>"));
            publish(Renderings.good("<p>2</p>"));
            assertThat(editions.release(held.id(), "kim")).isFalse();
            assertThat(editions.revision(held.id()).orElseThrow().state()).isEqualTo("dropped");
            assertThat(current()).isEqualTo(2);
        }

        @Test
        void whoComesBackLateCanNotPublish() throws IOException {
            Rendering rendering = Renderings.good("<p>1</p>");
            Editions.Attempt zombie = editions.begin(rendering, "주간", "");
            Editions.Attempt later = editions.begin(rendering, "주간", "");
            assertThat(later.editionId()).isEqualTo(zombie.editionId());
            assertThat(later.fence()).isGreaterThan(zombie.fence());
            assertThatThrownBy(() -> editions.store(zombie, rendering)).isInstanceOf(Editions.StaleAttempt.class);
            editions.failed(zombie);
            assertThat(editions.find(zombie.editionId()).orElseThrow().state()).isEqualTo(EditionState.RUNNING);
            assertThat(editions.store(later, rendering).number()).isEqualTo(1);
            assertThatThrownBy(() -> editions.store(zombie, rendering)).isInstanceOf(Editions.StaleAttempt.class);
            editions.failed(later);
            assertThat(editions.find(later.editionId()).orElseThrow().state()).isEqualTo(EditionState.FAILED);
            assertThat(current()).isEqualTo(1);
        }

        @Test
        void ofManyAttemptsAtOnceTheLatestPublishesAlone() throws Exception {
            int many = 8;
            List<Callable<Optional<RevisionView>>> attempts = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                Rendering rendering = Renderings.good("<p>" + i + "</p>");
                attempts.add(() -> {
                    try {
                        return Optional.of(editions.store(editions.begin(rendering, "주간", ""), rendering));
                    } catch (Editions.StaleAttempt e) {
                        return Optional.empty();
                    }
                });
            }
            List<RevisionView> published = new ArrayList<>();
            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                for (Future<Optional<RevisionView>> done : threads.invokeAll(attempts)) {
                    done.get().ifPresent(published::add);
                }
            }
            assertThat(editions.ofSite("a1")).hasSize(1);
            List<RevisionView> rows =
                    editions.revisions(editions.ofSite("a1").getFirst().id());
            assertThat(rows).hasSameSizeAs(published).isNotEmpty();
            assertThat(rows.getLast().number()).isEqualTo(rows.size()).isEqualTo(current());
            // What the losers stored hurts nobody, and a cleaner finds it.
            assertThat(editions.orphans(Duration.ofDays(-1))).hasSizeLessThanOrEqualTo(many - rows.size());
        }

        @Test
        void whatNoEditionKnowsIsRemovedWhenItIsOldEnough() throws IOException {
            RevisionView revision = publish(Renderings.good("<p>1</p>"));
            Path work = store.workFolder();
            Files.writeString(work.resolve("page.html"), "x");
            store.keep(
                    "editions/left-behind",
                    work,
                    Manifest.of(List.of(Manifest.Entry.of("page.html", "x".getBytes(StandardCharsets.UTF_8)))));
            assertThatThrownBy(() -> editions.removeOrphans(Duration.ofHours(23)))
                    .isInstanceOf(IllegalArgumentException.class);
            // The store's clock says when it was written, the server's how long ago that is.
            assertThat(editions(store, InstantSource.system()).removeOrphans(Duration.ofDays(1)))
                    .isEmpty();
            Editions later = editions(store, () -> Instant.now().plus(Duration.ofDays(2)));
            assertThat(later.orphans(Duration.ofDays(1))).containsExactly("editions/left-behind");
            assertThat(later.removeOrphans(Duration.ofDays(1))).containsExactly("editions/left-behind");
            assertThat(later.orphans(Duration.ofDays(1))).isEmpty();
            assertThatThrownBy(() -> store.read("editions/left-behind", "page.html"))
                    .isInstanceOf(IOException.class);
            assertThat(later.page(revision)).isNotEmpty();
        }

        @Test
        void aPageThatSomebodyChangedIsNotShown() throws IOException {
            RevisionView revision = publish(Renderings.good("<p>1</p>"));
            damage(revision, "page.html");
            damage(revision, "summary.json");
            assertThatThrownBy(() -> editions.page(revision))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is not the one that was published");
            assertThatThrownBy(() -> editions.file(revision, "summary.json")).isInstanceOf(IOException.class);
            assertThat(editions.file(revision, "source.zip")).isNotEmpty();
        }

        @Test
        void onlyFilesOfTheManifestAreGiven() throws IOException {
            RevisionView revision = publish(Renderings.good("<p>1</p>"));
            for (String name :
                    List.of("../" + revision.publicId() + "/page.html", "manifest.json", "", "/etc/passwd")) {
                assertThatThrownBy(() -> editions.file(revision, name)).isInstanceOf(IOException.class);
            }
        }

        @Test
        void idsAndNamesThatWereMeantToHurtStayText() throws IOException {
            String hostile = "../../'; drop table edition; --<script>가";
            site(hostile);
            Rendering rendering = Renderings.of(Renderings.site(hostile), "orders", "<p>x</p>", true);
            RevisionView revision =
                    editions.store(editions.begin(rendering, "<b>\u0000카드" + "y".repeat(900), "d\u0007"), rendering);
            EditionView edition = editions.ofSite(hostile).getFirst();
            assertThat(edition.label()).startsWith("<b> 카드").hasSize(400);
            assertThat(edition.title()).isEqualTo("주간 <리포트>");
            assertThat(editions.page(revision)).asString(StandardCharsets.UTF_8).isEqualTo("<p>x</p>");
            assertThat(editions.ofSite("a1")).isEmpty();
        }
    }
}
