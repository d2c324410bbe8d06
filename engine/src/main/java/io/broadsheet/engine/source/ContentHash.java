package io.broadsheet.engine.source;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A [Fingerprint] that is taken when it is first asked for: who only looks at a page never asks. Thread-safe.
public final class ContentHash {
    private final Consumer<Fingerprint> content;
    private volatile @Nullable String hex;

    private ContentHash(Consumer<Fingerprint> content) {
        this.content = content;
    }

    /// @param content adds the same pieces whenever it is called
    public static ContentHash of(Consumer<Fingerprint> content) {
        return new ContentHash(content);
    }

    /// A hash that is known, such as one that was kept.
    public static ContentHash known(String hex) {
        ContentHash hash = new ContentHash(fingerprint -> {});
        hash.hex = hex;
        return hash;
    }

    public String hex() {
        String known = hex;
        if (known == null) {
            Fingerprint fingerprint = new Fingerprint();
            content.accept(fingerprint);
            known = fingerprint.hex();
            hex = known;
        }
        return known;
    }

    @Override
    public String toString() {
        return hex();
    }
}
