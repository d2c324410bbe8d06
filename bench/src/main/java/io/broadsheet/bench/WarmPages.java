package io.broadsheet.bench;

import io.broadsheet.engine.Outcome;
import io.broadsheet.engine.RenderRequest;
import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.ReportEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;

/// Renders the page of bench/report many times in one process and prints the median: what R Markdown's `run.R` does.
/// The JVM compiles what is called often while it runs, so the clock starts when it has had time to.
///
/// `WarmPages SECONDS FILE`: renders for SECONDS before it measures; the page is written to FILE.
public final class WarmPages {
    private static final int MEASURED = 1_000;

    private WarmPages() {}

    /// Prints `MILLISECONDS BYTES`.
    public static void main(String[] args) throws Exception {
        Duration warmUp = Duration.ofSeconds(Long.parseLong(args[0]));
        Path file = Path.of(args[1]);
        RenderRequest request = RenderRequest.of("cohort", "10026", LocalDate.of(2021, 11, 1));
        try (ReportEngine engine = ReportEngine.open(Path.of("bench/report"))) {
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < warmUp.toNanos()) {
                render(engine, request, file);
            }
            double[] warm = new double[MEASURED];
            for (int i = 0; i < MEASURED; i++) {
                warm[i] = render(engine, request, file);
            }
            Arrays.sort(warm);
            int bytes = Files.readString(file).getBytes(StandardCharsets.UTF_8).length;
            System.out.printf("%.3f %d%n", warm[warm.length / 2], bytes);
        }
    }

    /// @return how many milliseconds it took
    private static double render(ReportEngine engine, RenderRequest request, Path file) throws IOException {
        long start = System.nanoTime();
        Rendering rendering = engine.render(request);
        Files.writeString(file, rendering.page().orElseThrow());
        double millis = (System.nanoTime() - start) / 1e6;
        if (rendering.outcome() != Outcome.READY) {
            throw new IllegalStateException(rendering.problems().toString());
        }
        return millis;
    }
}
