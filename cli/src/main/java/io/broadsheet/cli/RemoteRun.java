package io.broadsheet.cli;

import io.broadsheet.cli.output.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A run on a server: begun over its API, waited for until it has ended.
final class RemoteRun {
    static final String KEY_VARIABLE = "BROADSHEET_API_KEY";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Surroundings surroundings;
    private final URI runs;
    private final String key;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    private RemoteRun(Surroundings surroundings, URI runs, String key) {
        this.surroundings = surroundings;
        this.runs = runs;
        this.key = key;
    }

    /// @param server such as `https://reports.example.com`
    static RemoteRun at(Surroundings surroundings, String server) {
        String key = surroundings.environment().getOrDefault(KEY_VARIABLE, "");
        if (key.isBlank()) {
            throw CommandException.environment("the environment variable " + KEY_VARIABLE
                    + " is not set; it is server: api-key of broadsheet.yaml");
        }
        try {
            URI uri = URI.create(server.replaceFirst("/+$", "") + "/api/v1/runs");
            if (uri.getHost() == null) {
                throw new IllegalArgumentException("no host");
            }
            return new RemoteRun(surroundings, uri, key);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("'" + server + "' is not a server's address; write https://HOST");
        }
    }

    /// What became of a run.
    ///
    /// @param shape as the server tells it
    record Ended(String id, String state, Map<String, Integer> counts, String shape) {
        int exitCode() {
            return switch (state) {
                case "succeeded" -> ExitCode.OK;
                default -> ExitCode.PROBLEMS;
            };
        }

        String line(LocalDate issueDate) {
            StringBuilder line = new StringBuilder(issueDate + " " + state);
            counts.forEach((name, count) -> {
                if (count > 0) {
                    line.append(", ").append(count).append(' ').append(name);
                }
            });
            return line.append("  (run ").append(id).append(')').toString();
        }
    }

    /// Begins a run and waits for its end.
    Ended run(String kind, List<String> reports, List<String> siteIds, LocalDate issueDate, boolean mail) {
        Map<String, @Nullable Object> order = new LinkedHashMap<>();
        order.put("kind", kind);
        if (!reports.isEmpty()) {
            order.put("reports", reports);
        }
        if (!siteIds.isEmpty()) {
            order.put("sites", siteIds);
        }
        order.put("date", issueDate.toString());
        order.put("mail", mail);
        JsonNode begun = ask(HttpRequest.newBuilder(runs)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.of(order))));
        String id = begun.path("id").asString("");
        surroundings.err().println("Run " + id + " of " + issueDate + " has begun.");
        return await(id);
    }

    private Ended await(String id) {
        long heard = System.nanoTime();
        while (true) {
            try {
                JsonNode run =
                        ask(HttpRequest.newBuilder(URI.create(runs + "/" + id)).GET());
                heard = System.nanoTime();
                if (run.path("ended").asBoolean(false)) {
                    return ended(id, run);
                }
            } catch (CommandException e) {
                // A server that restarts goes on with the run; one that stays away is told.
                if (System.nanoTime() - heard > LONGEST_SILENCE.toNanos()) {
                    throw e;
                }
            }
            pause();
        }
    }

    private static Ended ended(String id, JsonNode run) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> count : run.path("counts").properties()) {
            counts.put(count.getKey(), count.getValue().asInt(0));
        }
        return new Ended(id, run.path("state").asString(""), counts, run.toString());
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandException.environment("the wait was stopped; the run goes on at the server");
        }
    }

    private JsonNode ask(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(
                    request.timeout(TIMEOUT)
                            .header("Authorization", "Bearer " + key)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw refused(response);
            }
            return JsonMapper.shared().readTree(response.body());
        } catch (JacksonException e) {
            throw CommandException.environment("what answers at " + runs + " is not a Broadsheet server");
        } catch (IOException e) {
            throw CommandException.environment("the server at " + runs.getHost() + " can't be reached: "
                    + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandException.environment("the wait was stopped");
        }
    }

    private CommandException refused(HttpResponse<String> response) {
        return switch (response.statusCode()) {
            case 401, 403 -> CommandException.environment("the server refused the key in " + KEY_VARIABLE);
            case 404 ->
                CommandException.environment(
                        "the server has no API: give it server: api-key in its broadsheet.yaml, or correct the address");
            case 400 -> CommandException.usage("the server refused the run: " + detail(response.body()));
            default -> CommandException.environment("the server answered " + response.statusCode());
        };
    }

    private static String detail(String body) {
        try {
            return JsonMapper.shared().readTree(body).path("detail").asString("no reason given");
        } catch (JacksonException e) {
            return "no reason given";
        }
    }
}
