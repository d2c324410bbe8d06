package io.broadsheet.cli.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks a preview as its own page does.
final class PreviewClient implements AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile("data-token=\"([0-9a-f]+)\"");
    private static final long PATIENCE_SECONDS = 30;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    final String token;

    PreviewClient(Preview preview) {
        this.address = preview.address();
        Matcher found = TOKEN.matcher(get("").body());
        assertThat(found.find()).isTrue();
        this.token = found.group(1);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(PATIENCE_SECONDS));
    }

    HttpResponse<String> get(String path) {
        return send(request(path).build());
    }

    /// With the token.
    HttpResponse<String> api(String path) {
        return send(request("/api/" + path).header(Guard.TOKEN_HEADER, token).build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    Events events(String query) {
        try {
            HttpResponse<InputStream> response = http.send(
                    request("/api/events?tab=" + System.nanoTime() + "&token=" + token
                                    + (query.isEmpty() ? "" : "&" + query))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
            return new Events(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What a tab hears.
    static final class Events implements AutoCloseable {
        private final LinkedBlockingQueue<JsonNode> shown = new LinkedBlockingQueue<>();
        private final InputStream in;

        Events(InputStream in) {
            this.in = in;
            Thread.ofVirtual().start(this::read);
        }

        private void read() {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                String event = "";
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("event: ")) {
                        event = line.substring("event: ".length());
                    } else if (line.startsWith("data: ") && event.equals("shown")) {
                        shown.add(json(line.substring("data: ".length())));
                    }
                }
            } catch (IOException e) {
                // Nobody listens any more.
                shown.clear();
            }
        }

        JsonNode next() {
            return next(shown -> true);
        }

        /// The next state that is as wanted; those before are passed over.
        JsonNode next(Predicate<JsonNode> wanted) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            JsonNode last = null;
            try {
                while (System.nanoTime() < end) {
                    JsonNode next = shown.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                    if (next != null && wanted.test(next)) {
                        return next;
                    }
                    last = next == null ? last : next;
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            throw new AssertionError("not shown in time; last: " + last);
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
