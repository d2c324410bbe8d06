package io.broadsheet.bench;

import io.broadsheet.engine.Outcome;
import io.broadsheet.engine.RenderRequest;
import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.ReportEngine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;

/// Renders the page of bench/report many times in one process and prints the median: what R Markdown's `run.R` does.
///
/// `WarmPages COUNT FILE`: the page is written to FILE.
public final class WarmPages {
    private WarmPages() {}

    /// Prints `MILLISECONDS BYTES`.
    public static void main(String[] args) throws Exception {
        int count = Integer.parseInt(args[0]);
        Path file = Path.of(args[1]);
        RenderRequest request = RenderRequest.of("cohort", "10026", LocalDate.of(2021, 11, 1));
        try (ReportEngine engine = ReportEngine.open(Path.of("bench/report"))) {
            double[] millis = new double[count];
            for (int i = 0; i < count; i++) {
                long start = System.nanoTime();
                Rendering rendering = engine.render(request);
                Files.writeString(file, rendering.page().orElseThrow());
                millis[i] = (System.nanoTime() - start) / 1e6;
                if (rendering.outcome() != Outcome.READY) {
                    throw new IllegalStateException(rendering.problems().toString());
                }
            }
            double[] warm = Arrays.copyOfRange(millis, count / 2, count);
            Arrays.sort(warm);
            int bytes = Files.readString(file).getBytes(StandardCharsets.UTF_8).length;
            System.out.printf("%.3f %d%n", warm[warm.length / 2], bytes);
        }
    }
}
