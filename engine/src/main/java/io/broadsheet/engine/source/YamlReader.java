package io.broadsheet.engine.source;

import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Reads YAML 1.2 (core schema) into a tree with places. Aliases, tags and several documents are refused: none of our
/// files needs them, and they are how small files become large ones.
public final class YamlReader {
    private static final int DEEPEST = 50;
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setAllowDuplicateKeys(true).build();

    private static final Pattern TEMPLATE_VALUE = Pattern.compile("(?m)^([^\"'#\\n]*?[:-][ \\t]+)(\\{[{%].*)$");

    private final Snippet snippet;
    private final Problems problems;

    private YamlReader(Snippet snippet, Problems problems) {
        this.snippet = snippet;
        this.problems = problems;
    }

    /// Reads a map; nothing at all is an empty map. Empty where it can't be read.
    public static Optional<YamlValue.Mapping> readMapping(Snippet snippet, Problems problems) {
        return new YamlReader(snippet, problems).mapping();
    }

    private Optional<YamlValue.Mapping> mapping() {
        Optional<Node> root;
        try {
            root = compose();
        } catch (MarkedYamlEngineException e) {
            report(e);
            return Optional.empty();
        } catch (YamlEngineException e) {
            if (reportTemplate()) {
                return Optional.empty();
            }
            problems.add(
                    ProblemCode.BAD_YAML,
                    snippet.span(0, 0),
                    "the YAML can't be read: " + firstLine(String.valueOf(e.getMessage())));
            return Optional.empty();
        } catch (StackOverflowError e) {
            problems.add(ProblemCode.TOO_DEEP, snippet.span(0, 0), "the YAML is nested too deep");
            return Optional.empty();
        }
        if (root.isEmpty()) {
            return Optional.of(YamlValue.Mapping.empty(snippet.whole()));
        }
        return convert(root.get(), 0).flatMap(value -> switch (value) {
            case YamlValue.Mapping m -> Optional.of(m);
            case YamlValue.Scalar s when s.isNull() -> Optional.of(YamlValue.Mapping.empty(snippet.whole()));
            default -> {
                problems.add(
                        ProblemCode.WRONG_TYPE,
                        value.span(),
                        "this must be a map of keys and values, not " + value.kind(),
                        "Write `key: value`, one a line");
                yield Optional.empty();
            }
        });
    }

    private Optional<Node> compose() {
        Iterable<Node> documents = new Compose(SETTINGS).composeAllFromString(snippet.text());
        Optional<Node> first = Optional.empty();
        for (Node node : documents) {
            if (first.isPresent()) {
                problems.add(ProblemCode.BAD_YAML, span(node), "a second YAML document begins here");
                break;
            }
            first = Optional.of(node);
        }
        return first;
    }

    private Optional<YamlValue> convert(Node node, int depth) {
        if (depth > DEEPEST) {
            problems.add(ProblemCode.TOO_DEEP, span(node), "the YAML is nested deeper than " + DEEPEST + " levels");
            return Optional.empty();
        }
        if (node.isRecursive() || node.getAnchor().isPresent()) {
            problems.add(
                    ProblemCode.BAD_YAML, span(node), "anchors and aliases are not read here", "Write the value out");
            if (!(node instanceof ScalarNode)) {
                return Optional.empty();
            }
        }
        return switch (node) {
            case ScalarNode scalar ->
                Optional.of(new YamlValue.Scalar(span(scalar), scalar.getValue(), !scalar.isPlain()));
            case SequenceNode sequence -> sequence(sequence, depth);
            case MappingNode mapping -> mapping(mapping, depth);
            default -> throw new IllegalStateException("unexpected YAML node " + node.getNodeType());
        };
    }

    private Optional<YamlValue> sequence(SequenceNode node, int depth) {
        List<YamlValue> items = new ArrayList<>();
        for (Node item : node.getValue()) {
            convert(item, depth + 1).ifPresent(items::add);
        }
        return Optional.of(new YamlValue.Sequence(span(node), items));
    }

    private Optional<YamlValue> mapping(MappingNode node, int depth) {
        List<YamlValue.Entry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(ProblemCode.BAD_YAML, span(tuple.getKeyNode()), "a key must be text");
                continue;
            }
            if (!names.add(key.getValue())) {
                problems.add(
                        ProblemCode.DUPLICATE_KEY,
                        span(key),
                        "'" + key.getValue() + "' stands twice",
                        "Keep one of them");
                continue;
            }
            convert(tuple.getValueNode(), depth + 1)
                    .ifPresent(value -> entries.add(new YamlValue.Entry(key.getValue(), span(key), value)));
        }
        return Optional.of(new YamlValue.Mapping(span(node), entries));
    }

    private Span span(Node node) {
        Span start = node.getStartMark().map(this::place).orElse(snippet.span(0, 0));
        int end = node.getEndMark().map(m -> place(m).offset()).orElse(start.offset());
        return start.source().span(start.offset(), Math.max(0, end - start.offset()));
    }

    private Span place(Mark mark) {
        return snippet.spanAt(mark.getLine(), mark.getColumn(), 0);
    }

    private void report(MarkedYamlEngineException e) {
        Span at = e.getProblemMark().or(e::getContextMark).map(this::place).orElse(snippet.span(0, 0));
        String character = at.source()
                .text()
                .substring(
                        at.offset(),
                        Math.min(at.offset() + 1, at.source().text().length()));
        if (character.equals("\t") || e.getProblem().contains("\\t")) {
            problems.add(
                    ProblemCode.YAML_TAB,
                    at.source().span(at.offset(), 1),
                    "a tab where YAML wants spaces",
                    "Indent with spaces");
            return;
        }
        if (e.getProblem().contains("<stream end>") || e.getProblem().contains("unexpected end of stream")) {
            Span opener = e.getContextMark().map(this::place).orElse(at);
            Span character1 = opener.source().span(opener.offset(), 1);
            problems.add(
                    ProblemCode.BAD_YAML,
                    character1,
                    "the " + character1.text() + " that begins here is not closed",
                    "Close it");
            return;
        }
        if (reportTemplate()) {
            return;
        }
        problems.add(
                ProblemCode.BAD_YAML,
                at.source().span(at.offset(), 1),
                "the YAML can't be read: " + plain(firstLine(e.getProblem())),
                "Mind indentation and quotes; a value with `: ` or `#` in it needs quotes");
    }

    /// A value that begins with a tag of the narrative's: to YAML it is a map, and one with a strange key.
    private boolean reportTemplate() {
        Matcher value = TEMPLATE_VALUE.matcher(snippet.text());
        boolean found = value.find();
        if (found) {
            // In braces of its own the value ends with its tag.
            boolean inside = value.group(1).contains("{") || value.group(1).contains("[");
            String written = inside
                    ? value.group(2).replaceFirst("(?<=[%}]}).*", "")
                    : value.group(2).strip();
            String quote = written.contains("\"") ? "'" : "\"";
            problems.add(
                    ProblemCode.BAD_YAML,
                    snippet.span(value.start(2), written.length()),
                    "a value that begins with " + written.substring(0, 2) + " needs quotes",
                    "Write " + quote + written + quote);
        }
        return found;
    }

    /// The parser's words for what authors do most.
    private static String plain(String problem) {
        if (problem.equals("mapping values are not allowed here")) {
            return "a second `:` stands in one value";
        }
        if (problem.startsWith("expected <block end>")) {
            return "what stands here belongs neither to the value before it nor to a key";
        }
        return problem;
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
