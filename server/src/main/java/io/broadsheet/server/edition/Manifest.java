package io.broadsheet.server.edition;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The files of an artifact with their sizes and hashes. It is written last: an artifact with a manifest is whole.
record Manifest(int version, List<Entry> files) {
    static final String NAME = "manifest.json";

    private static final int VERSION = 1;
    private static final JsonMapper JSON = new JsonMapper();

    /// @param name its path in the artifact, such as `data/visits.parquet`
    record Entry(String name, long size, String sha256) {
        static Entry of(String name, byte[] bytes) {
            return new Entry(name, bytes.length, Sha256.of(bytes));
        }

        boolean describes(byte[] bytes) {
            return bytes.length == size && Sha256.of(bytes).equals(sha256);
        }
    }

    Manifest {
        files = List.copyOf(files);
    }

    static Manifest of(List<Entry> files) {
        return new Manifest(VERSION, files);
    }

    static Manifest parse(byte[] json) throws IOException {
        try {
            return JSON.readValue(json, Manifest.class);
        } catch (JacksonException e) {
            throw new IOException("the artifact's manifest can't be read", e);
        }
    }

    byte[] toJson() {
        return JSON.writeValueAsBytes(this);
    }

    Optional<Entry> find(String name) {
        return files.stream().filter(e -> e.name().equals(name)).findFirst();
    }
}
