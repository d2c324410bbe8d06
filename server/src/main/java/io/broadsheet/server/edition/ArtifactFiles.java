package io.broadsheet.server.edition;

import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.ReportEngine;
import io.broadsheet.engine.project.Site;
import io.broadsheet.engine.query.DataSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.json.JsonMapper;

/// Puts an artifact together: the page and all that it takes to audit its numbers and to draw it again.
final class ArtifactFiles {
    static final String PAGE = "page.html";
    private static final String DATA = "data";
    private static final String SOURCE = "source.zip";
    private static final String PARAMETERS = "parameters.json";
    static final String SUMMARY = "summary.json";

    /// The same sources give the same bytes.
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final JsonMapper JSON = new JsonMapper();

    private final ReportEngine engine;
    private final DataSnapshot snapshot;
    private final Map<String, Zipped> zips = new ConcurrentHashMap<>();

    ArtifactFiles(ReportEngine engine, DataSnapshot snapshot) {
        this.engine = engine;
        this.snapshot = snapshot;
    }

    /// Writes all files but the manifest.
    Manifest write(Rendering rendering, byte[] page, Path folder) throws IOException {
        List<Manifest.Entry> entries = new ArrayList<>();
        add(PAGE, page, folder, entries);
        for (Map.Entry<String, Path> data :
                snapshot.write(rendering.data(), folder.resolve(DATA)).entrySet()) {
            entries.add(
                    Manifest.Entry.of(DATA + "/" + data.getValue().getFileName(), Files.readAllBytes(data.getValue())));
        }
        add(SOURCE, zipped(rendering.report()), folder, entries);
        add(PARAMETERS, JSON.writeValueAsBytes(parameters(rendering)), folder, entries);
        Map<String, byte[]> pictures = new LinkedHashMap<>();
        List<MailPart> parts = MailParts.of(rendering.mail().parts(), pictures);
        for (Map.Entry<String, byte[]> picture : pictures.entrySet()) {
            Files.createDirectories(folder.resolve(picture.getKey()).getParent());
            add(picture.getKey(), picture.getValue(), folder, entries);
        }
        add(SUMMARY, JSON.writeValueAsBytes(summary(rendering, parts)), folder, entries);
        return Manifest.of(entries);
    }

    private static void add(String name, byte[] bytes, Path folder, List<Manifest.Entry> entries) throws IOException {
        Files.write(folder.resolve(name), bytes);
        entries.add(Manifest.Entry.of(name, bytes));
    }

    /// A report's sources are the same for every site.
    private byte[] zipped(String report) throws IOException {
        Map<String, String> sources = engine.sources(report);
        Zipped known = zips.get(report);
        if (known == null || !known.sources().equals(sources)) {
            known = new Zipped(sources, ByteBuffer.wrap(zip(sources)));
            zips.put(report, known);
        }
        return known.bytes().array();
    }

    private record Zipped(Map<String, String> sources, ByteBuffer bytes) {}

    private static byte[] zip(Map<String, String> sources) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, String> source : sources.entrySet()) {
                ZipEntry entry = new ZipEntry(source.getKey());
                entry.setTimeLocal(NO_TIME);
                zip.putNextEntry(entry);
                zip.write(source.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static Map<String, Object> parameters(Rendering rendering) {
        Site site = rendering.site();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("report", rendering.report());
        json.put(
                "site",
                Map.of(
                        "id", site.id(),
                        "name", site.name(),
                        "locale", site.locale().toLanguageTag(),
                        "timezone", site.zone().getId(),
                        "currency", site.currency(),
                        "attributes", site.attributes()));
        json.put(
                "period",
                Map.of(
                        "kind", RevisionJson.lower(rendering.period().kind()),
                        "start", rendering.period().start().toString(),
                        "end", rendering.period().end().toString(),
                        "issue", rendering.period().issue().toString()));
        Map<String, Object> parameters = new LinkedHashMap<>();
        rendering.parameters().forEach((name, value) -> parameters.put(name, plain(value)));
        json.put("parameters", parameters);
        json.put("hash", rendering.hash());
        return json;
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Number n -> n;
            case Boolean b -> b;
            case List<?> list -> list.stream().map(ArtifactFiles::plain).toList();
            default -> value.toString();
        };
    }

    private static Map<String, Object> summary(Rendering rendering, List<MailPart> parts) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", rendering.title());
        json.put("headlines", RevisionJson.headlines(rendering));
        json.put("parts", MailParts.json(parts));
        return json;
    }
}
