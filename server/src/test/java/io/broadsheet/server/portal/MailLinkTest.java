package io.broadsheet.server.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.server.edition.EditionView;
import io.broadsheet.server.site.Recipient;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class MailLinkTest {
    private final String site = SharedPortal.site();
    private EditionView edition;
    private Recipient ann;
    private String link;

    @BeforeEach
    void begin() {
        edition = SharedPortal.world().add(PortalWorld.draft(site, "cohort", "2021-11-01"));
        ann = SharedPortal.world().recipient(site, "ann@example.com", true);
        link = SharedPortal.world().link(ann, edition);
    }

    private int readings(String kind) {
        return SharedPortal.server()
                .part(JdbcClient.class)
                .sql("select count(*) from reading where recipient_id = ? and kind = ?")
                .params(ann.id(), kind)
                .query(Integer.class)
                .single();
    }

    @Test
    void aLinkLeadsToTheEditionAndCountsAsAClick() {
        Guest guest = SharedPortal.guest();
        HttpResponse<String> answer = guest.get("/m/" + link);
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/portal/editions/" + edition.publicId());
        assertThat(guest.follow(answer).statusCode()).isEqualTo(200);
        assertThat(guest.get("/portal").body()).contains("읽음").doesNotContain("읽지않음");
        assertThat(readings("click")).isEqualTo(1);
        assertThat(readings("open")).isZero();
    }

    @Test
    void programsThatLookWhereALinkGoesAreNotReaders() {
        Guest guest = SharedPortal.guest();
        assertThat(guest.send("HEAD", "/m/" + link, "").headers().firstValue("Set-Cookie"))
                .isEmpty();
        assertThat(guest.get("/m/" + link, "Sec-Purpose", "prefetch").statusCode())
                .isEqualTo(503);
        for (String agent : new String[] {
            "Slackbot-LinkExpanding 1.0",
            "facebookexternalhit/1.1; kakaotalk-scrap/1.0",
            "Mozilla/5.0 (compatible; Yeti/1.1)"
        }) {
            HttpResponse<String> answer = guest.get("/m/" + link, "User-Agent", agent);
            assertThat(answer.statusCode()).as(agent).isEqualTo(403);
            assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        }
        assertThat(readings("click")).isZero();
    }

    @Test
    void whoIsNoLongerMailedDoesNotComeIn() {
        Recipient gone = SharedPortal.world().recipient(site, "gone@example.com", false);
        String old = SharedPortal.world().link(gone, edition);
        assertThat(SharedPortal.guest().get("/m/" + old).body())
                .isEqualTo(SharedPortal.guest().get("/m/unknown").body());
    }

    @Test
    void thePixelIsTheSameForEveryName() {
        Guest guest = SharedPortal.guest();
        HttpResponse<String> good = guest.get("/m/" + link + "/open.gif");
        HttpResponse<String> unknown = guest.get("/m/unknown/open.gif");
        assertThat(good.statusCode()).isEqualTo(200);
        assertThat(good.body()).startsWith("GIF89a").isEqualTo(unknown.body());
        assertThat(good.headers().firstValue("Content-Type")).contains("image/gif");
        assertThat(good.headers().firstValue("Cache-Control")).contains("no-store, private");
        guest.send("HEAD", "/m/" + link + "/open.gif", "");
        assertThat(readings("open")).isEqualTo(1);
    }
}
