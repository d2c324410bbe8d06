package io.broadsheet.server.portal;

import io.broadsheet.testing.MovedClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.util.FileSystemUtils;

/// One portal for all tests of a JVM; each makes sites of its own.
final class SharedPortal {
    static final String EMBED_KEY = "embed-key-embed-key-embed-key-embed-key";
    static final String API_KEY = "api-key-api-key-api-key-api-key-api-key";
    static final MovedClock CLOCK = new MovedClock("2021-11-02T01:00:00Z");
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private SharedPortal() {}

    private static final class Holder {
        private static final PortalServer SERVER = begin();

        private static PortalServer begin() {
            try {
                Path folder = Files.createTempDirectory("portal");
                String yaml = "server: { embed-key: " + EMBED_KEY + ", api-key: " + API_KEY + " }\n";
                PortalServer server = PortalServer.start(folder, yaml, 0, true, CLOCK);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    server.close();
                    FileSystemUtils.deleteRecursively(folder.toFile());
                }));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static PortalServer server() {
        return Holder.SERVER;
    }

    static PortalWorld world() {
        return server().world();
    }

    /// The id of a new site that reads Korean.
    static String site() {
        String id = "site" + NUMBER.incrementAndGet();
        world().site(id, "가게 " + id, Locale.KOREA, Map.of());
        return id;
    }

    static Guest guest() {
        return new Guest(server().url());
    }

    /// Somebody who has come in.
    static Guest reader(String site, String user) {
        Guest guest = guest();
        guest.follow(guest.get("/portal/enter?token=" + Tokens.good(site, user)));
        return guest;
    }
}
