package io.broadsheet.server.edition;

import io.broadsheet.engine.SummaryPart;
import io.broadsheet.engine.component.Headline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A mail's summary as an artifact has it: `parts` of `summary.json`, and pictures beside it.
final class MailParts {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, Class<? extends MailPart>> KINDS =
            Map.of("numbers", MailPart.Numbers.class, "image", MailPart.Image.class, "table", MailPart.Table.class);

    private MailParts() {}

    /// @param pictures takes the PNG files by their names in the artifact
    static List<MailPart> of(List<SummaryPart> parts, Map<String, byte[]> pictures) {
        List<MailPart> kept = new ArrayList<>();
        for (SummaryPart part : parts) {
            kept.add(
                    switch (part) {
                        case SummaryPart.Numbers n -> new MailPart.Numbers(n.title(), headlines(n.numbers()));
                        case SummaryPart.Table t ->
                            new MailPart.Table(
                                    t.title(),
                                    t.caption(),
                                    t.rows().columns().stream()
                                            .map(c -> new MailPart.Column(c.label(), c.right()))
                                            .toList(),
                                    t.rows().rows(),
                                    t.rows().more());
                        case SummaryPart.Image i -> image(i, "mail/" + (kept.size() + 1), pictures);
                    });
        }
        return kept;
    }

    private static List<io.broadsheet.server.edition.Headline> headlines(List<Headline> numbers) {
        return numbers.stream()
                .map(h -> new io.broadsheet.server.edition.Headline(
                        h.label(), h.value(), h.change(), h.direction().id()))
                .toList();
    }

    private static MailPart.Image image(SummaryPart.Image image, String name, Map<String, byte[]> pictures) {
        pictures.put(name + ".png", image.light().png());
        pictures.put(name + "-dark.png", image.dark().png());
        return new MailPart.Image(
                image.title(),
                image.caption(),
                image.description(),
                image.light().widthPx(),
                image.light().heightPx(),
                name + ".png",
                name + "-dark.png");
    }

    static List<Map<String, Object>> json(List<MailPart> parts) {
        Function<MailPart, String> kind = part -> switch (part) {
            case MailPart.Numbers n -> "numbers";
            case MailPart.Image i -> "image";
            case MailPart.Table t -> "table";
        };
        return parts.stream()
                .map(part -> {
                    Map<String, Object> entry = new LinkedHashMap<>();
                    entry.put("kind", kind.apply(part));
                    entry.put("part", part);
                    return entry;
                })
                .toList();
    }

    /// Reads `summary.json`; artifacts of before have no parts.
    static List<MailPart> read(byte[] summary) throws IOException {
        try {
            List<MailPart> parts = new ArrayList<>();
            for (JsonNode entry : JSON.readTree(summary).path("parts")) {
                Class<? extends MailPart> kind = KINDS.get(entry.path("kind").asString(""));
                if (kind != null) {
                    parts.add(JSON.treeToValue(entry.path("part"), kind));
                }
            }
            return List.copyOf(parts);
        } catch (JacksonException e) {
            throw new IOException("the artifact's mail summary can't be read", e);
        }
    }
}
