package io.broadsheet.server.schedule;

import io.broadsheet.server.project.ApiKey;
import io.broadsheet.server.project.ServedProject;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Runs for a scheduler outside, such as Airflow, and for the command with `--server`: begin one, ask what became of
/// it.
@RestController
@RequestMapping(path = "/api/v1/runs", produces = MediaType.APPLICATION_JSON_VALUE)
final class RunApi {
    private static final int LONGEST_BODY = 1_000_000;

    private final Runs runs;
    private final InstantSource clock;
    private final ApiKey key;
    private final java.time.ZoneId zone;
    private final JsonMapper json = new JsonMapper();

    RunApi(Runs runs, InstantSource clock, ServedProject project, ApiKey key) {
        this.runs = runs;
        this.clock = clock;
        this.key = key;
        this.zone = project.project().zone();
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> start(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestBody String body) {
        Optional<ResponseEntity<?>> refused = refused(authorization);
        if (refused.isPresent()) {
            return refused.get();
        }
        try {
            RunRequest request = RunOrder.read(parsed(body), clock.instant(), zone);
            RunSummary run = runs.start(request);
            return ResponseEntity.accepted()
                    .location(URI.create("/api/v1/runs/" + run.publicId()))
                    .body(shape(run));
        } catch (IllegalArgumentException e) {
            return problem(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private Map<?, ?> parsed(String body) {
        if (body.length() > LONGEST_BODY) {
            throw new IllegalArgumentException("the body is too long");
        }
        try {
            if (json.readValue(body, Object.class) instanceof Map<?, ?> map) {
                return map;
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the body is not JSON", e);
        }
        throw new IllegalArgumentException("the body is not a JSON object");
    }

    @GetMapping("/{id}")
    ResponseEntity<?> find(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @PathVariable("id") String id) {
        return refused(authorization)
                .orElseGet(() -> runs.find(id)
                        .<ResponseEntity<?>>map(run -> ResponseEntity.ok(whole(run)))
                        .orElseGet(() -> problem(HttpStatus.NOT_FOUND, "no run has this id")));
    }

    private Optional<ResponseEntity<?>> refused(@Nullable String authorization) {
        if (!key.isConfigured()) {
            return Optional.of(ResponseEntity.notFound().build());
        }
        return key.accepts(authorization)
                ? Optional.empty()
                : Optional.of(ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .body(ProblemDetail.forStatusAndDetail(
                                HttpStatus.UNAUTHORIZED, "the API key is missing or wrong")));
    }

    private static ResponseEntity<?> problem(HttpStatus status, String detail) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(status, detail));
    }

    private Map<String, @Nullable Object> whole(RunSummary run) {
        Map<String, @Nullable Object> shape = shape(run);
        List<Map<String, @Nullable Object>> tasks =
                runs.tasks(run.id()).stream().map(RunApi::shape).toList();
        shape.put("tasks", tasks);
        return shape;
    }

    private static Map<String, @Nullable Object> shape(RunSummary run) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (TaskState state : TaskState.values()) {
            counts.put(Words.of(state), run.tasks().getOrDefault(state, 0));
        }
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("id", run.publicId());
        shape.put("schedule", run.schedule().orElse(null));
        shape.put("kind", Words.of(run.kind()));
        shape.put("due", run.due().toString());
        shape.put("date", run.issueDate().toString());
        shape.put("mail", run.mail());
        shape.put("state", Words.of(run.state()));
        shape.put("ended", run.state().isEnd());
        shape.put("requested_by", run.requestedBy());
        shape.put("started_at", text(run.startedAt()));
        shape.put("ended_at", text(run.endedAt()));
        shape.put("deadline", run.deadline().toString());
        shape.put("note", run.note());
        shape.put("counts", counts);
        return shape;
    }

    private static Map<String, @Nullable Object> shape(TaskView task) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("id", task.publicId());
        shape.put("site", task.siteId());
        shape.put("report", task.report());
        shape.put("period_start", task.periodStart().toString());
        shape.put("period_end", task.periodEnd().toString());
        shape.put("state", Words.of(task.state()));
        shape.put("attempts", task.attempts());
        shape.put("class", task.failureClass().map(Words::of).orElse(null));
        shape.put("failure", task.failure().orElse(null));
        shape.put("took_ms", task.took().map(java.time.Duration::toMillis).orElse(null));
        shape.put("ended_at", text(task.endedAt()));
        return shape;
    }

    private static @Nullable String text(Optional<?> value) {
        return value.map(Object::toString).orElse(null);
    }
}
