package io.broadsheet.cli.editor;

import io.broadsheet.engine.component.Component;
import io.broadsheet.engine.format.ValueFormat;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.Shape;
import io.broadsheet.engine.plan.ReportPlanner;
import io.broadsheet.engine.project.Import;
import io.broadsheet.engine.project.ParameterSpec;
import io.broadsheet.engine.project.Project;
import io.broadsheet.engine.project.SharedFile;
import io.broadsheet.engine.render.Theme;
import io.broadsheet.engine.source.FencePlace;
import io.broadsheet.engine.source.Name;
import io.broadsheet.engine.source.SourceText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/// What can be written at a place of a report.
final class Completions {
    private static final String WORD = "[\\p{L}_][\\p{L}\\p{N}_]*";
    private static final Pattern FENCE = Pattern.compile("([^`~]{0,40}(?:`{3,}|~{3,})\\s*)(.*)");
    private static final Pattern FILTER = Pattern.compile("\\|\\s*([a-z_]*)$");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("(?<![.\\p{L}\\p{N}_])(" + WORD + ")\\.([\\p{L}\\p{N}_]*)$");
    private static final Pattern ROOT = Pattern.compile("(?<![.\\p{L}\\p{N}_])(?:" + WORD + ")?$");
    private static final Pattern PARAMETER = Pattern.compile("(?<![:\\p{L}\\p{N}_]):([\\p{L}\\p{N}_]*)$");
    private static final Pattern TABLE =
            Pattern.compile("\\b(?:from|join)\\s+(" + WORD + ")?$", Pattern.CASE_INSENSITIVE);
    private static final Pattern FROM = Pattern.compile("^.*\\sfrom\\s+(\\S*)$");

    private final ReportText report;
    private final Optional<Project> project;
    private final SourceText text;
    private final int offset;
    private final int line;
    private final int column;
    private final String before;
    private final List<CompletionItem> items = new ArrayList<>();

    private Completions(ReportText report, Optional<Project> project, int offset) {
        this.report = report;
        this.project = project;
        this.text = report.text();
        this.offset = offset;
        this.line = text.lineOf(offset);
        this.column = offset - text.lineStart(line);
        this.before =
                text.line(line).substring(0, Math.min(column, text.line(line).length()));
    }

    /// @param project what the project was when it could be read last
    static List<CompletionItem> at(ReportText report, Optional<Project> project, int offset) {
        Completions completions = new Completions(report, project, offset);
        completions.find();
        return completions.items;
    }

    private void find() {
        Optional<String> tag = Narrative.tag(report, offset);
        if (tag.isPresent()) {
            narrative(tag.get());
        } else if (report.yamlAround(line).isPresent()) {
            report.yamlUpTo(line, before.length()).ifPresent(this::yaml);
        } else if (report.fenceOpenedAt(line).isPresent()) {
            fence();
        } else {
            report.fenceAround(line).filter(ReportText::isQuery).ifPresent(this::sql);
        }
    }

    private void add(String label, String typed, CompletionItemKind kind, String detail, String says) {
        add(label, label, typed, kind, detail, says);
    }

    private void add(String label, String inserted, String typed, CompletionItemKind kind, String detail, String says) {
        CompletionItem item = new CompletionItem(label);
        item.setKind(kind);
        item.setFilterText(label);
        item.setSortText(String.format("%04d", items.size()));
        if (!detail.isEmpty()) {
            item.setDetail(detail);
        }
        if (!says.isEmpty()) {
            item.setDocumentation(new MarkupContent(MarkupKind.MARKDOWN, says));
        }
        Range range = new Range(Places.position(text, offset - typed.length()), Places.position(text, offset));
        item.setTextEdit(Either.forLeft(new TextEdit(range, inserted)));
        items.add(item);
    }

    private void names(Collection<String> names, String typed, CompletionItemKind kind, String detail) {
        names.forEach(name -> add(name, typed, kind, detail, ""));
    }

    // Fences

    private void fence() {
        Matcher m = FENCE.matcher(before);
        if (!m.matches()) {
            return;
        }
        String[] words = m.group(2).split("\\s+", -1);
        String typed = words[words.length - 1];
        if (words.length == 1) {
            add("sql", typed, CompletionItemKind.Keyword, "a query", Words.SQL);
            for (Component component : Words.COMPONENTS.values()) {
                add(component.name(), typed, CompletionItemKind.Class, component.says(), Words.component(component));
            }
        } else if (words[0].equals("sql")) {
            if (words.length == 3) {
                project.ifPresent(p -> p.sources()
                        .keySet()
                        .forEach(source ->
                                add("source=" + source, typed, CompletionItemKind.Module, "runs in this source", "")));
            }
        } else if (words.length == 2 && Words.COMPONENTS.containsKey(words[0])) {
            // The fence that is being opened may have swallowed the next query's.
            StringBuilder rest = new StringBuilder(text.text());
            for (int at = text.lineStart(line);
                    at < text.lineStart(line) + text.line(line).length();
                    at++) {
                rest.setCharAt(at, ' ');
            }
            List<String> queries = FencePlace.of(SourceText.of(text.path(), rest.toString())).stream()
                    .filter(ReportText::isQuery)
                    .map(f -> f.words().get(1).text())
                    .toList();
            names(queries, typed, CompletionItemKind.Variable, "a query");
        }
    }

    // YAML

    private void yaml(YamlScan.End end) {
        List<Key<?>> root = report.keysAround(line);
        String typed = end.typed();
        int start = before.length() - typed.length();
        String lead = start > 0 && before.charAt(start - 1) == ':' ? " " : "";
        keys(root, end, lead);
        if (end.onlyKey()) {
            return;
        }
        for (Shape shape : Shapes.at(root, end.path())) {
            switch (shape) {
                case Shape.Choice choice -> values(choice.values(), lead, typed);
                case Shape.Flag flag -> values(List.of("yes", "no", "true", "false"), lead, typed);
                case Shape.NameOf named -> named(named.thing(), lead, typed);
                case Shape.MapOf s -> {}
                case Shape.ByName s -> {}
                case Shape.ListOf s -> {}
                case Shape.Either s -> {}
                case Shape.Text s -> {}
                case Shape.AnyNumber s -> {}
                case Shape.Whole s -> {}
                case Shape.Anything s -> {}
            }
        }
    }

    private void keys(List<Key<?>> root, YamlScan.End end, String lead) {
        // Behind the colon of a key its map begins on the next line.
        boolean inLine = !lead.isEmpty() || before.stripTrailing().endsWith(":");
        if (inLine && !end.onlyKey()) {
            return;
        }
        Set<String> written = new HashSet<>();
        for (YamlScan.Found found : report.keysWritten(line)) {
            boolean here = found.line() == line && found.from() <= column && column <= found.to();
            if (found.owner().equals(end.path()) && !here) {
                written.add(found.name());
            }
        }
        boolean colon = text.line(line).substring(before.length()).matches("[\\p{L}\\p{N}_-]*:.*");
        for (Key<?> key : Shapes.keys(root, end.path())) {
            if (!written.contains(key.name())) {
                add(
                        key.name(),
                        colon ? key.name() : key.name() + ": ",
                        end.typed(),
                        CompletionItemKind.Property,
                        key.type().expects(),
                        Words.key(key));
            }
        }
    }

    private void values(Collection<String> values, String lead, String typed) {
        values.forEach(v -> add(v, lead + v, typed, CompletionItemKind.EnumMember, "", ""));
    }

    private void named(Shape.Thing thing, String lead, String typed) {
        switch (thing) {
            case QUERY -> values(queryNames(), lead, typed);
            case COMPONENT -> values(report.componentNames(), lead, typed);
            case FORMAT -> values(ValueFormat.names(), lead, typed);
            case THEME -> project.ifPresent(p -> values(Theme.names(p.themesFolder()), lead, typed));
            case IMPORT -> imports(lead, typed);
            // What columns there are only the data knows.
            case COLUMN -> {}
        }
    }

    private List<String> queryNames() {
        return report.queries().stream().map(Name::text).distinct().toList();
    }

    private void imports(String lead, String typed) {
        Matcher from = FROM.matcher(typed);
        String beside = "reports/" + report.source().name() + "/";
        for (SharedFile file : project.map(p -> p.sharedFiles().values()).orElse(List.of())) {
            String path = file.text().path();
            if (path.startsWith("reports/") && !path.startsWith(beside)) {
                continue;
            }
            String written = path.startsWith(beside) ? path.substring(beside.length()) : path;
            if (from.matches()) {
                add(written, from.group(1), CompletionItemKind.File, String.join(", ", file.names()), "");
            } else {
                for (String name : file.names()) {
                    String entry = name + " from " + written;
                    add(entry, lead + entry, typed, CompletionItemKind.Function, "", "");
                }
            }
        }
    }

    // SQL

    private void sql(FencePlace fence) {
        String body = text.text().substring(text.lineStart(fence.openLine() + 1), offset);
        boolean quoted = body.chars().filter(c -> c == '\'').count() % 2 == 1;
        if (quoted || before.contains("--")) {
            return;
        }
        Matcher parameter = PARAMETER.matcher(before);
        if (parameter.find()) {
            parameters(parameter.group(1));
            return;
        }
        Matcher table = TABLE.matcher(before);
        if (fence.words().size() == 2 && table.find()) {
            String typed = table.group(1) == null ? "" : table.group(1);
            String own = fence.words().get(1).text();
            names(
                    queryNames().stream().filter(q -> !q.equals(own)).toList(),
                    typed,
                    CompletionItemKind.Variable,
                    "a query");
            project.ifPresent(p -> {
                names(p.datasets().keySet(), typed, CompletionItemKind.Struct, "a dataset");
                for (Import i : report.front().imports()) {
                    if (i.file().text().endsWith(".sql")) {
                        add(
                                i.name().text(),
                                typed,
                                CompletionItemKind.Function,
                                "from " + i.file().text(),
                                "");
                    }
                }
            });
        }
    }

    private void parameters(String typed) {
        for (ParameterSpec parameter : report.front().parameters()) {
            add(parameter.name().text(), typed, CompletionItemKind.Variable, Hovers.parameter(parameter), "");
        }
        names(ParameterSpec.BUILT_IN.stream().sorted().toList(), typed, CompletionItemKind.Variable, "");
    }

    // Narrative

    private void narrative(String tag) {
        Matcher filter = FILTER.matcher(tag);
        if (filter.find()) {
            String typed = filter.group(1);
            Words.FILTERS
                    .keySet()
                    .forEach(name -> add(name, typed, CompletionItemKind.Function, Words.filter(name), ""));
            return;
        }
        boolean quoted = tag.chars().filter(c -> c == '"').count() % 2 == 1
                || tag.chars().filter(c -> c == '\'').count() % 2 == 1;
        Matcher attribute = ATTRIBUTE.matcher(tag);
        Matcher root = ROOT.matcher(tag);
        if (quoted) {
            return;
        }
        if (attribute.find()) {
            attributes(attribute.group(1), attribute.group(2));
        } else if (root.find()) {
            names(List.of("site", "period", "params"), root.group(), CompletionItemKind.Variable, "");
            names(queryNames(), root.group(), CompletionItemKind.Variable, "a query");
            for (Import i : report.front().imports()) {
                if (i.file().text().endsWith(".md")) {
                    String detail = "from " + i.file().text();
                    add(i.name().text(), root.group(), CompletionItemKind.Function, detail, "");
                }
            }
        }
    }

    private void attributes(String root, String typed) {
        switch (root) {
            case "site" -> names(siteNames(), typed, CompletionItemKind.Field, "");
            case "period" -> names(ReportPlanner.PERIOD_NAMES, typed, CompletionItemKind.Field, "");
            case "params" ->
                report.front()
                        .parameters()
                        .forEach(p -> add(p.name().text(), typed, CompletionItemKind.Field, Hovers.parameter(p), ""));
            default -> {}
        }
    }

    private Set<String> siteNames() {
        Set<String> names = new LinkedHashSet<>(ReportPlanner.SITE_NAMES);
        project.flatMap(Project::listedSites)
                .ifPresent(
                        sites -> sites.forEach(s -> names.addAll(s.attributes().keySet())));
        return names;
    }
}
