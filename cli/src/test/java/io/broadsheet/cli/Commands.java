package io.broadsheet.cli;

import io.broadsheet.engine.ProjectException;
import io.broadsheet.engine.problem.ProblemCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/// Runs commands in this process against a [FakeEngine].
final class Commands {
    private final Engine.Opener opener;

    private Commands(Engine.Opener opener) {
        this.opener = opener;
    }

    /// What a command said and how it ended.
    record Said(int exitCode, String out, String err) {}

    static Commands on(Engine engine) {
        return new Commands((folder, options) -> engine);
    }

    static Commands onNothing() {
        return new Commands((folder, options) -> {
            throw new ProjectException(
                    List.of(FakeEngine.problem(ProblemCode.NO_PROJECT, "there is no broadsheet.yaml")));
        });
    }

    static Commands failing(RuntimeException failure) {
        return new Commands((folder, options) -> {
            throw failure;
        });
    }

    Said run(Object... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] args = List.of(words).stream().map(Object::toString).toArray(String[]::new);
        Surroundings surroundings = Surroundings.of(stream(out), stream(err))
                .withOpener(opener)
                .withClock(() -> Instant.parse("2021-11-01T03:00:00Z"));
        int exitCode = Broadsheet.run(args, surroundings);
        return new Said(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    static FakeEngine engine(String... siteIds) {
        return new FakeEngine("file:out", siteIds);
    }
}
