package io.broadsheet.server.delivery;

import io.broadsheet.engine.problem.FailureClass;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.json.JsonMapper;

/// Stibee's automatic mail: a POST of JSON for each subscriber, with the header `AccessToken`. The template is kept at
/// Stibee and shows the fields as `$%name%$`.
final class StibeeChannel implements Channel {
    static final Duration DEFAULT_CONNECT = Duration.ofSeconds(10);

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_QUOTED = 300;
    private static final int MOST_READ = 10_000;

    private final URI url;
    private final String accessToken;
    private final Duration answer;
    private final HttpClient http;

    StibeeChannel(URI url, String accessToken, Duration connect, Duration answer) {
        this.url = url;
        this.accessToken = accessToken;
        this.answer = answer;
        // No HTTP/2 and no redirects: a request goes to one place, once.
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connect)
                .build();
    }

    @Override
    public Outcome send(Mail mail) {
        OnceBody body = new OnceBody(JSON.writeValueAsBytes(fields(mail)));
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(answer)
                .header("Content-Type", "application/json")
                .header("AccessToken", accessToken)
                .POST(body)
                .build();
        try {
            HttpResponse<byte[]> response = http.send(
                    request,
                    i -> HttpResponse.BodySubscribers.limiting(HttpResponse.BodySubscribers.ofByteArray(), MOST_READ));
            return outcome(response);
        } catch (ConnectException | java.net.http.HttpConnectTimeoutException e) {
            return Outcome.Delayed.unreached("Stibee could not be reached: " + text(e));
        } catch (IOException e) {
            return body.isTaken()
                    ? new Outcome.Unknown("Stibee did not answer, it may have left: " + text(e))
                    : Outcome.Delayed.unreached("Stibee could not be reached: " + text(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unknown("Interrupted while Stibee was asked; it may have left.");
        }
    }

    private static Map<String, String> fields(Mail mail) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("subscriber", mail.address());
        fields.put("name", mail.name());
        fields.put("subject", mail.subject());
        mail.fields().forEach(fields::putIfAbsent);
        mail.unsubscribe().ifPresent(u -> fields.put("unsubscribe", u));
        return fields;
    }

    private static Outcome outcome(HttpResponse<byte[]> response) {
        int code = response.statusCode();
        String text = "Stibee answered " + code + ": "
                + OneLine.of(new String(response.body(), java.nio.charset.StandardCharsets.UTF_8), MOST_QUOTED);
        return switch (code / 100) {
            case 2 -> new Outcome.Sent();
            case 4 -> refused(code, text, response);
            case 5 ->
                switch (code) {
                    // A gateway that had no answer itself.
                    case 502, 504 -> new Outcome.Unknown(text);
                    default -> new Outcome.Delayed(FailureClass.EXTERNAL, text, true, retryAfter(response));
                };
            default -> new Outcome.Refused(FailureClass.EXTERNAL, text, false);
        };
    }

    private static Outcome refused(int code, String text, HttpResponse<?> response) {
        return switch (code) {
            // The token or the address is ours: the next mail would fare the same.
            case 401, 403, 404, 405 -> Outcome.Delayed.unreached(text);
            case 408, 425, 429 -> new Outcome.Delayed(FailureClass.EXTERNAL, text, code != 429, retryAfter(response));
            default -> new Outcome.Refused(FailureClass.USER, text, false);
        };
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        try {
            OptionalLong seconds = response.headers().firstValueAsLong("Retry-After");
            return seconds.isPresent() && seconds.getAsLong() >= 0
                    ? Optional.of(Duration.ofSeconds(Math.min(seconds.getAsLong(), BackOff.LONGEST.toSeconds())))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            // A date: our own back-off does.
            return Optional.empty();
        }
    }

    private static String text(IOException e) {
        return e instanceof HttpTimeoutException
                ? "no answer in time"
                : OneLine.of(String.valueOf(
                        Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName())));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
