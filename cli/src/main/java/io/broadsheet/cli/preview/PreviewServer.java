package io.broadsheet.cli.preview;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.broadsheet.cli.output.Csv;
import io.broadsheet.engine.frame.Frame;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Answers the preview's browser. What acts or tells of data needs the token that the first page was given;
/// a page in the frame needs its id.
final class PreviewServer implements AutoCloseable {
    private static final Map<String, String> ASSETS = Map.of(
            "preview.js", "text/javascript; charset=utf-8",
            "preview.css", "text/css; charset=utf-8",
            "icon.svg", "image/svg+xml");
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final int MOST_ROWS = 500;
    private static final int DEFAULT_ROWS = 50;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Guard guard = new Guard();
    private final Map<String, EventStream> streams = new ConcurrentHashMap<>();
    private final Desk desk;

    private PreviewServer(HttpServer server, Desk desk) {
        this.server = server;
        this.desk = desk;
    }

    /// @throws java.net.BindException if the port is taken
    static PreviewServer start(String host, int port, Desk desk) throws IOException {
        // Answers are small: none waits for its neighbour.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer http = HttpServer.create(new InetSocketAddress(host, port), 0);
        PreviewServer server = new PreviewServer(http, desk);
        http.createContext("/", server::handle);
        http.setExecutor(server.threads);
        http.start();
        return server;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Asked asked = Asked.of(exchange);
            if (guard.isForHere(exchange.getRequestHeaders()) && isStream(asked, exchange)) {
                stream(asked, exchange);
            } else {
                answer(asked, exchange).send(exchange);
            }
        }
    }

    private boolean isStream(Asked asked, HttpExchange exchange) {
        return asked.path().equals("/api/events")
                && asked.method().equals("GET")
                && guard.isOurs(exchange.getRequestHeaders(), asked.query("token"));
    }

    private Answer answer(Asked asked, HttpExchange exchange) {
        if (!guard.isForHere(exchange.getRequestHeaders())) {
            return Answer.plain(403, "The preview is for this machine: open it as localhost.");
        }
        boolean acts = asked.path().equals("/api/again");
        if (acts ? !asked.method().equals("POST") : !READING.contains(asked.method())) {
            return Answer.plain(405, "That can't be done here.");
        }
        Optional<String> api = asked.after("/api/");
        if (api.isPresent()) {
            return guard.isOurs(exchange.getRequestHeaders(), asked.query("token"))
                    ? api(api.get(), asked)
                    : Answer.plain(403, "This is for the preview's own page.");
        }
        return document(asked, exchange);
    }

    private Answer document(Asked asked, HttpExchange exchange) {
        if (asked.path().equals("/")) {
            String languages = exchange.getRequestHeaders().getFirst("Accept-Language");
            PreviewWords words = PreviewWords.of(
                    languages == null ? "" : languages, desk.project().locale());
            return Answer.html(ShellPage.html(words, guard.token()), Answer.STRICT);
        }
        Optional<String> asset = asked.after("/assets/").filter(ASSETS::containsKey);
        if (asset.isPresent()) {
            return Answer.of(200, String.valueOf(ASSETS.get(asset.get())), Resources.text(asset.get()));
        }
        PageView view = PageView.of(asked.query("medium"), asked.query("scheme"));
        Optional<String> page = asked.after("/page/")
                .flatMap(desk::made)
                .flatMap(m -> m.rendering().page());
        if (page.isPresent()) {
            return Answer.html(view.of(page.get()), PageView.POLICY);
        }
        Optional<Answer> mail = asked.after("/mail/").flatMap(desk::made).map(made -> {
            String none = PreviewWords.of(
                            made.rendering().site().locale().getLanguage().equals("ko") ? "ko" : "en")
                    .say("mail.none");
            return Answer.html(view.of(MailView.html(made.rendering(), view.scheme(), none)), PageView.POLICY);
        });
        return mail.or(() -> asked.after("/docs/").flatMap(ProblemDocs::page))
                .orElseGet(() -> Answer.plain(404, "There is nothing here."));
    }

    private Answer api(String what, Asked asked) {
        return switch (what) {
            case "again" -> {
                desk.readAgain();
                yield Answer.of(204, "text/plain", "");
            }
            case "sites" ->
                desk.latest()
                        .map(shown -> Answer.json(
                                StateShape.sites(shown, asked.query("search").orElse(""))))
                        .orElseGet(() -> Answer.json(java.util.List.of()));
            case "rows" ->
                frame(asked)
                        .map(f -> Answer.json(StateShape.rows(
                                asked.query("query").orElse(""),
                                f,
                                number(asked, "from", 0, Integer.MAX_VALUE),
                                number(asked, "count", DEFAULT_ROWS, MOST_ROWS))))
                        .orElseGet(() -> Answer.plain(404, "There is no such result any more."));
            case "csv" ->
                frame(asked)
                        .map(f -> Answer.file(
                                "text/csv; charset=utf-8", asked.query("query").orElse("data") + ".csv", csv(f)))
                        .orElseGet(() -> Answer.plain(404, "There is no such result any more."));
            default -> Answer.plain(404, "There is nothing here.");
        };
    }

    private Optional<Frame> frame(Asked asked) {
        return asked.query("of")
                .flatMap(desk::made)
                .flatMap(m -> asked.query("query")
                        .flatMap(q -> Optional.ofNullable(m.rendering().data().get(q))));
    }

    private static int number(Asked asked, String name, int otherwise, int most) {
        try {
            return asked.query(name)
                    .map(Integer::valueOf)
                    .map(n -> Math.clamp(n, 0, most))
                    .orElse(otherwise);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /// For a spreadsheet, as that is what opens it.
    private static String csv(Frame frame) {
        StringBuilder out = new StringBuilder();
        new Csv(true).write(frame, out);
        return out.toString();
    }

    /// A tab has one stream: another one takes its place.
    private void stream(Asked asked, HttpExchange exchange) throws IOException {
        EventStream stream = new EventStream();
        String tab = asked.query("tab").orElse("");
        EventStream before = streams.put(tab, stream);
        if (before != null) {
            desk.unwatch(before);
            before.end();
        }
        desk.watch(Wish.of(asked.query()), stream);
        try {
            stream.send(exchange);
        } finally {
            desk.unwatch(stream);
            streams.remove(tab, stream);
        }
    }

    @Override
    public void close() {
        streams.values().forEach(EventStream::end);
        server.stop(0);
        threads.shutdownNow();
    }
}
