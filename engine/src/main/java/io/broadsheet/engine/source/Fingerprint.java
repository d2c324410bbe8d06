package io.broadsheet.engine.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A SHA-256 over pieces of text, where it matters which piece is which. Not thread-safe.
public final class Fingerprint {
    private static final int BLOCK = 8192;

    private final MessageDigest digest;
    private final byte[] waiting = new byte[BLOCK];
    private int count;

    public Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public Fingerprint add(String piece) {
        byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
        write((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        write(bytes);
        return this;
    }

    /// Pieces are short and many: the digest takes them by the block.
    private void write(byte[] bytes) {
        if (bytes.length > waiting.length - count) {
            digest.update(waiting, 0, count);
            count = 0;
        }
        if (bytes.length > waiting.length) {
            digest.update(bytes);
            return;
        }
        System.arraycopy(bytes, 0, waiting, count, bytes.length);
        count += bytes.length;
    }

    public String hex() {
        digest.update(waiting, 0, count);
        count = 0;
        return HexFormat.of().formatHex(digest.digest());
    }
}
