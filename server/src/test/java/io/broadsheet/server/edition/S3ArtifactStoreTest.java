package io.broadsheet.server.edition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.broadsheet.engine.project.StoreSpec;
import io.broadsheet.server.TestS3;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class S3ArtifactStoreTest {
    private static final S3ArtifactStore.Patience SHORT =
            new S3ArtifactStore.Patience(Duration.ofSeconds(2), Duration.ofMillis(500), Duration.ofSeconds(4));

    @TempDir
    Path folder;

    private Manifest artifact() throws IOException {
        byte[] page = "<p>x</p>".getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve("page.html"), page);
        return Manifest.of(List.of(Manifest.Entry.of("page.html", page)));
    }

    @Test
    void aManifestIsWrittenOnceAndNeverReplaced() throws IOException {
        try (S3ArtifactStore store = new S3ArtifactStore(TestS3.bucket(), SHORT)) {
            store.keep("editions/k", folder, artifact());
            assertThat(store.keys()).containsOnlyKeys("editions/k");
            Files.createDirectories(folder);
            byte[] other = "<p>y</p>".getBytes(StandardCharsets.UTF_8);
            Files.write(folder.resolve("page.html"), other);
            assertThatThrownBy(() -> store.keep(
                            "editions/k", folder, Manifest.of(List.of(Manifest.Entry.of("page.html", other)))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("manifest.json");
        }
    }

    @Test
    void aWrongKeyIsAnErrorThatTellsNoSecret() throws IOException {
        StoreSpec spec = TestS3.bucket();
        StoreSpec wrong = new StoreSpec(
                spec.url(),
                spec.endpoint(),
                spec.region(),
                spec.accessKey(),
                Optional.of("a-secret-that-is-wrong"),
                spec.timeout());
        try (S3ArtifactStore store = new S3ArtifactStore(wrong, SHORT)) {
            Manifest manifest = artifact();
            assertThatThrownBy(() -> store.keep("editions/k", folder, manifest))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the store does not take page.html: it answers 403");
        }
    }

    /// What a server does with a connection.
    private interface Behaviour {
        void with(Socket socket) throws IOException;
    }

    private void assertGivesUp(Behaviour behaviour) throws IOException {
        List<Socket> open = new ArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        Socket socket = server.accept();
                        open.add(socket);
                        behaviour.with(socket);
                    }
                } catch (IOException e) {
                    // The test is over.
                }
            });
            StoreSpec spec = new StoreSpec(
                    "s3://bucket",
                    Optional.of("http://127.0.0.1:" + server.getLocalPort()),
                    Optional.empty(),
                    Optional.of("a"),
                    Optional.of("b"),
                    StoreSpec.DEFAULT_TIMEOUT);
            long start = System.nanoTime();
            try (S3ArtifactStore store = new S3ArtifactStore(spec, SHORT)) {
                Manifest manifest = artifact();
                assertThatThrownBy(() -> store.keep("editions/k", folder, manifest))
                        .isInstanceOf(IOException.class);
                assertThatThrownBy(() -> store.read("editions/k", "page.html")).isInstanceOf(IOException.class);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    @Test
    void aStoreThatSaysNothingIsGivenUpInTime() throws IOException {
        assertGivesUp(socket -> {});
    }

    @Test
    void aStoreThatCutsTheLineIsAnError() throws IOException {
        assertGivesUp(Socket::close);
    }

    @Test
    void aStoreThatStopsInTheMiddleOfAnAnswerIsGivenUp() throws IOException {
        assertGivesUp(socket -> socket.getOutputStream()
                .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void aStoreThatIsNotThereIsAnError() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        StoreSpec spec = new StoreSpec(
                "s3://bucket",
                Optional.of("http://127.0.0.1:" + port),
                Optional.empty(),
                Optional.of("a"),
                Optional.of("b"),
                StoreSpec.DEFAULT_TIMEOUT);
        try (S3ArtifactStore store = new S3ArtifactStore(spec, SHORT)) {
            Manifest manifest = artifact();
            assertThatThrownBy(() -> store.keep("editions/k", folder, manifest)).isInstanceOf(IOException.class);
        }
    }
}
