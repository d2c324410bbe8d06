package io.broadsheet.server.alert;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import tools.jackson.databind.json.JsonMapper;

/// An address that takes JSON: Slack's incoming webhook, or anybody's.
final class Webhook implements AlertChannel {
    static final Duration DEFAULT_CONNECT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);
    private static final JsonMapper JSON = new JsonMapper();

    private final String name;
    private final URI url;
    private final Duration answer;
    private final BiFunction<AlertLedger.Due, AlertText, Object> body;
    private final HttpClient http;

    Webhook(
            String name,
            URI url,
            Duration connect,
            Duration answer,
            BiFunction<AlertLedger.Due, AlertText, Object> body) {
        this.name = name;
        this.url = url;
        this.answer = answer;
        this.body = body;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connect)
                .build();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Answer tell(AlertLedger.Due due, AlertText text) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(answer)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body.apply(due, text))))
                .build();
        try {
            HttpResponse<Void> response = http.send(request, HttpResponse.BodyHandlers.discarding());
            return response.statusCode() / 100 == 2
                    ? Answer.yes()
                    : new Answer(false, name + " answered " + response.statusCode(), retryAfter(response));
        } catch (HttpTimeoutException e) {
            return Answer.no(name + " did not answer in time");
        } catch (IOException e) {
            // The exception's own message may hold the address, which is a secret.
            return Answer.no(name + " could not be reached: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.no(name + " was interrupted");
        }
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        try {
            OptionalLong seconds = response.headers().firstValueAsLong("Retry-After");
            return seconds.isPresent() && seconds.getAsLong() >= 0
                    ? Optional.of(Duration.ofSeconds(Math.min(seconds.getAsLong(), LONGEST_WAIT.toSeconds())))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
