package io.broadsheet.engine.source;

import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.problem.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;

/// Takes a report's file apart: front matter, fences, narrative. Knows the words that open a component's fence; what
/// they draw is not its business.
public final class ReportParser {
    private final String name;
    private final SourceText text;
    private final Set<String> componentNames;
    private final Problems problems;
    private final List<Block> blocks = new ArrayList<>();
    private final StringBuilder[] lines;
    private YamlValue.Mapping frontMatter;
    private int slots;

    private ReportParser(String name, SourceText text, Collection<String> componentNames, Problems problems) {
        this.name = name;
        this.text = text;
        this.componentNames = Set.copyOf(componentNames);
        this.problems = problems;
        this.frontMatter = YamlValue.Mapping.empty(text.span(0, 0));
        this.lines = new StringBuilder[text.lineCount()];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = new StringBuilder(text.line(i + 1));
        }
    }

    /// Parses a report. Mistakes go to `problems`; what could be read is in the result.
    public static ReportSource parse(
            String name, SourceText text, Collection<String> componentNames, Problems problems) {
        return new ReportParser(name, text, componentNames, problems).parse();
    }

    private ReportSource parse() {
        if (text.text().isBlank()) {
            problems.add(
                    ProblemCode.EMPTY_REPORT,
                    text.span(0, 0),
                    "the report is empty",
                    "Begin with front matter: ---, title: ..., ---");
        } else {
            frontMatter();
            fences();
        }
        return new ReportSource(name, text, frontMatter, blocks, String.join("\n", lines));
    }

    private void frontMatter() {
        if (!text.line(1).stripTrailing().equals("---")) {
            problems.add(
                    ProblemCode.MISSING_FRONT_MATTER,
                    text.span(0, text.line(1).length()),
                    "the report does not begin with front matter",
                    "Begin the file with ---, a title: line, and ---");
            return;
        }
        int close = FencePlace.frontMatterEnd(text);
        if (close > text.lineCount()) {
            problems.add(
                    ProblemCode.UNCLOSED_FRONT_MATTER,
                    text.span(0, 3),
                    "the front matter that begins here is not closed",
                    "Close it with a line of ---");
            close = text.lineCount();
        } else {
            Snippet yaml = Snippet.of(text, 2, close, new int[0]);
            YamlReader.readMapping(yaml, problems).ifPresent(m -> frontMatter = m);
        }
        for (int i = 0; i < close; i++) {
            lines[i].setLength(0);
        }
    }

    private void fences() {
        List<FencedCodeBlock> found = new ArrayList<>();
        Node document = MarkdownParser.parseWithPlaces(String.join("\n", lines));
        document.accept(BlockMarks.check(text, problems));
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock block) {
                found.add(block);
            }
        });
        Set<String> queryNames = new HashSet<>();
        for (FencedCodeBlock fence : found) {
            List<Name> words = words(fence);
            if (words.size() > 1 && words.getFirst().text().equals("sql")) {
                queryNames.add(words.get(1).text());
            }
        }
        for (FencedCodeBlock fence : found) {
            fence(fence, queryNames);
        }
    }

    private void fence(FencedCodeBlock fence, Set<String> queryNames) {
        int openLine = lineOf(fence);
        Span opener = opener(openLine);
        if (fence.getClosingFenceLength() == null) {
            problems.add(
                    ProblemCode.UNCLOSED_FENCE,
                    opener,
                    "the fence that begins here is not closed",
                    "Close it with " + fence.getFenceCharacter().repeat(fence.getOpeningFenceLength())
                            + " on a line of its own");
            return;
        }
        String[] content = fence.getLiteral().isEmpty()
                ? new String[0]
                : fence.getLiteral().split("\n", -1);
        int contentLines = fence.getLiteral().isEmpty() ? 0 : content.length - 1;
        int[] indents = new int[contentLines];
        for (int i = 0; i < contentLines; i++) {
            String line = text.line(openLine + 1 + i);
            indents[i] = line.endsWith(content[i]) ? line.length() - content[i].length() : 0;
        }
        Snippet body = Snippet.of(text, openLine + 1, openLine + 1 + contentLines, indents);
        int slot = slots++;
        block(fence, words(fence), slot, opener, body, queryNames).ifPresent(blocks::add);
        leaveSlot(fence, openLine, contentLines, indents, slot);
    }

    /// The fence stays an empty fence of as many lines, so that lists and quotes around it and all line numbers stay.
    private void leaveSlot(FencedCodeBlock fence, int openLine, int contentLines, int[] indents, int slot) {
        String opening = lines[openLine - 1].toString();
        String mark = fence.getFenceCharacter().repeat(fence.getOpeningFenceLength());
        int at = opening.indexOf(mark);
        lines[openLine - 1].setLength(at + mark.length());
        lines[openLine - 1].append(Slot.info(slot));
        for (int i = 0; i < contentLines; i++) {
            lines[openLine + i].setLength(indents[i]);
        }
    }

    private Optional<Block> block(
            FencedCodeBlock fence, List<Name> words, int slot, Span opener, Snippet body, Set<String> queryNames) {
        if (words.isEmpty()) {
            return Optional.of(new Block.Listing(opener, slot, "", fence.getLiteral()));
        }
        Name first = words.getFirst();
        if (first.text().equals("sql")) {
            return query(words, opener, body);
        }
        if (componentNames.contains(first.text())) {
            return component(words, slot, opener, body);
        }
        boolean drawsQuery =
                words.size() == 2 && queryNames.contains(words.get(1).text());
        Optional<String> near = words.size() == 1 && first.text().length() > 3 && !body.isBlank()
                ? Suggestion.nearest(first.text(), componentNames)
                        .filter(n -> Math.abs(n.length() - first.text().length()) <= 1)
                : Optional.empty();
        boolean meant = near.isPresent() && looksLikeOptions(body);
        if (drawsQuery || meant) {
            problems.add(
                    ProblemCode.UNKNOWN_COMPONENT,
                    first.span(),
                    "no component is named '" + first.text() + "'",
                    Suggestion.sentence(
                            "components",
                            first.text(),
                            componentNames.stream().sorted().toList()));
            return Optional.empty();
        }
        return Optional.of(new Block.Listing(opener, slot, fence.getInfo().strip(), fence.getLiteral()));
    }

    private static boolean looksLikeOptions(Snippet body) {
        return body.text()
                .lines()
                .filter(l -> !l.isBlank())
                .allMatch(l -> l.matches("\\s*(-\\s*)?[a-z-]+:( .*)?|\\s+.*"));
    }

    private Optional<Block> query(List<Name> words, Span opener, Snippet sql) {
        if (words.size() == 1) {
            problems.add(
                    ProblemCode.UNNAMED_QUERY,
                    words.getFirst().span(),
                    "the query has no name",
                    "Write ```sql NAME. A listing that is only shown is written ```text");
            return Optional.empty();
        }
        Name query = words.get(1);
        if (!checkName(query, "query")) {
            return Optional.empty();
        }
        Optional<Name> source = Optional.empty();
        for (Name word : words.subList(2, words.size())) {
            if (word.text().startsWith("source=") && source.isEmpty()) {
                int prefix = "source=".length();
                source = Optional.of(new Name(
                        word.text().substring(prefix),
                        word.span().part(prefix, word.text().length() - prefix)));
            } else {
                problems.add(
                        ProblemCode.BAD_FENCE,
                        word.span(),
                        "'" + word.text() + "' can't stand here",
                        "Write ```sql NAME or ```sql NAME source=SOURCE");
            }
        }
        return Optional.of(new Block.Query(opener, query, source, sql));
    }

    private Optional<Block> component(List<Name> words, int slot, Span opener, Snippet body) {
        for (Name word : words.subList(Math.min(2, words.size()), words.size())) {
            problems.add(
                    ProblemCode.BAD_FENCE,
                    word.span(),
                    "'" + word.text() + "' can't stand here",
                    "Write ```" + words.getFirst().text() + " QUERY; options go into the lines below");
        }
        Optional<Name> query = words.size() > 1 ? Optional.of(words.get(1)) : Optional.empty();
        return YamlReader.readMapping(body, problems)
                .map(options -> new Block.Component(opener, slot, words.getFirst(), query, options));
    }

    private boolean checkName(Name given, String what) {
        if (!given.isGood()) {
            problems.add(
                    ProblemCode.BAD_NAME,
                    given.span(),
                    "'" + given.text() + "' can't be the name of a " + what,
                    "Use letters, digits and underscores, beginning with a letter");
        }
        return given.isGood();
    }

    private int lineOf(FencedCodeBlock fence) {
        return fence.getSourceSpans().getFirst().getLineIndex() + 1;
    }

    private Span opener(int line) {
        String content = text.line(line);
        int lead = content.length() - content.stripLeading().length();
        return text.span(text.lineStart(line) + lead, content.strip().length());
    }

    /// The words of a fence's info string, each with its place.
    private List<Name> words(FencedCodeBlock fence) {
        int line = lineOf(fence);
        String content = text.line(line);
        String mark = fence.getFenceCharacter().repeat(fence.getOpeningFenceLength());
        int from = content.indexOf(mark) + mark.length();
        return FencePlace.words(text, line, from);
    }
}
