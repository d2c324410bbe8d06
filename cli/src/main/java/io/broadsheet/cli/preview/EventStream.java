package io.broadsheet.cli.preview;

import com.sun.net.httpserver.HttpExchange;
import io.broadsheet.cli.output.Json;
import io.broadsheet.engine.RunEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// One browser tab that is told what is shown: Server-Sent Events, as long as it listens.
final class EventStream implements Desk.Watcher {
    private static final int SECONDS_BETWEEN_SIGNS = 10;
    /// A line that says nothing: it finds out whether anybody listens.
    private static final String SIGN = ": here\n\n";

    private static final String END = "";
    private static final int MOST_WAITING = 20;

    private final LinkedBlockingQueue<String> waiting = new LinkedBlockingQueue<>();

    @Override
    public void shown(Shown shown) {
        // Whoever did not listen for long wants the last one alone.
        waiting.removeIf(event -> !event.equals(END) && waiting.size() > MOST_WAITING);
        waiting.add(event("shown", StateShape.of(shown)));
    }

    @Override
    public void doing(RunEvent event) {
        if (waiting.size() < MOST_WAITING) {
            waiting.add(event("doing", StateShape.doing(event)));
        }
    }

    /// Another stream took this one's place, or the preview ends.
    void end() {
        waiting.add(END);
    }

    private static String event(String name, Object value) {
        // JSON has no line ends of its own.
        return "event: " + name + "\ndata: " + Json.of(value) + "\n\n";
    }

    /// Sends what comes until nobody listens.
    void send(HttpExchange exchange) throws IOException {
        Answer.secure(exchange.getResponseHeaders(), Answer.STRICT);
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            // A browser that lost us asks again soon.
            write("retry: 500\n\n", out);
            String next = SIGN;
            while (!next.equals(END)) {
                write(next, out);
                String polled = waiting.poll(SECONDS_BETWEEN_SIGNS, TimeUnit.SECONDS);
                next = polled == null ? SIGN : polled;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(String text, OutputStream out) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
