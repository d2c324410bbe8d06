package io.broadsheet.engine.source;

import java.util.List;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/// The Markdown that reports are written in: CommonMark with tables, strikethrough, columns ([ColumnsBlock]), and
/// emphasis that ends within a word ([EmphasisBesideLetters]). One parser for finding fences in the source and for the
/// narrative once evaluated, so that
/// both see the same document.
public final class MarkdownParser {
    private static final int DEEPEST_BLOCKS = 60;
    private static final int DEEPEST_INLINES = 60;

    /// What the parser and whoever renders its trees share.
    public static final List<org.commonmark.Extension> EXTENSIONS =
            List.of(TablesExtension.create(), StrikethroughExtension.create());

    private static final Parser PARSER = builder().build();
    private static final Parser LOCATING =
            builder().includeSourceSpans(IncludeSourceSpans.BLOCKS).build();

    private MarkdownParser() {}

    private static Parser.Builder builder() {
        return Parser.builder()
                .extensions(EXTENSIONS)
                .customBlockParserFactory(ColumnsBlock.FACTORY)
                .maxOpenBlockParsers(DEEPEST_BLOCKS)
                .maxInlineNesting(DEEPEST_INLINES);
    }

    public static Node parse(String markdown) {
        return EmphasisBesideLetters.unmark(PARSER.parse(EmphasisBesideLetters.mark(markdown)));
    }

    /// The document with the places of its blocks.
    static Node parseWithPlaces(String markdown) {
        return LOCATING.parse(markdown);
    }
}
