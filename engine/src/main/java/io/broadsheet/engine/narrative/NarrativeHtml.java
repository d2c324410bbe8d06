package io.broadsheet.engine.narrative;

import io.broadsheet.engine.format.Words;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.source.ColumnsBlock;
import io.broadsheet.engine.source.MarkdownParser;
import io.broadsheet.engine.source.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;

/// Evaluated Markdown as the page's body: text in the tree becomes text of the page, slots become what was drawn.
public final class NarrativeHtml {
    private static final Set<String> LINK_SCHEMES = Set.of("http", "https", "mailto", "tel");

    private final IntFunction<Html> drawn;
    private final Words words;
    private final Function<String, Optional<String>> images;
    private final List<Heading> headings = new ArrayList<>();
    private final Map<org.commonmark.node.Heading, String> headingIds = new HashMap<>();

    private NarrativeHtml(IntFunction<Html> drawn, Function<String, Optional<String>> images, Words words) {
        this.drawn = drawn;
        this.words = words;
        this.images = images;
    }

    /// The page's body and its headings.
    public record Body(Html html, List<Heading> headings) {
        public Body {
            headings = List.copyOf(headings);
        }
    }

    /// Renders Markdown.
    ///
    /// @param drawn the markup for each slot
    /// @param images a `data:` URI for the image of a path beside the report; empty for one that is not there
    /// @param words what callouts are called in the reader's language
    public static Body render(
            String markdown, IntFunction<Html> drawn, Function<String, Optional<String>> images, Words words) {
        return new NarrativeHtml(drawn, images, words).render(markdown);
    }

    private Body render(String markdown) {
        Node document = MarkdownParser.parse(markdown);
        document.accept(new ValuesBack());
        Callout.find(document);
        nameHeadings(document);
        HtmlRenderer renderer = HtmlRenderer.builder()
                .extensions(MarkdownParser.EXTENSIONS)
                .escapeHtml(false)
                .percentEncodeUrls(false)
                .attributeProviderFactory(context -> new Attributes())
                .nodeRendererFactory(SlotRenderer::new)
                .build();
        return new Body(Html.trusted(renderer.render(document)), headings);
    }

    /// Shifts values back to what they are, each where it has become text of the tree.
    private final class ValuesBack extends AbstractVisitor {
        @Override
        public void visit(Text text) {
            text.setLiteral(ValueText.decode(text.getLiteral()));
        }

        @Override
        public void visit(Code code) {
            code.setLiteral(ValueText.decode(code.getLiteral()));
        }

        @Override
        public void visit(IndentedCodeBlock code) {
            code.setLiteral(ValueText.decode(code.getLiteral()));
        }

        @Override
        public void visit(HtmlInline html) {
            html.setLiteral(AuthorHtml.withValues(html.getLiteral()));
        }

        @Override
        public void visit(HtmlBlock html) {
            html.setLiteral(AuthorHtml.withValues(html.getLiteral()));
        }

        @Override
        public void visit(Link link) {
            link.setDestination(safeLink(ValueText.decode(link.getDestination())));
            if (link.getTitle() != null) {
                link.setTitle(ValueText.decode(link.getTitle()));
            }
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            image.setDestination(
                    images.apply(ValueText.decode(image.getDestination())).orElse(""));
            if (image.getTitle() != null) {
                image.setTitle(ValueText.decode(image.getTitle()));
            }
            visitChildren(image);
        }
    }

    /// A link's address, or `#` if its scheme is none that a reader should follow.
    static String safeLink(String destination) {
        String trimmed = destination.strip();
        int colon = trimmed.indexOf(':');
        int end = trimmed.length();
        for (char c : new char[] {'/', '?', '#'}) {
            int at = trimmed.indexOf(c);
            end = at >= 0 ? Math.min(end, at) : end;
        }
        if (colon < 0 || colon > end) {
            // Browsers take a backslash for a slash.
            return trimmed.replace('\\', '/').startsWith("//") ? "#" : trimmed;
        }
        String scheme = trimmed.substring(0, colon).toLowerCase(Locale.ROOT);
        return LINK_SCHEMES.contains(scheme) ? trimmed : "#";
    }

    private void nameHeadings(Node document) {
        Map<String, Integer> seen = new HashMap<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(org.commonmark.node.Heading heading) {
                String text = textOf(heading);
                String slug = slug(text);
                int number = seen.merge(slug, 1, Integer::sum);
                String id = number == 1 ? slug : slug + "-" + number;
                headingIds.put(heading, id);
                headings.add(new Heading(heading.getLevel(), id, text));
            }
        });
    }

    private static String textOf(Node node) {
        StringBuilder out = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                out.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                out.append(code.getLiteral());
            }
        });
        return out.toString();
    }

    private static String slug(String text) {
        StringBuilder out = new StringBuilder();
        text.toLowerCase(Locale.ROOT).codePoints().limit(80).forEach(c -> {
            if (Character.isLetterOrDigit(c)) {
                out.appendCodePoint(c);
            } else if (!out.isEmpty() && out.charAt(out.length() - 1) != '-') {
                out.append('-');
            }
        });
        String slug = out.toString().replaceAll("-$", "");
        return "s-" + (slug.isEmpty() ? "section" : slug);
    }

    private final class Attributes implements AttributeProvider {
        @Override
        public void setAttributes(Node node, String tag, Map<String, String> attributes) {
            if (node instanceof org.commonmark.node.Heading heading && headingIds.containsKey(heading)) {
                attributes.put("id", headingIds.getOrDefault(heading, ""));
            } else if (node instanceof Link link && link.getDestination().startsWith("http")) {
                // The page may stand in a frame: what leads away opens by itself.
                attributes.put("target", "_blank");
                attributes.put("rel", "noopener noreferrer");
            }
        }
    }

    private final class SlotRenderer implements NodeRenderer {
        private final HtmlNodeRendererContext context;

        SlotRenderer(HtmlNodeRendererContext context) {
            this.context = context;
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(FencedCodeBlock.class, ColumnsBlock.class, Callout.class);
        }

        @Override
        public void render(Node node) {
            switch (node) {
                case FencedCodeBlock fence -> fence(fence);
                case Callout callout -> callout.render(words, context);
                default -> columns(node);
            }
        }

        /// Each block of it stands beside the next one, where there is room.
        private void columns(Node columns) {
            context.getWriter().line();
            context.getWriter().tag("div", Map.of("class", "cols"));
            context.getWriter().line();
            for (Node child = columns.getFirstChild(); child != null; child = child.getNext()) {
                context.render(child);
            }
            context.getWriter().tag("/div");
            context.getWriter().line();
        }

        private void fence(FencedCodeBlock fence) {
            OptionalInt slot = Slot.number(fence.getInfo());
            Html html = slot.isPresent() ? drawn.apply(slot.getAsInt()) : listing("", fence.getLiteral());
            context.getWriter().line();
            context.getWriter().raw(html.markup());
            context.getWriter().line();
        }
    }

    /// A listing, shown as it is.
    public static Html listing(String language, String literal) {
        io.broadsheet.engine.html.HtmlWriter out = new io.broadsheet.engine.html.HtmlWriter();
        out.open("pre").open("code");
        if (!language.isEmpty()) {
            out.attribute("class", "language-" + language.split("\\s", 2)[0]);
        }
        return out.text(ValueText.decode(literal)).close().close().toHtml();
    }
}
