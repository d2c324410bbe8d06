package io.broadsheet.server.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.server.BroadsheetServer;
import io.broadsheet.server.ServerOptions;
import io.broadsheet.server.ShopProject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteApiTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    private HttpResponse<String> call(BroadsheetServer server, String method, String path, String key, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/sites" + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private BroadsheetServer start(String yaml) {
        return BroadsheetServer.start(
                ServerOptions.of(ShopProject.in(folder, yaml)).withPort(0), InstantSource.system(), Map.of());
    }

    @Test
    void hasNoApiWithoutAKey() throws Exception {
        try (BroadsheetServer server = start("")) {
            assertThat(call(server, "GET", "", KEY, "").statusCode()).isEqualTo(404);
            assertThat(call(server, "PUT", "/z9", KEY, "{}").statusCode()).isEqualTo(404);
            assertThat(server.part(Sites.class).all()).hasSize(3);
        }
    }

    @Test
    void theHostApplicationKeepsItsSitesAndTheirPeople() throws Exception {
        try (BroadsheetServer server = start("server: { api-key: " + KEY + " }\n")) {
            assertThat(call(server, "GET", "", "", "").statusCode()).isEqualTo(401);
            assertThat(call(server, "GET", "", KEY + "x", "").statusCode()).isEqualTo(401);
            assertThat(call(server, "GET", "", KEY, "").body()).contains("\"id\":\"a1\"", "\"origin\":\"project\"");

            HttpResponse<String> made = call(
                    server,
                    "PUT",
                    "/z9",
                    KEY,
                    "{\"name\":\"제타\",\"locale\":\"ko\",\"timezone\":\"Asia/Seoul\",\"currency\":\"KRW\","
                            + "\"brand\":{\"color\":\"#123456\"}}");
            assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
            assertThat(made.body()).contains("\"name\":\"제타\"", "\"origin\":\"api\"", "#123456");

            String people = "[{\"address\":\"zoe@Example.com\",\"name\":\"조이\",\"locale\":\"ko\"}]";
            assertThat(call(server, "PUT", "/z9/recipients", KEY, people).body())
                    .contains("zoe@example.com");
            assertThat(call(server, "PUT", "/nosuch/recipients", KEY, people).statusCode())
                    .isEqualTo(404);
            Sites sites = server.part(Sites.class);
            assertThat(sites.synchronise()).isEqualTo(4);
            assertThat(sites.recipients("z9")).extracting(Recipient::name).containsExactly("조이");

            HttpResponse<String> wrong =
                    call(server, "PUT", "/z9/recipients", KEY, "[{\"address\":\"zoe\"},{\"name\":\"x\"}]");
            assertThat(wrong.statusCode()).isEqualTo(400);
            assertThat(wrong.body()).contains("entry 1", "entry 2").doesNotContain("zoe");
            assertThat(sites.recipients("z9")).hasSize(1);
            assertThat(call(server, "PUT", "/z9/recipients", KEY, "[]").statusCode())
                    .isEqualTo(200);
            assertThat(sites.recipients("z9")).isEmpty();

            assertThat(call(server, "PUT", "/y8", KEY, "{\"timezone\":\"Mars/Base\"}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(call(server, "PUT", "/y8", KEY, "{\"name\":\"\\u0000\"}").statusCode())
                    .isEqualTo(400);
            assertThat(call(server, "PUT", "/y8", KEY, "[").statusCode()).isEqualTo(400);
            assertThat(sites.find("y8")).isEmpty();
        }
    }
}
