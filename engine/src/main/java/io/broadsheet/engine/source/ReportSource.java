package io.broadsheet.engine.source;

import java.util.List;

/// A report as it is written: front matter, fences, and the narrative with a slot for each fence. Immutable.
///
/// @param name the folder under `reports/`
/// @param text the file
/// @param frontMatter the front matter's YAML; empty where there is none
/// @param blocks the fences, in the order of the file
/// @param template the narrative, line for line as in the file, where front matter is blank and fences are
/// [slots](Slot)
public record ReportSource(
        String name, SourceText text, YamlValue.Mapping frontMatter, List<Block> blocks, String template) {
    public ReportSource {
        blocks = List.copyOf(blocks);
    }

    public List<Block.Query> queries() {
        return blocks.stream()
                .filter(Block.Query.class::isInstance)
                .map(Block.Query.class::cast)
                .toList();
    }

    public List<Block.Component> components() {
        return blocks.stream()
                .filter(Block.Component.class::isInstance)
                .map(Block.Component.class::cast)
                .toList();
    }
}
