package io.broadsheet.server.schedule;

import io.broadsheet.engine.project.Secrets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/// The lines of an attempt: kept with it, and written to the process's log. Run, site, report and attempt stand on
/// each.
/// Thread-safe.
final class AttemptLog {
    private static final Logger LOG = LoggerFactory.getLogger("io.broadsheet.run");

    private final InstantSource clock;
    private final Secrets secrets;
    private final Map<String, String> about;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private AttemptLog(InstantSource clock, Secrets secrets, Map<String, String> about) {
        this.clock = clock;
        this.secrets = secrets;
        this.about = about;
    }

    /// What concerns all sites, such as reading datasets.
    static AttemptLog ofRun(InstantSource clock, Secrets secrets, RunRow run) {
        return new AttemptLog(clock, secrets, Map.of("run", run.publicId()));
    }

    /// One attempt's, which begins with what was said of the run.
    AttemptLog of(String siteId, Claim.Item item) {
        Map<String, String> all = new LinkedHashMap<>(about);
        all.put("site", plain(siteId));
        all.put("report", item.report());
        all.put("attempt", Integer.toString(item.attempt()));
        AttemptLog log = new AttemptLog(clock, secrets, all);
        log.lines.addAll(lines);
        return log;
    }

    void info(String message) {
        write(Level.INFO, message);
    }

    void warn(String message) {
        write(Level.WARN, message);
    }

    private void write(Level level, String message) {
        String safe = secrets.redact(message);
        StringBuilder head = new StringBuilder();
        head.append(clock.instant().truncatedTo(ChronoUnit.MILLIS)).append(' ').append(level);
        about.forEach((name, value) -> head.append(' ').append(name).append('=').append(value));
        safe.lines().forEach(line -> lines.add(head + " " + plain(line)));
        Collection<MDC.MDCCloseable> open = about.entrySet().stream()
                .map(e -> MDC.putCloseable(e.getKey(), e.getValue()))
                .toList();
        try {
            LOG.atLevel(level).log("{}", safe);
        } finally {
            open.forEach(MDC.MDCCloseable::close);
        }
    }

    /// Ids come from outside: none begins a line of its own.
    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    String text() {
        return String.join("\n", lines);
    }
}
