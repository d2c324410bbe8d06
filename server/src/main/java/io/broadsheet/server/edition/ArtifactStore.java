package io.broadsheet.server.edition;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Keeps artifacts under keys. Private: only who has the store's own rights reads them. Thread-safe.
interface ArtifactStore extends AutoCloseable {
    /// An empty folder of this machine in which an artifact is put together.
    Path workFolder() throws IOException;

    /// Keeps the files of a work folder, the manifest last, and verifies that they arrived. The folder is gone then.
    ///
    /// @throws IOException if the store does not take them in time; what it took is an orphan without a manifest
    void keep(String key, Path folder, Manifest manifest) throws IOException;

    byte[] read(String key, String name) throws IOException;

    /// An address for a short time; empty where the store has none.
    Optional<URI> signedUrl(String key, String name, Duration valid);

    /// All keys that there is anything under, and when it last changed.
    Map<String, Instant> keys() throws IOException;

    /// Removes all there is under a key; nothing where there is nothing.
    void remove(String key) throws IOException;

    @Override
    void close();
}
