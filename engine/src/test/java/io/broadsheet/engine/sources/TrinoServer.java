package io.broadsheet.engine.sources;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// One Trino with a catalog in memory for all tests of a JVM, started by the first that asks. It is no dependency of
/// the module: Maven fetches its 220 MB into the local repository when they are not there.
final class TrinoServer {
    private static final String SERVER = "476";
    private static final String DRIVER = "484";
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration FETCH = Duration.ofMinutes(10);

    private final int port;
    private final Path driverJar;
    private final Driver driver;

    private TrinoServer(int port, Path driverJar, Driver driver) {
        this.port = port;
        this.driverJar = driverJar;
        this.driver = driver;
    }

    private static final class Holder {
        static final Artifacts ARTIFACTS = Artifacts.fetch();
        static final TrinoServer SERVER = start(ARTIFACTS);
    }

    /// The server; the test that asks is skipped where it can't be had.
    static TrinoServer shared() {
        Assumptions.assumeTrue(
                Holder.ARTIFACTS.missing().isEmpty(),
                () -> "Trino is not in the local Maven repository and could not be fetched: "
                        + Holder.ARTIFACTS.missing());
        return Holder.SERVER;
    }

    /// @param missing why they can't be had, empty if they are there
    private record Artifacts(Path server, Path memory, Path driver, String missing) {
        static Artifacts fetch() {
            Path server = file("trino-server-core", SERVER, "tar.gz");
            Path memory = file("trino-memory", SERVER, "zip");
            Path driver = file("trino-jdbc", DRIVER, "jar");
            String missing = get(server, "trino-server-core:" + SERVER + ":tar.gz")
                    + get(memory, "trino-memory:" + SERVER + ":zip")
                    + get(driver, "trino-jdbc:" + DRIVER);
            return new Artifacts(server, memory, driver, missing);
        }

        private static Path repository() {
            return Path.of(System.getProperty(
                    "localRepository",
                    Path.of(System.getProperty("user.home"), ".m2", "repository")
                            .toString()));
        }

        private static Path file(String name, String version, String type) {
            return repository().resolve("io/trino/" + name + "/" + version + "/" + name + "-" + version + "." + type);
        }

        private static String get(Path file, String coordinates) {
            if (Files.exists(file)) {
                return "";
            }
            try {
                run(
                        Path.of(System.getProperty("java.io.tmpdir")),
                        FETCH,
                        "mvn",
                        "-B",
                        "-q",
                        "org.apache.maven.plugins:maven-dependency-plugin:2.8:get",
                        "-Dmaven.repo.local=" + repository(),
                        "-Dtransitive=false",
                        "-Dartifact=io.trino:" + coordinates);
            } catch (IOException | IllegalStateException e) {
                return "io.trino:" + coordinates + " (" + e.getMessage() + ") ";
            }
            return Files.exists(file) ? "" : "io.trino:" + coordinates + " ";
        }
    }

    private static TrinoServer start(Artifacts artifacts) {
        try {
            Path folder = Files.createTempDirectory("broadsheet-test-trino");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            run(folder, START, "tar", "xzf", artifacts.server().toString(), "--strip-components=1");
            run(
                    folder.resolve("plugin"),
                    START,
                    jdk("jar"),
                    "xf",
                    artifacts.memory().toString());
            int port = freePort();
            configure(folder, port);
            Process process = new ProcessBuilder(
                            jdk("java"),
                            "-Xmx1G",
                            "--add-modules=jdk.incubator.vector",
                            "--enable-native-access=ALL-UNNAMED",
                            "-Dnode.environment=test",
                            "-Dnode.id=one",
                            "-Dnode.data-dir=" + folder.resolve("data"),
                            "-Dconfig=" + folder.resolve("etc/config.properties"),
                            "-cp",
                            folder.resolve("lib") + "/*",
                            "io.trino.server.TrinoServer")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("server.log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            awaitReady(process, port, folder.resolve("server.log"));
            return new TrinoServer(port, artifacts.driver(), driver(artifacts.driver()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String jdk(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    private static void configure(Path folder, int port) throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(folder.resolve("etc/catalog"));
        Files.writeString(folder.resolve("etc/config.properties"), """
                coordinator=true
                node-scheduler.include-coordinator=true
                node.bind-ip=127.0.0.1
                node.internal-address=127.0.0.1
                http-server.http.port=%1$d
                discovery.uri=http://127.0.0.1:%1$d
                query.client.timeout=10s
                query.max-memory=300MB
                query.max-memory-per-node=300MB
                memory.heap-headroom-per-node=200MB
                """.formatted(port));
        Files.writeString(folder.resolve("etc/catalog/memory.properties"), "connector.name=memory\n");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitReady(Process process, int port, Path log) throws IOException {
        long end = System.nanoTime() + START.toNanos();
        HttpRequest info = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/info"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (!isReady(client, info)) {
                if (System.nanoTime() > end || process.waitFor(250, TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                    throw new IllegalStateException("Trino does not start:\n" + Files.readString(log));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isReady(HttpClient client, HttpRequest info) throws IOException, InterruptedException {
        try {
            return client.send(info, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .contains("\"starting\":false");
        } catch (ConnectException | java.net.http.HttpTimeoutException e) {
            return false;
        }
    }

    private static Driver driver(Path jar) throws IOException {
        // For as long as the tests run.
        @SuppressWarnings("resource")
        URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        return ServiceLoader.load(Driver.class, loader).findFirst().orElseThrow();
    }

    private static void run(Path folder, Duration time, String... command) throws IOException {
        Path log = Files.createTempFile("broadsheet-test-trino", ".log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            boolean ended = process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
            process.destroyForcibly();
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException(List.of(command).getFirst()
                        + (ended ? " failed: " : " took too long: ")
                        + Files.readString(log).lines().findFirst().orElse(""));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            Files.deleteIfExists(log);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    Path driverJar() {
        return driverJar;
    }

    static String url(int port, String schema) {
        return "jdbc:trino://127.0.0.1:" + port + "/memory/" + schema + "?user=test";
    }

    Connection connect(String schema) throws SQLException {
        Connection connection = driver.connect(url(port, schema), new Properties());
        if (connection == null) {
            throw new SQLException("the driver does not take its own URL");
        }
        return connection;
    }
}
