package io.broadsheet.server.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPortalTest {
    @TempDir
    Path folder;

    @Test
    void aHostMayFrameItAndCookiesLiveInTheFrameOnly() {
        String yaml =
                "server: { url: \"https://reports.example.com/\", frame-ancestors: [\"https://admin.example.com\"],"
                        + " introduction: { ko: 안녕하세요 } }\n";
        try (PortalServer server = PortalServer.start(folder, yaml, 0, false, SharedPortal.CLOCK)) {
            var site =
                    server.world().site("a1", "가게", Locale.KOREA, Map.of("logo", "https://cdn.example.com/logo.png"));
            var edition = server.world().add(PortalWorld.draft("a1", "cohort", "2021-11-01"));
            Guest guest = new Guest(server.url());

            // Without keys in broadsheet.yaml there are no tokens and there is no API; nor is this the demo.
            assertThat(guest.get("/portal/enter?token=" + Tokens.good("a1", "42"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(guest.get("/portal/enter?site=a1").statusCode()).isEqualTo(403);
            assertThat(guest.get("/api/v1/sites/a1/editions?reader=42", "Authorization", "Bearer ")
                            .statusCode())
                    .isEqualTo(404);

            String token = server.part(EntryTokens.class).make(site, "42", "Ann", Optional.empty(), Optional.empty());
            var entered = guest.get("/portal/enter?token=" + token);
            assertThat(entered.headers().firstValue("Set-Cookie").orElseThrow())
                    .startsWith("__Host-portal=")
                    .contains("HttpOnly", "Secure", "SameSite=None", "Partitioned", "Path=/");
            var list = guest.follow(entered);
            assertThat(list.body()).contains("안녕하세요", "https://cdn.example.com/logo.png");
            assertThat(list.headers().firstValue("X-Frame-Options")).isEmpty();
            assertThat(list.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains(
                            "frame-ancestors 'self' https://admin.example.com",
                            "img-src 'self' data: https://cdn.example.com;");
            var page = guest.get("/portal/editions/" + edition.publicId() + "/page");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .endsWith("frame-ancestors 'self' https://admin.example.com");
        }
    }
}
