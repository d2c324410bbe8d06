package io.broadsheet.bench;

import com.sun.management.OperatingSystemMXBean;
import io.broadsheet.engine.Batch;
import io.broadsheet.engine.BatchRequest;
import io.broadsheet.engine.Outcome;
import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.ReportEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Every report for every site of a project, from its files to pages on disk: pages a second, cost per page, memory.
///
/// `Burst PROJECT OUT [REPORTS]`
public final class Burst {
    private Burst() {}

    public static void main(String[] args) throws Exception {
        Path out = Path.of(args[1]);
        Files.createDirectories(out);
        BatchRequest all = BatchRequest.of(LocalDate.of(2021, 11, 1));
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try (ReportEngine engine = ReportEngine.open(Path.of(args[0]))) {
            // Made data is made before the clock starts.
            int sites = engine.sites().size();
            forgetPeak();
            long start = System.nanoTime();
            long cpu = system.getProcessCpuTime();
            AtomicInteger pages = new AtomicInteger();
            AtomicInteger failed = new AtomicInteger();
            AtomicLong bytes = new AtomicLong();
            Map<Integer, Long> memory = new TreeMap<>();
            Map<String, Long> parts = new ConcurrentHashMap<>();
            try (Batch batch = engine.batch(all, event -> {})) {
                double reading = (System.nanoTime() - start) / 1e9;
                batch.renderAll(done -> {
                    for (Rendering rendering : done.renderings()) {
                        pages.incrementAndGet();
                        if (rendering.outcome() == Outcome.FAILED) {
                            failed.incrementAndGet();
                        }
                        rendering.page().ifPresent(page -> bytes.addAndGet(write(out, rendering, page)));
                        rendering
                                .timings()
                                .forEach(t -> parts.merge(
                                        rendering.report() + " " + t.part() + " " + t.name(),
                                        t.took().toNanos(),
                                        Long::sum));
                    }
                    if (done.done() % Math.max(1, sites / 10) == 0) {
                        synchronized (memory) {
                            memory.put(done.done(), rssMegabytes());
                        }
                    }
                });
                double seconds = (System.nanoTime() - start) / 1e9;
                double cpuSeconds = (system.getProcessCpuTime() - cpu) / 1e9;
                System.out.printf(
                        "sites %d, pages %d (failed %d), %.1f MB%n",
                        sites, pages.get(), failed.get(), bytes.get() / 1e6);
                System.out.printf("reading the datasets %.1f s, all %.1f s%n", reading, seconds);
                System.out.printf(
                        "%.1f pages/s, %.2f ms a page, %.2f ms of CPU a page%n",
                        pages.get() / seconds, seconds * 1000 / pages.get(), cpuSeconds * 1000 / pages.get());
                System.out.println("RSS in MB by sites done: " + memory + ", peak " + peakMegabytes());
                parts.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                        .limit(Integer.getInteger("parts", 12))
                        .forEach(e ->
                                System.out.printf("  %8.2f ms a page  %s%n", e.getValue() / 1e6 / sites, e.getKey()));
            }
        }
    }

    private static long write(Path out, Rendering rendering, String page) {
        try {
            Path file = out.resolve(rendering.site().id() + "-" + rendering.report() + ".html");
            Files.writeString(file, page);
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long rssMegabytes() {
        return status("VmRSS:");
    }

    private static long peakMegabytes() {
        return status("VmHWM:");
    }

    /// What making the data took is not the burst's. Where the system does not let it be forgotten, it counts.
    private static void forgetPeak() {
        try {
            Files.writeString(Path.of("/proc/self/clear_refs"), "5");
        } catch (IOException e) {
            System.out.println("the peak is that of making the data, too: " + e.getMessage());
        }
    }

    private static long status(String key) {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(l -> l.startsWith(key))
                    .map(l -> Long.parseLong(l.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(-1L);
        } catch (IOException e) {
            return -1;
        }
    }
}
