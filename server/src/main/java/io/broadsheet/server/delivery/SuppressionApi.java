package io.broadsheet.server.delivery;

import io.broadsheet.server.project.ApiKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Where a mail provider's webhook reports bounces and complaints:
/// `POST {"address": "..", "reason": "bounced", "site": ".."}`. Without a site it holds for every site that has the
/// address. Without an API key in broadsheet.yaml there is no such address.
@RestController
class SuppressionApi {
    private static final int MOST_BYTES = 16 * 1024;
    private static final JsonMapper JSON = new JsonMapper();

    private final ApiKey key;
    private final SuppressionList suppressions;

    SuppressionApi(ApiKey key, SuppressionList suppressions) {
        this.key = key;
        this.suppressions = suppressions;
    }

    record Report(
            @Nullable String address,
            @Nullable String reason,
            @Nullable String site) {}

    @PostMapping("/api/v1/suppressions")
    ResponseEntity<Map<String, Object>> add(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (!key.isConfigured()) {
            return ResponseEntity.notFound().build();
        }
        if (!key.accepts(authorization)) {
            response.setHeader("WWW-Authenticate", "Bearer");
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
        }
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            return refused("the body is larger than " + MOST_BYTES + " bytes");
        }
        try {
            return add(JSON.readValue(body, Report.class));
        } catch (JacksonException e) {
            return refused("the body is not JSON with address, reason and site as texts");
        }
    }

    private ResponseEntity<Map<String, Object>> add(@Nullable Report report) {
        if (report == null || report.address() == null || report.address().isBlank()) {
            return refused("address is missing");
        }
        String address = report.address();
        if (address.length() > 320) {
            return refused("address is longer than 320 characters");
        }
        String reason = report.reason() == null ? SuppressionList.BOUNCED : report.reason();
        if (!SuppressionList.REASONS.contains(reason)) {
            return refused("reason is one of " + String.join(", ", SuppressionList.REASONS));
        }
        List<String> known = suppressions.sitesOf(address);
        List<String> sites = report.site() == null
                ? known
                : known.stream().filter(report.site()::equals).toList();
        sites.forEach(site -> suppressions.add(site, address, reason, "api"));
        return ResponseEntity.ok(Map.of("sites", sites));
    }

    private static ResponseEntity<Map<String, Object>> refused(String why) {
        return ResponseEntity.badRequest().body(Map.of("error", why));
    }
}
