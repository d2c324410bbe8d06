package io.broadsheet.server.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.broadsheet.server.edition.EditionView;
import io.broadsheet.server.edition.Editions;
import io.broadsheet.server.edition.RevisionView;
import io.broadsheet.server.site.Recipient;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Another site's edition is not there, by any name, on any route.
class TenantTest {
    private static final String[] KEY = {
        "Authorization", "Bearer " + SharedPortal.API_KEY, "Content-Type", "application/json"
    };

    private final PortalWorld world = SharedPortal.world();
    private final String mine = SharedPortal.site();
    private final String theirs = SharedPortal.site();
    private final EditionView their = world.add(PortalWorld.draft(theirs, "cohort", "2021-11-01"));
    private final EditionView own = world.add(PortalWorld.draft(mine, "cohort", "2021-11-01"));
    private final EditionView held =
            world.add(PortalWorld.draft(mine, "channel", "2021-11-01").held());
    private final Recipient theirPerson = world.recipient(theirs, "theirs@example.com", true);

    @BeforeEach
    void begin() {
        SharedPortal.CLOCK.set(Instant.parse("2021-11-02T01:00:00Z"));
    }

    /// Every kind of name that is no edition of mine.
    private Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("never was", "AAAAAAAAAAAAAAAAAAAAAA");
        names.put("theirs", their.publicId());
        names.put("mine, never published", held.publicId());
        names.put("their revision", world.shown(their).publicId());
        names.put("my revision", world.shown(own).publicId());
        names.put("their mail link", world.link(theirPerson, their));
        names.put("their row", String.valueOf(their.id()));
        names.put("my row", String.valueOf(own.id()));
        names.put("their site", theirs);
        names.put("a quote", "'%20or%20'1'='1");
        names.put("wild cards", "______________________");
        names.put("long", "x".repeat(3000));
        names.put("mine and more", own.publicId() + "x");
        names.put("mine in capitals", own.publicId().toUpperCase(java.util.Locale.ROOT) + "A");
        return names;
    }

    /// What the routes with names in them are, from the running application: whoever adds one adds it here.
    @Test
    void everyRouteWithANameIsTried() {
        Set<String> routes = new TreeSet<>();
        SharedPortal.server().routes().getHandlerMethods().keySet().forEach(route -> {
            for (String pattern : route.getPatternValues()) {
                if (pattern.contains("{")) {
                    routes.add(route.getMethodsCondition().getMethods() + " " + pattern);
                }
            }
        });
        assertThat(routes)
                .containsExactly(
                        "[GET] /api/v1/sites/{site}/editions",
                        "[GET] /assets/{name}",
                        "[GET] /m/{delivery}",
                        "[GET] /m/{delivery}/open.gif",
                        "[GET] /portal/editions/{id}",
                        "[GET] /portal/editions/{id}/page",
                        "[POST] /api/v1/sites/{site}/enter",
                        "[POST] /portal/editions/{id}/answer",
                        "[POST] /portal/editions/{id}/reading");
    }

    @Test
    void byIdThereIsTheSameNothingForAll() {
        Guest guest = SharedPortal.reader(mine, "42");
        String page = guest.get("/portal/editions/" + own.publicId()).body();
        String token = Guest.hidden(page, "token");
        String unknown = guest.get("/portal/editions/AAAAAAAAAAAAAAAAAAAAAA").body();
        names().forEach((what, name) -> {
            String path = "/portal/editions/" + name;
            for (String rest : new String[] {"", "/page", "?answered=1"}) {
                HttpResponse<String> answer = guest.get(path + rest);
                assertThat(answer.statusCode()).as(what).isEqualTo(404);
                assertThat(answer.body()).as(what).isEqualTo(unknown);
            }
            Map<String, String> form =
                    Map.of("token", token, "revision", world.shown(their).publicId(), "useful", "yes", "ms", "5000");
            assertThat(guest.post(path + "/answer", form).statusCode()).as(what).isEqualTo(404);
            assertThat(guest.post(path + "/reading", form).statusCode())
                    .as(what)
                    .isEqualTo(404);
        });
    }

    @Test
    void aRevisionOfAnotherEditionTakesNoAnswer() {
        Guest guest = SharedPortal.reader(mine, "42");
        String path = "/portal/editions/" + own.publicId();
        String token = Guest.hidden(guest.get(path).body(), "token");
        RevisionView heldRevision = world.revision(own.id(), 2, "held", Instant.EPOCH, "");
        for (String revision : new String[] {
            world.shown(their).publicId(), heldRevision.publicId(), "", "AAAAAAAAAAAAAAAAAAAAAA", own.publicId()
        }) {
            Map<String, String> form = Map.of("token", token, "revision", revision, "useful", "yes");
            assertThat(guest.post(path + "/answer", form).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aTokenLeadsToNoEditionOfAnotherSite() {
        String token = Tokens.signed(
                Tokens.claims(mine, "42").claim("edition", their.publicId()).build());
        HttpResponse<String> answer = SharedPortal.guest().get("/portal/enter?token=" + token);
        assertThat(answer.headers().firstValue("Location")).contains("/portal");
        assertThat(SharedPortal.guest().follow(answer).body()).doesNotContain(their.publicId());
    }

    @Test
    void aMailLinkLeadsToNoEditionOfAnotherSite() {
        // A delivery like these must never be written; if one is, it opens nothing.
        String crossed = world.link(world.recipient(mine, "mine@example.com", true), their);
        String closed = SharedPortal.guest().get("/m/unknown").body();
        names().values().forEach(name -> {
            if (world.new FakeDeliveries().link(name).isEmpty()) {
                assertThat(SharedPortal.guest().get("/m/" + name).body()).isEqualTo(closed);
            }
        });
        HttpResponse<String> answer = SharedPortal.guest().get("/m/" + crossed);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo(closed);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void theApiGivesASiteItsOwnEditionsOnly() {
        Guest host = SharedPortal.guest();
        HttpResponse<String> list = host.get("/api/v1/sites/" + mine + "/editions?reader=42", KEY);
        assertThat(list.statusCode()).isEqualTo(200);
        assertThat(list.body())
                .contains(
                        own.publicId(),
                        "\"state\":\"new\"",
                        "\"issue_date\":\"2021-11-01\"",
                        "\"last_day\":\"2021-10-31\"")
                .doesNotContain(their.publicId(), held.publicId());
        String nowhere =
                host.get("/api/v1/sites/nowhere/editions?reader=42", KEY).body();
        assertThat(nowhere).isEqualTo("{\"status\":404,\"error\":\"not found\"}");
        names().forEach((what, name) -> {
            if (!name.equals(theirs)) {
                assertThat(host.get("/api/v1/sites/" + name + "/editions?reader=42", KEY)
                                .body())
                        .as(what)
                        .isEqualTo(nowhere);
            }
            if (!name.equals(theirs)) {
                assertThat(host.get("/api/v1/editions?reader=42&site=" + name, KEY)
                                .body())
                        .as(what)
                        .isEqualTo(nowhere);
            }
            String wish = "{\"user\":\"42\",\"edition\":\"" + name.replace("%20", " ") + "\"}";
            assertThat(host.send("POST", "/api/v1/sites/" + mine + "/enter", wish, KEY)
                            .body())
                    .as(what)
                    .isEqualTo(nowhere);
        });
    }

    @Test
    void theApiAsksForItsKeyAndForAReader() {
        Guest host = SharedPortal.guest();
        String path = "/api/v1/sites/" + mine;
        assertThat(host.get(path + "/editions?reader=42").statusCode()).isEqualTo(401);
        for (String wrong :
                new String[] {"Bearer x", "Basic " + SharedPortal.API_KEY, SharedPortal.API_KEY, "Bearer "}) {
            assertThat(host.get(path + "/editions?reader=42", "Authorization", wrong)
                            .statusCode())
                    .isEqualTo(401);
            assertThat(host.send(
                                    "POST",
                                    path + "/enter",
                                    "{\"user\":\"1\"}",
                                    "Authorization",
                                    wrong,
                                    "Content-Type",
                                    "application/json")
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(host.get(path + "/editions", KEY).statusCode()).isEqualTo(400);
        for (String body : new String[] {"", "{}", "{\"user\":\"\"}", "{\"user\":\"a\\nb\"}", "{\"user\":", "[]"}) {
            assertThat(host.send("POST", path + "/enter", body, KEY).statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
    }

    @Test
    void theApiLetsAReaderInOnce() {
        Guest host = SharedPortal.guest();
        String wish = "{\"user\":\"42\",\"name\":\"앤\",\"edition\":\"" + own.publicId() + "\"}";
        String entry =
                host.send("POST", "/api/v1/sites/" + mine + "/enter", wish, KEY).body();
        String path = entry.replaceAll(".*\"url\":\"http://localhost:8080(/portal/enter[^\"]+)\".*", "$1");
        Guest reader = SharedPortal.guest();
        HttpResponse<String> answer = reader.get(path);
        assertThat(answer.headers().firstValue("Location")).contains("/portal/editions/" + own.publicId());
        assertThat(reader.follow(answer).statusCode()).isEqualTo(200);
        assertThat(SharedPortal.guest().get(path).statusCode()).isEqualTo(403);
        assertThat(host.get("/api/v1/sites/" + mine + "/editions?reader=42", KEY)
                        .body())
                .contains("\"state\":\"read\"", "\"unread\":0");
    }

    @Test
    void onlyAccessAsksForEditions() {
        JavaClasses portal = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.broadsheet.server.portal");
        ArchRuleDefinition.noClasses()
                .that()
                .doNotHaveSimpleName("Access")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Editions.class)
                .check(portal);
    }
}
