package io.broadsheet.server.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The files under `static/` of the class path, read once. Thread-safe.
@Component
final class Assets {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,60}\\.(css|js|svg|png|woff2)");
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "woff2", "font/woff2");
    private static final int HASH_LETTERS = 12;

    private final Map<String, Asset> read = new ConcurrentHashMap<>();

    /// @param text what is in it, one letter for each byte
    /// @param hash of what is in it
    record Asset(String text, String type, String hash) {
        byte[] bytes() {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    Optional<Asset> find(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        Optional<Asset> known = Optional.ofNullable(read.get(name));
        return known.isPresent() ? known : load(name);
    }

    private Optional<Asset> load(String name) {
        try (@Nullable InputStream in = Assets.class.getResourceAsStream("/static/" + name)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] bytes = in.readAllBytes();
            String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
            Asset asset = new Asset(new String(bytes, StandardCharsets.ISO_8859_1), type, hash(bytes));
            read.put(name, asset);
            return Optional.of(asset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where a page finds it: `/assets/NAME?v=HASH`.
    String address(String name) {
        Asset asset = find(name).orElseThrow(() -> new IllegalArgumentException("no file static/" + name));
        return "/assets/" + name + "?v=" + asset.hash();
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest).substring(0, HASH_LETTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
