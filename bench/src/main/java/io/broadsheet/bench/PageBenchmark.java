package io.broadsheet.bench;

import io.broadsheet.engine.RenderRequest;
import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.ReportEngine;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// One page of bench/report, warm: two retention tables, a line chart of 84 points, a table of 200 rows.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class PageBenchmark {
    private ReportEngine engine = ReportEngine.open(Path.of("bench/report"));

    /// Fails early if the report has problems.
    @Setup
    public void check() {
        if (!page().problems().isEmpty()) {
            throw new IllegalStateException("the report has problems");
        }
    }

    @Benchmark
    public Rendering page() {
        return engine.render(RenderRequest.of("cohort", "10026", LocalDate.of(2021, 11, 1)));
    }

    @TearDown
    public void close() {
        engine.close();
    }
}
