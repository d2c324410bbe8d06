package io.broadsheet.server.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EntryTest {
    private static HttpResponse<String> enter(String token) {
        return SharedPortal.guest().get("/portal/enter?token=" + token);
    }

    private static Date in(Duration time) {
        return Date.from(SharedPortal.CLOCK.instant().plus(time));
    }

    @Test
    void aGoodTokenLetsInOnceAndLeavesTheAddress() {
        String token = Tokens.good(SharedPortal.site(), "42");
        HttpResponse<String> first = enter(token);
        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(first.headers().firstValue("Location")).contains("/portal");
        assertThat(first.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("portal=")
                .contains("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=43200")
                .doesNotContain("Secure");
        Guest guest = SharedPortal.guest();
        assertThat(guest.follow(first).statusCode()).isEqualTo(200);
        assertThat(enter(token).statusCode()).isEqualTo(403);
    }

    @Test
    void whateverIsWrongWithATokenTheAnswerIsTheSamePage() {
        String site = SharedPortal.site();
        String left = SharedPortal.site();
        SharedPortal.world().leave(left);
        JWTClaimsSet good = Tokens.claims(site, "42").build();
        JWSHeader plain = new JWSHeader(JWSAlgorithm.HS256);
        JWSHeader own =
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("broadsheet").build();
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("nothing", "");
        wrong.put("no token", "abc");
        wrong.put("too long", "a.".repeat(2500));
        wrong.put("alg none", new PlainJWT(good).serialize());
        wrong.put(
                "another alg",
                Tokens.signed(new JWSHeader(JWSAlgorithm.HS512), good, SharedPortal.EMBED_KEY.repeat(2)));
        wrong.put("another key", Tokens.signed(plain, good, "x".repeat(40)));
        wrong.put("the server's key by name", Tokens.signed(own, good, SharedPortal.EMBED_KEY));
        wrong.put("cut", Tokens.signed(good).substring(0, 60));
        wrong.put("unknown site", Tokens.good("nowhere", "42"));
        wrong.put("site with a zero", Tokens.good("a\u0000b", "42"));
        wrong.put("site that left", Tokens.good(left, "42"));
        wrong.put("no user", Tokens.good(site, ""));
        wrong.put("user with a line end", Tokens.good(site, "a\nb"));
        wrong.put("expired", changed(site, b -> b.expirationTime(in(Duration.ofSeconds(-1)))));
        wrong.put("never expires", changed(site, b -> b.expirationTime(null)));
        wrong.put("expires too late", changed(site, b -> b.expirationTime(in(Duration.ofMinutes(6)))));
        wrong.put("not yet", changed(site, b -> b.notBeforeTime(in(Duration.ofMinutes(2)))));
        wrong.put("no id", changed(site, b -> b.jwtID(null)));
        wrong.put("no issuer", changed(site, b -> b.issuer(null)));
        wrong.put("site is a number", changed(site, b -> b.claim("site", 1)));
        String closed = SharedPortal.guest().get("/portal").body();
        wrong.forEach((what, token) -> {
            HttpResponse<String> answer = enter(token);
            assertThat(answer.statusCode()).as(what).isEqualTo(403);
            assertThat(answer.body()).as(what).isEqualTo(closed);
            assertThat(answer.headers().firstValue("Set-Cookie")).as(what).isEmpty();
        });
    }

    private static String changed(String site, java.util.function.Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = Tokens.claims(site, "42");
        change.accept(claims);
        return Tokens.signed(claims.build());
    }

    @Test
    void lookingAtALinkDoesNotUseIt() {
        String token = Tokens.good(SharedPortal.site(), "42");
        assertThat(SharedPortal.guest()
                        .send("HEAD", "/portal/enter?token=" + token, "")
                        .statusCode())
                .isEqualTo(503);
        assertThat(SharedPortal.guest()
                        .get("/portal/enter?token=" + token, "Sec-Purpose", "prefetch;prerender")
                        .statusCode())
                .isEqualTo(503);
        assertThat(enter(token).statusCode()).isEqualTo(303);
    }

    @Test
    void theTokenSaysTheLanguageAndWhereToGo() {
        String site = SharedPortal.site();
        var edition = SharedPortal.world().add(PortalWorld.draft(site, "cohort", "2021-11-01"));
        String token = changed(site, b -> b.claim("lang", "en-US").claim("edition", edition.publicId()));
        HttpResponse<String> answer = enter(token);
        assertThat(answer.headers().firstValue("Location")).contains("/portal/editions/" + edition.publicId());
        assertThat(SharedPortal.guest().follow(answer).body())
                .contains("<html lang=\"en\">", "Was this report useful?");
    }

    @Test
    void aSessionEndsAfterTwelveHours() {
        Guest guest = SharedPortal.reader(SharedPortal.site(), "42");
        SharedPortal.CLOCK.move(Duration.ofHours(12).minusSeconds(1));
        assertThat(guest.get("/portal").statusCode()).isEqualTo(200);
        SharedPortal.CLOCK.move(Duration.ofSeconds(1));
        assertThat(guest.get("/portal").statusCode()).isEqualTo(403);
    }

    @Test
    void aSessionEndsWhenTheSiteLeaves() {
        String site = SharedPortal.site();
        Guest guest = SharedPortal.reader(site, "42");
        assertThat(guest.get("/portal").statusCode()).isEqualTo(200);
        SharedPortal.world().leave(site);
        assertThat(guest.get("/portal").statusCode()).isEqualTo(403);
    }

    @Test
    void aCookieThatWasTouchedIsNone() {
        Guest guest = SharedPortal.reader(SharedPortal.site(), "42");
        String good = guest.cookie();
        int end = good.indexOf('~');
        for (String touched : new String[] {
            good.substring(0, end),
            good.substring(0, end + 1),
            good.substring(0, 9) + (good.charAt(9) == 'A' ? 'B' : 'A') + good.substring(10),
            good + "x",
            "portal=~",
            "portal=a.b.c.d.e.f~"
        }) {
            guest.carry(touched);
            assertThat(guest.get("/portal").statusCode()).as(touched).isEqualTo(403);
        }
        guest.carry("other=1; " + good);
        assertThat(guest.get("/portal").statusCode()).isEqualTo(200);
    }

    @Test
    void theDemoLetsThisMachineInByNamingASite() {
        String site = SharedPortal.site();
        assertThat(SharedPortal.guest().get("/portal/enter?site=" + site).statusCode())
                .isEqualTo(303);
        assertThat(SharedPortal.guest()
                        .get("/portal/enter?site=" + site, "X-Forwarded-For", "203.0.113.9")
                        .statusCode())
                .isEqualTo(403);
        assertThat(SharedPortal.guest().get("/portal/enter?site=nowhere").statusCode())
                .isEqualTo(403);
    }
}
