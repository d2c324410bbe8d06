package io.broadsheet.cli.preview;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.broadsheet.cli.output.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is answered to a request.
///
/// @param policy what the document may load
record Answer(int status, String type, String body, String policy, Map<String, String> headers) {
    /// Nothing but what comes from here; nobody may frame it.
    static final String STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " font-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'";

    static Answer of(int status, String type, String body) {
        return new Answer(status, type, body, STRICT, Map.of());
    }

    static Answer html(String text, String policy) {
        return new Answer(200, "text/html; charset=utf-8", text, policy, Map.of());
    }

    static Answer json(@Nullable Object value) {
        return of(200, "application/json", Json.of(value));
    }

    static Answer plain(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text + "\n");
    }

    /// As a file to keep.
    static Answer file(String type, String name, String body) {
        String encoded =
                java.net.URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return new Answer(
                200, type, body, STRICT, Map.of("Content-Disposition", "attachment; filename*=UTF-8''" + encoded));
    }

    /// What every answer has.
    static void secure(Headers headers, String policy) {
        headers.set("Content-Security-Policy", policy);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
    }

    void send(HttpExchange exchange) throws IOException {
        secure(exchange.getResponseHeaders(), policy);
        exchange.getResponseHeaders().set("Content-Type", type);
        headers.forEach(exchange.getResponseHeaders()::set);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, head || bytes.length == 0 ? -1 : bytes.length);
        if (!head && bytes.length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        }
    }
}
