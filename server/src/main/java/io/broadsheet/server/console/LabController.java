package io.broadsheet.server.console;

import io.broadsheet.server.reading.Readings;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The lab: which report is opened, read and found useful, and what readers say.
@RestController
final class LabController {
    private static final int COMMENTS = 50;
    private static final int MOST_DAYS = 366;

    private final Shell shell;
    private final Readings readings;

    LabController(Shell shell, Readings readings) {
        this.shell = shell;
        this.readings = readings;
    }

    @GetMapping("/console/lab")
    ResponseEntity<String> lab(HttpServletRequest request, @RequestParam(defaultValue = "84") int days) {
        int wanted = Math.clamp(days, 1, MOST_DAYS);
        return shell.page(
                request,
                "lab",
                "lab",
                Map.of("days", wanted, "figures", readings.figures(wanted), "comments", readings.comments(COMMENTS)));
    }
}
